/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What a run of a strategy did and what it was worth: a recorder behind the strategy, exact
 * accounting, and figures with their definitions. Knows events only: it serves a backtest, a live
 * run and a replay alike. One thread a run; nothing here reads a clock.
 */
package io.novaring.tools.backtest.result;
