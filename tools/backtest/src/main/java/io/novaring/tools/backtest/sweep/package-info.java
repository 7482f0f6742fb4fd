/* SPDX-License-Identifier: Apache-2.0 */

/** Many runs that differ in their parameters. */
package io.novaring.tools.backtest.sweep;
