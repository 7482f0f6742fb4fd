/* SPDX-License-Identifier: Apache-2.0 */

/** Strategies by the name or the class a person writes. */
package io.novaring.tools.backtest.strategy;
