/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.money;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All money and positions of one account. Simulator thread only. */
public final class Purse {
    private final Map<String, Wallet> wallets = new TreeMap<>();
    private final Map<Instrument, Holding> holdings = new LinkedHashMap<>();

    /** Adds to a balance, or takes from it. */
    public void deposit(final String currency, final long amount) {
        wallet(currency).pay(amount);
    }

    /** Made when there is none yet. */
    public Holding holding(final Instrument instrument) {
        Holding holding = holdings.get(instrument);
        if (holding == null) {
            holding = new Holding(instrument);
            holdings.put(instrument, holding);
            wallet(instrument.currency.name).add(holding);
        }
        return holding;
    }

    /** Whether anything was done with it here. */
    public boolean has(final Instrument instrument) {
        return holdings.containsKey(instrument);
    }

    /** In the order they were first touched. */
    public Collection<Holding> holdings() {
        return holdings.values();
    }

    /**
     * Takes one side of a trade.
     *
     * @param value of the trade, {@link Values#of}.
     * @param fee in the settlement currency.
     * @return what it realised; 0 for spot.
     */
    public long apply(
            final Instrument instrument,
            final boolean isBuy,
            final long amount,
            final long value,
            final long fee) {
        final Wallet wallet = wallet(instrument.currency.name);
        wallet.payFee(fee);
        if (instrument.kind == Kind.SPOT) {
            wallet.pay(isBuy ? -value : value);
            wallet(instrument.currency.base).pay(isBuy ? amount : -amount);
            return 0;
        }
        if (instrument.option) {
            wallet.pay(isBuy ? -value : value);
        }
        return holding(instrument).apply(isBuy, amount, value);
    }

    /** An open order needs more of its money, or with negative numbers less. */
    public void reserve(
            final Instrument instrument, final boolean isBuy, final long amount, final long value) {
        holding(instrument).reserve(isBuy, amount, value);
        if (instrument.kind == Kind.SPOT && !isBuy) {
            wallet(instrument.currency.base).reserveSpot(amount);
        }
    }

    /** What is left for an order of that side, in the currency it needs; may be negative. */
    public long availableFor(final Instrument instrument, final boolean isBuy) {
        return wallet(currencyOf(instrument, isBuy)).available();
    }

    private static String currencyOf(final Instrument instrument, final boolean isBuy) {
        final boolean sellsCoins = instrument.kind == Kind.SPOT && !isBuy;
        return sellsCoins ? instrument.currency.base : instrument.currency.name;
    }

    /** Funding or a settlement is paid. */
    public void addFunding(final Instrument instrument, final long amount) {
        holding(instrument).addFunding(amount);
    }

    /** Ends the session of a future at this price; returns what went into the balance. */
    public long settle(final Instrument instrument, final long price) {
        final long paid = holding(instrument).settle(price);
        wallet(instrument.currency.name).pay(paid);
        return paid;
    }

    /** Ends the contract at this price; returns what went into the balance. */
    public long deliver(final Instrument instrument, final long price) {
        final long paid = holding(instrument).deliver(price);
        wallet(instrument.currency.name).pay(paid);
        return paid;
    }

    /** Takes the other side of what all others were paid at a settlement. */
    public void settleFor(final Instrument instrument, final long price, final long paid) {
        holding(instrument).settleFor(price, paid);
        wallet(instrument.currency.name).pay(paid);
    }

    /** Takes the other side of what all others were paid at a delivery. */
    public void deliverFor(final Instrument instrument, final long paid) {
        holding(instrument).deliverFor();
        wallet(instrument.currency.name).pay(paid);
    }

    /** What there is, fees paid included, if all positions were closed at what they cost. */
    public long owned(final String currency) {
        return wallet(currency).owned();
    }

    public long balance(final String currency) {
        return wallet(currency).balance();
    }

    /** The currencies with a wallet, by name. */
    public List<String> currencies() {
        return new ArrayList<>(wallets.keySet());
    }

    public AccountSummary summary(final String currency) {
        return wallet(currency).summary();
    }

    private Wallet wallet(final String currency) {
        return wallets.computeIfAbsent(currency, Wallet::new);
    }
}
