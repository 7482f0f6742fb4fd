/* SPDX-License-Identifier: Apache-2.0 */

/** What a recording says of itself: its clients, instruments and times. */
package io.novaring.tools.backtest.source;
