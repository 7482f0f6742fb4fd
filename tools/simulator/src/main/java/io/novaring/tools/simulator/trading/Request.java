/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.exchange.Account;
import io.novaring.tools.simulator.query.Reply;

/**
 * One request that is carried out.
 *
 * @param origin the connection it came by.
 * @param beforeAnswer to be run once everything is done and nothing is answered yet.
 */
record Request(Account account, int origin, Params params, Reply reply, Runnable beforeAnswer) {
    /** Whether a parameter was wrong; it is answered then. */
    boolean isRefused() {
        return params.isRefused(reply);
    }

    /** Carries out a request and answers it. */
    @FunctionalInterface
    interface Handler {
        void handle(Request request);
    }
}
