/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

/**
 * What a refused login means, by the codes of the venue's article Errors. What is not named here
 * may pass: 10000 and 13009, a limiter, maintenance, a server that failed. Allocates nothing.
 */
final class LoginErrors {
    private static final String CHECK_KEY =
            "check the client id and its secret, and that the key is one of this exchange: the test"
                    + " exchange has keys of its own";
    private static final String CHECK_SCOPE =
            "the API key may not do this: look at its scopes on the venue's page of the key";
    private static final String ASK_VENUE =
            "the venue has closed this account or asks something of its owner: see its web page";

    private LoginErrors() {}

    /** True when these credentials must not be shown again: that would harden it. */
    static boolean isForGood(final long code) {
        return !adviceOf(code).isEmpty();
    }

    /** What a person can do; empty for an error that may pass. */
    static String adviceOf(final long code) {
        if (code < -32_768 || code > 99_999) {
            return "";
        }
        return switch ((int) code) {
            case 13004, 13005, 13006, 13007 -> CHECK_KEY;
            case 11042, 13012, 13021, 13403 -> CHECK_SCOPE;
            case 10019, 11098, 12005, 13031, 13037, 13668, 13792, 13904 -> ASK_VENUE;
            case 12003 ->
                    "too many logins failed, and more would have the account locked for longer";
            case -32700,
                    -32602,
                    -32601,
                    -32600,
                    -32000,
                    11029,
                    11043,
                    11049,
                    11050,
                    13010,
                    13011,
                    13016 ->
                    "the venue does not understand the request: its API may have changed";
            default -> "";
        };
    }
}
