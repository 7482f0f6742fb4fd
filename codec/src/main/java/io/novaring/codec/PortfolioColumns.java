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

    /** Null until this slot first carries an account, and never null for an event with one. */
    public PortfolioDetails details;

    /** The details to fill, made when there were none, with everything absent. */
    public PortfolioDetails claimDetails() {
        if (details == null) {
            details = new PortfolioDetails();
        }
        details.clear();
        return details;
    }

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
        if (other.details != null) {
            claimDetails().copyFrom(other.details);
        }
    }
}
