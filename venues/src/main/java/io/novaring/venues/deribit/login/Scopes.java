/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

/**
 * The scopes that trading needs. The venue grants less than it was asked for without a word, so
 * what it says is compared. For logins; allocates.
 */
final class Scopes {
    private static final String TRADE = "trade:read_write";
    private static final String ACCOUNT_READ = "account:read";
    private static final String ACCOUNT_WRITE = "account:read_write";

    private final boolean needsAccountWrite;
    private final String requested;

    /**
     * @param session null for tokens that live and die with the connection.
     * @param needsAccountWrite cancel-on-disconnect cannot be turned on without.
     */
    Scopes(final String session, final boolean needsAccountWrite) {
        this.needsAccountWrite = needsAccountWrite;
        this.requested =
                (session == null ? "connection" : "session:" + session)
                        + ' '
                        + (needsAccountWrite ? ACCOUNT_WRITE : ACCOUNT_READ)
                        + ' '
                        + TRADE;
    }

    String requested() {
        return requested;
    }

    /** What is needed and not among these; empty when nothing is. */
    String missing(final String granted) {
        boolean hasTrade = false;
        boolean hasAccount = false;
        for (final String scope : granted.split(" ")) {
            hasTrade |= scope.equals(TRADE);
            hasAccount |= scope.equals(ACCOUNT_WRITE);
            hasAccount |= scope.equals(ACCOUNT_READ) && !needsAccountWrite;
        }
        final String trade = hasTrade ? "" : TRADE;
        final String account = hasAccount ? "" : needsAccountWrite ? ACCOUNT_WRITE : ACCOUNT_READ;
        return trade.isEmpty() || account.isEmpty() ? trade + account : trade + " and " + account;
    }
}
