/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

/** What the credits of an account are, as its summary tells. Simulator thread only. */
@FunctionalInterface
public interface AccountLimits {
    /** The {@code limits} object of {@code private/get_account_summary}: JSON, ASCII. */
    String json(String account);
}
