/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

/** Hears of logins. Simulator thread only. */
@FunctionalInterface
public interface LoginLog {
    void onLogin(String account, boolean succeeded, long nowNs);
}
