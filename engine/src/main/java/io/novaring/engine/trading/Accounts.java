/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.PortfolioColumns;
import io.novaring.codec.Text;
import java.util.Arrays;

/** The account of each currency as the venue last told it. Stage 4's thread; any through read. */
final class Accounts {
    /** More currencies than any venue has accounts in; further ones are not kept. */
    static final int CURRENCIES_MAX = 64;

    static final int CURRENCY_LENGTH_MAX = 16;

    private final SequenceLock lock;
    private final Account[] accounts = new Account[CURRENCIES_MAX];
    private int size;

    Accounts(final SequenceLock lock) {
        this.lock = lock;
        for (int i = 0; i < accounts.length; i++) {
            accounts[i] = new Account();
        }
    }

    private static final class Account {
        final byte[] currency = new byte[CURRENCY_LENGTH_MAX];
        int currencyLength;
        final PortfolioColumns columns = new PortfolioColumns();

        boolean isOf(final byte[] source, final int offset, final int length) {
            return Arrays.equals(currency, 0, currencyLength, source, offset, offset + length);
        }
    }

    /** Keeps the event's portfolio. */
    void onTold(final MarketEvent event) {
        final long currency = event.portfolio.currency;
        final int length = currency == Text.ABSENT ? 0 : Text.length(currency);
        if (length == 0 || length > CURRENCY_LENGTH_MAX) {
            return;
        }
        Account account = find(event.raw, Text.offset(currency), length);
        if (account == null) {
            if (size == accounts.length) {
                return;
            }
            account = accounts[size++];
            System.arraycopy(event.raw, Text.offset(currency), account.currency, 0, length);
            account.currencyLength = length;
        }
        account.columns.copyFrom(event.portfolio);
    }

    private Account find(final byte[] source, final int offset, final int length) {
        for (int i = 0; i < size; i++) {
            if (accounts[i].isOf(source, offset, length)) {
                return accounts[i];
            }
        }
        return null;
    }

    /** As {@link TradingDesk#readAccount}; any thread. */
    boolean read(final byte[] currency, final PortfolioColumns into) {
        for (int attempt = 0; attempt < SequenceLock.ATTEMPTS_MAX; attempt++) {
            final long before = lock.version();
            final Account account = find(currency, 0, currency.length);
            if (account != null) {
                into.copyFrom(account.columns);
                into.currency = Text.ABSENT;
            }
            if (lock.isUnchanged(before)) {
                return account != null;
            }
            Thread.onSpinWait();
        }
        return false;
    }
}
