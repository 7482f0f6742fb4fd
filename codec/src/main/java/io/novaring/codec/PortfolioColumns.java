/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** Account summary of one currency; exact numbers scaled by {@link Decimals#SCALE}. */
public final class PortfolioColumns {
    /** Text of the currency. */
    public long currency;

    public long equity;
    public long balance;
    public long availableFunds;
    public long initialMargin;
    public long maintenanceMargin;

    /** Makes every field absent. */
    public void clear() {
        currency = Text.ABSENT;
        equity = MarketEvent.ABSENT;
        balance = MarketEvent.ABSENT;
        availableFunds = MarketEvent.ABSENT;
        initialMargin = MarketEvent.ABSENT;
        maintenanceMargin = MarketEvent.ABSENT;
    }

    public void copyFrom(final PortfolioColumns other) {
        currency = other.currency;
        equity = other.equity;
        balance = other.balance;
        availableFunds = other.availableFunds;
        initialMargin = other.initialMargin;
        maintenanceMargin = other.maintenanceMargin;
    }
}
