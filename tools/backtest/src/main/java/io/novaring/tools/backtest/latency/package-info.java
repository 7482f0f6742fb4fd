/* SPDX-License-Identifier: Apache-2.0 */

/** How long requests of a backtest take to the venue, and its messages back. */
package io.novaring.tools.backtest.latency;
