/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A strategy on a recording: the same stages, the same requests and answers, and a venue that
 * decides by a model what would have been traded. One thread a run; time is the recording's.
 */
package io.novaring.tools.backtest;
