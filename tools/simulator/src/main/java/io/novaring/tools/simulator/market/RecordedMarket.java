/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A market whose instruments, books and figures come from outside: a recording's. Add the
 * instruments first. One thread.
 */
public final class RecordedMarket {
    private static final long FIRST_CHANGE_ID = 1_000_000_000L;
    private static final long FIRST_TRADE_ID = 900_000_000L;

    private final List<Instrument> instruments = new ArrayList<>();
    private final List<Currency> currencies = new ArrayList<>();
    private final Map<String, Currency.Counters> counters = new LinkedHashMap<>();
    private final Market market;

    /**
     * @param contracts by instrument name, in the order they are listed.
     * @param ids the venue's numbers, by instrument name.
     */
    public RecordedMarket(final Map<String, Contract> contracts, final Map<String, Integer> ids) {
        contracts.forEach((name, contract) -> add(name, ids.getOrDefault(name, 0), contract));
        market = new Market(instruments, currencies);
    }

    private void add(final String name, final int id, final Contract contract) {
        instruments.add(
                new Instrument(
                        name, id, currency(contract), Instrument.Terms.of(contract), 0, 0, null));
    }

    private Currency currency(final Contract contract) {
        for (final Currency known : currencies) {
            if (known.name.equals(contract.settlement())
                    && known.base.equals(contract.base())
                    && known.quote.equals(contract.quote())) {
                return known;
            }
        }
        final Currency currency =
                Currency.given(
                        contract.settlement(),
                        contract.base(),
                        contract.quote(),
                        counters.computeIfAbsent(
                                contract.settlement(),
                                name -> new Currency.Counters(FIRST_CHANGE_ID, FIRST_TRADE_ID)));
        currencies.add(currency);
        return currency;
    }

    /** Where the orders go; nothing moves in it by itself. */
    public Market market() {
        return market;
    }

    /**
     * Sets the market's own part at a price; 0 for none. Orders of accounts are not told: returns
     * whether there are any.
     */
    public boolean setLevel(
            final Instrument instrument,
            final boolean atBids,
            final long price,
            final long amount) {
        return instrument.side(atBids).setOwn(price, amount);
    }

    /** Takes away the market's own part of both sides. Orders of accounts are not told. */
    public void clear(final Instrument instrument) {
        instrument.bids.clearOwn();
        instrument.asks.clearOwn();
    }

    public void setMarkPrice(final Instrument instrument, final long price) {
        instrument.markPrice = price;
    }

    public void setLastPrice(final Instrument instrument, final long price) {
        instrument.lastPrice = price;
    }

    /**
     * @param rate for eight hours, scaled.
     */
    public void setFunding(final Instrument instrument, final long rate) {
        instrument.funding = rate;
    }

    /** Between which prices the venue takes orders. */
    public void setPriceBand(final Instrument instrument, final long lowest, final long highest) {
        instrument.lowestPrice = lowest;
        instrument.highestPrice = highest;
    }

    /** What its contract is delivered by, in place of the index of that moment. */
    public void setDeliveryIndex(final Instrument instrument, final long price) {
        instrument.deliveryIndex = price;
    }

    public void setIndexPrice(final Currency currency, final long price) {
        currency.indexPrice = price;
    }

    /** Sets it for every currency whose index has that name. */
    public void setIndexPrice(
            final byte[] bytes, final int offset, final int length, final long price) {
        final String name = new String(bytes, offset, length, StandardCharsets.US_ASCII);
        for (final Currency currency : currencies) {
            if (currency.indexName.equals(name)) {
                currency.indexPrice = price;
            }
        }
    }
}
