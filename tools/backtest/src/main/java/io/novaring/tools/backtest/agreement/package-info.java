/* SPDX-License-Identifier: Apache-2.0 */

/** Holds a live run and a backtest of it side by side: what agrees, what does not, and why. */
package io.novaring.tools.backtest.agreement;
