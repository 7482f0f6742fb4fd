/* SPDX-License-Identifier: Apache-2.0 */
/** Strategies on recordings. */
package io.novaring.tools.cli.backtest;
