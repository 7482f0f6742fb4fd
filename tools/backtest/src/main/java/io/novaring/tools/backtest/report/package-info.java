/* SPDX-License-Identifier: Apache-2.0 */

/** Writes what a run did: JSON and rows for programs, a page that needs nothing for people. */
package io.novaring.tools.backtest.report;
