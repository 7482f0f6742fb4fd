/* SPDX-License-Identifier: Apache-2.0 */

/** One run of a strategy on a recording: stages, strategy and venue put together. */
package io.novaring.tools.backtest.run;
