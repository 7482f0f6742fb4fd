/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.Figures.OfCurrency;
import io.novaring.tools.backtest.result.Figures.OfInstrument;
import io.novaring.tools.backtest.result.Figures.Trips;
import io.novaring.tools.backtest.result.RunResult.InstrumentCharts;
import io.novaring.tools.backtest.result.RunResult.RoundTrip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Every market seen, every instrument traded, every currency in which that was settled. */
final class Portfolio {
    private static final int WORST_KEPT = 20;

    private final RecorderSettings settings;
    private final List<Traded> all = new ArrayList<>();
    private final Map<String, UsdPrice> currencies = new TreeMap<>();
    private final RoundTrips.Worst worst =
            new RoundTrips.Worst(
                    WORST_KEPT, trip -> currencies.get(trip.currency()).of(trip.profit()));
    private final MarketView nowhere = new MarketView();
    private MarketView[] markets = {};
    private Traded[] traded = {};

    Portfolio(final RecorderSettings settings) {
        this.settings = settings;
    }

    /** Made when nothing of it was seen yet. */
    MarketView market(final int instrumentId) {
        if (instrumentId < 0) {
            return nowhere;
        }
        if (instrumentId >= markets.length) {
            markets =
                    Arrays.copyOf(markets, Math.max(64, Integer.highestOneBit(instrumentId) << 1));
        }
        if (markets[instrumentId] == null) {
            markets[instrumentId] = new MarketView();
        }
        return markets[instrumentId];
    }

    /** Null when it was never traded. */
    Traded find(final int instrumentId) {
        return instrumentId >= 0 && instrumentId < traded.length ? traded[instrumentId] : null;
    }

    /** Made when it was never traded. */
    Traded claim(final int instrumentId, final IntFunction<String> names, final long nowNs) {
        final Traded known = find(instrumentId);
        if (known != null) {
            return known;
        }
        final Contract contract = settings.contracts().apply(names.apply(instrumentId));
        final UsdPrice usd = currency(contract.currency(), contract.index());
        final MarketView market = market(instrumentId);
        usd.onTicker(market.index());
        final Traded made =
                new Traded(contract, market, usd, worst, settings.curvePointsMax(), nowNs);
        traded = Arrays.copyOf(traded, markets.length);
        traded[instrumentId] = made;
        all.add(made);
        return made;
    }

    private UsdPrice currency(final String name, final String index) {
        return currencies.computeIfAbsent(name, key -> new UsdPrice(key, index));
    }

    /** A fee that is not in the currency the instrument is settled in. */
    void foreignFee(final String currency, final long fee) {
        final Contract spot = settings.contracts().apply(currency);
        currency(currency, spot.index()).foreignFees += fee;
    }

    List<Traded> all() {
        return all;
    }

    boolean isHeld() {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isHeld()) {
                return true;
            }
        }
        return false;
    }

    void onIndex(final MarketEvent event) {
        if (!currencies.isEmpty()) {
            currencies.values().forEach(currency -> currency.onIndex(event));
        }
    }

    void onLost(final MarketEvent event) {
        for (int i = 0; i < event.lostBooks.size(); i++) {
            final int instrumentId = event.lostBooks.instrumentId(i);
            if (instrumentId >= 0 && instrumentId < markets.length) {
                market(instrumentId).onLost(event.connectionId, event.lostBooks.channelId(i));
            }
        }
    }

    /** All together, in dollars. */
    Money usd() {
        long realised = 0;
        long unrealised = 0;
        long fees = 0;
        long funding = 0;
        for (int i = 0; i < all.size(); i++) {
            final Money money = all.get(i).usd().of(all.get(i).money());
            realised += money.realised();
            unrealised += money.unrealised();
            fees += money.fees();
            funding += money.funding();
        }
        for (final UsdPrice currency : currencies.values()) {
            fees += currency.of(currency.foreignFees);
        }
        return new Money(realised, unrealised, fees, funding);
    }

    List<OfCurrency> byCurrency() {
        final List<OfCurrency> list = new ArrayList<>();
        for (final UsdPrice currency : currencies.values()) {
            long realised = 0;
            long unrealised = 0;
            long fees = currency.foreignFees;
            long funding = 0;
            for (final Traded one : all) {
                if (one.usd() == currency) {
                    final Money money = one.money();
                    realised += money.realised();
                    unrealised += money.unrealised();
                    fees += money.fees();
                    funding += money.funding();
                }
            }
            list.add(
                    new OfCurrency(
                            currency.currency(),
                            new Money(realised, unrealised, fees, funding),
                            currency.price()));
        }
        return list;
    }

    List<OfInstrument> byInstrument(final long fromNs, final long toNs) {
        return sorted().stream().map(one -> one.figures(fromNs, toNs)).toList();
    }

    private List<Traded> sorted() {
        return all.stream()
                .sorted(Comparator.comparing((Traded one) -> one.contract.instrument()))
                .toList();
    }

    List<InstrumentCharts> charts() {
        return sorted().stream().map(one -> one.charts).toList();
    }

    List<RoundTrip> worst() {
        return worst.list();
    }

    Trips trips() {
        long count = 0;
        long won = 0;
        for (final Traded one : all) {
            count += one.trips.count();
            won += one.trips.won();
        }
        return new Trips(count, won, count == 0 ? Double.NaN : (double) won / count);
    }

    long notLiveNs() {
        long sum = 0;
        for (final Traded one : all) {
            sum += one.notLiveNs();
        }
        return sum;
    }
}
