/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.money;

import io.novaring.tools.simulator.market.Kind;
import java.util.ArrayList;
import java.util.List;

/** The money of an account in one currency, and the holdings that are settled in it. */
final class Wallet {
    private final String currency;
    private long balance;
    private long feesPaid;
    private long spotReserve;
    private final List<Holding> holdings = new ArrayList<>();

    Wallet(final String currency) {
        this.currency = currency;
    }

    void add(final Holding holding) {
        holdings.add(holding);
    }

    long balance() {
        return balance;
    }

    void pay(final long amount) {
        balance += amount;
    }

    void payFee(final long fee) {
        balance -= fee;
        feesPaid += fee;
    }

    /** What spot sales need of this currency, more or less. */
    void reserveSpot(final long change) {
        spotReserve += change;
    }

    long owned() {
        long owned = balance + feesPaid;
        for (final Holding holding : holdings) {
            owned += holding.bookValue();
        }
        return owned;
    }

    /** The money an account can lose, before margins. */
    private long equity() {
        long equity = balance;
        for (int i = 0; i < holdings.size(); i++) {
            final Holding holding = holdings.get(i);
            if (holding.instrument.option) {
                equity += holding.value();
            } else if (holding.isFuture()) {
                equity += holding.sessionRealized() + holding.sessionUnrealized();
            }
        }
        return equity;
    }

    /** Equity less what positions and orders need; negative when that is too much. */
    long available() {
        long available = equity() - spotReserve;
        for (int i = 0; i < holdings.size(); i++) {
            available -= holdings.get(i).projectedInitialMargin();
        }
        // Nothing can be bought with what a long option is worth.
        return available - optionsValue(true);
    }

    private long optionsValue(final boolean onlyLong) {
        long value = 0;
        for (int i = 0; i < holdings.size(); i++) {
            final Holding holding = holdings.get(i);
            if (holding.instrument.option && (!onlyLong || holding.size() > 0)) {
                value += holding.value();
            }
        }
        return value;
    }

    AccountSummary summary() {
        long initial = 0;
        long maintenance = 0;
        long projected = spotReserve;
        long futuresRpl = 0;
        long futuresUpl = 0;
        long futuresTotal = 0;
        long optionsRpl = 0;
        long optionsUpl = 0;
        long optionsTotal = 0;
        long optionsDelta = 0;
        long futuresDelta = 0;
        long reserve = spotReserve;
        for (final Holding holding : holdings) {
            final Position position = holding.position();
            initial += position.initialMargin();
            maintenance += position.maintenanceMargin();
            projected += holding.projectedInitialMargin();
            if (holding.instrument.option) {
                optionsRpl += position.realizedProfitLoss();
                optionsUpl += position.floatingProfitLoss();
                optionsTotal += holding.totalRealized() + position.totalProfitLoss();
                optionsDelta += position.delta();
            } else if (holding.instrument.kind == Kind.SPOT) {
                reserve += holding.openBuyValue();
            } else {
                futuresRpl += position.realizedProfitLoss();
                futuresUpl += position.floatingProfitLoss();
                futuresTotal += holding.totalRealized() + position.totalProfitLoss();
                futuresDelta += position.delta();
            }
        }
        final long equity = equity();
        final long optionsValue = optionsValue(false);
        final long marginBalance = equity - optionsValue(true);
        return new AccountSummary(
                currency,
                balance,
                equity,
                marginBalance,
                available(),
                Math.max(0, Math.min(balance, available())),
                initial,
                maintenance,
                projected,
                maintenance,
                futuresTotal + optionsTotal,
                futuresRpl + optionsRpl,
                futuresUpl + optionsUpl,
                futuresTotal,
                futuresRpl,
                futuresUpl,
                optionsTotal,
                optionsRpl,
                optionsUpl,
                optionsValue,
                optionsDelta,
                futuresDelta + optionsDelta,
                reserve,
                feesPaid);
    }
}
