/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
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
    private final List<UsdPrice> list = new ArrayList<>();
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
        if (contract.kind() != Contract.Kind.SPOT) {
            usd.onTicker(market.index());
        }
        final Traded made =
                new Traded(contract, market, usd, worst, settings.curvePointsMax(), nowNs);
        traded = Arrays.copyOf(traded, markets.length);
        made.revalue();
        traded[instrumentId] = made;
        all.add(made);
        return made;
    }

    private UsdPrice currency(final String name, final String index) {
        final UsdPrice known = currencies.get(name);
        if (known != null) {
            return known;
        }
        final UsdPrice made = new UsdPrice(name, index);
        currencies.put(name, made);
        list.add(made);
        return made;
    }

    /** Of a currency by its name. */
    UsdPrice currency(final String name) {
        final UsdPrice known = currencies.get(name);
        return known != null ? known : currency(name, settings.contracts().apply(name).index());
    }

    /** The venue tells what an account is worth. */
    void onAccount(final MarketEvent event) {
        final long text = event.portfolio.currency;
        if (text != Text.ABSENT && event.portfolio.equity != MarketEvent.ABSENT) {
            UsdPrice found = null;
            for (int i = 0; i < list.size(); i++) {
                found = list.get(i).isOf(event, text) ? list.get(i) : found;
            }
            final UsdPrice of = found == null ? currency(Text.toString(event.raw, text)) : found;
            of.onEquity(event.portfolio.equity, total(of));
        }
    }

    private long total(final UsdPrice currency) {
        long total = 0;
        for (int i = 0; i < all.size(); i++) {
            final Traded one = all.get(i);
            total += one.usd() == currency ? one.total() : 0;
            total -= foreign(one, currency);
        }
        return total;
    }

    private static long foreign(final Traded one, final UsdPrice currency) {
        for (int i = 0; i < one.foreignFees().size(); i++) {
            if (one.foreignFees().get(i).currency == currency) {
                return one.foreignFees().get(i).amount;
            }
        }
        return 0;
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

    /** True when a price is another now. */
    boolean onIndex(final MarketEvent event) {
        boolean isAnother = false;
        for (int i = 0; i < list.size(); i++) {
            isAnother |= list.get(i).onIndex(event);
        }
        return isAnother;
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
            final Money money = all.get(i).moneyUsd();
            realised += money.realised();
            unrealised += money.unrealised();
            fees += money.fees();
            funding += money.funding();
        }
        return new Money(realised, unrealised, fees, funding);
    }

    /** As the total of {@link #usd}, without an object. */
    long totalUsd() {
        long total = 0;
        for (int i = 0; i < all.size(); i++) {
            total += all.get(i).totalUsd();
        }
        return total;
    }

    List<OfCurrency> byCurrency() {
        final List<OfCurrency> list = new ArrayList<>();
        for (final UsdPrice currency : currencies.values()) {
            long realised = 0;
            long unrealised = 0;
            long fees = 0;
            long funding = 0;
            for (final Traded one : all) {
                fees += foreign(one, currency);
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
                            currency.price(),
                            currency.source(),
                            currency.account()));
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
