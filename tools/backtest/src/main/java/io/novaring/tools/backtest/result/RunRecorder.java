/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.engine.order.OrderListener;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.engine.order.OrderUpdatesReader;
import io.novaring.tools.backtest.result.Figures.Activity;
import io.novaring.tools.backtest.result.Figures.Answers;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.Figures.OfHour;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Puts down what a strategy did and what came of it: a handler behind it, in a backtest, on a live
 * engine or in a replay. Knows nothing but events, so equal events give equal results to the bit.
 *
 * <p>One thread calls {@link #onEvent}; {@link #finish} comes after its last call. Memory is
 * bounded: rows go to temporary files, curves are thinned. An event that concerns neither an order
 * nor an instrument traded costs a few comparisons and allocates nothing.
 */
public final class RunRecorder implements EventHandler<MarketEvent>, OrderListener, AutoCloseable {
    private static final int HOURS = 24;

    private final RecorderSettings settings;
    private final IntFunction<String> instrumentNames;
    private final OrderUpdatesReader updates = new OrderUpdatesReader(this);
    private final RowLog orderLog;
    private final RowLog fillLog;
    private final RowLog pnlLog;
    private final RowLog latencyLog;
    private final RowLog bookLog;
    private final OrderRows orders;
    private final FillRows fills;
    private final AnswerRows answers;
    private final EquityStatistics equity;
    private final Portfolio portfolio;
    private final VenueTold told;
    private final JsonRow row = new JsonRow();
    private long events;
    private long fromNs;
    private long nowNs;
    private long nextSampleNs = Long.MAX_VALUE;
    private long nextObservedNs = Long.MAX_VALUE;
    private long inMarketNs;
    private long inMarketSinceNs;

    /**
     * @param instrumentNames names of the instruments that events carry as numbers, as {@code id ->
     *     replay.symbols().instruments().name(id)}; asked only while events are handled.
     */
    public RunRecorder(final RecorderSettings settings, final IntFunction<String> instrumentNames) {
        this.settings = settings;
        this.instrumentNames = instrumentNames;
        this.orderLog = new RowLog(settings.rowsInMemory());
        this.fillLog = new RowLog(settings.rowsInMemory());
        this.pnlLog = new RowLog(settings.rowsInMemory());
        this.latencyLog = new RowLog(settings.rowsInMemory());
        this.bookLog = new RowLog(settings.rowsInMemory());
        this.orders = new OrderRows(settings, orderLog);
        this.fills = new FillRows(fillLog);
        this.answers = new AnswerRows(settings, latencyLog);
        this.equity = new EquityStatistics(settings.sharpeIntervalNs(), settings.curvePointsMax());
        this.portfolio = new Portfolio(settings);
        this.told = new VenueTold(portfolio);
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        begin(event);
        switch (event.kind) {
            case BOOK -> onBook(event);
            case TICKER, QUOTE -> onTicker(event);
            case INDEX -> onIndex(event);
            case COMMAND -> onCommand(event);
            case OUTBOUND -> answers.onOutbound(event);
            case RESPONSE, ERROR -> answers.onAnswer(event);
            case LIFECYCLE -> onLifecycle(event);
            default -> {
                // Nothing of ours.
            }
        }
        if (event.hasLostBooks()) {
            portfolio.onLost(event);
        }
        final int changed = updates.read(event);
        if (told.concerns(event)) {
            hold();
            if (told.onEvent(event, nowNs)) {
                equity.add(nowNs, portfolio.usd());
            }
        }
        if (changed > 0 || event.hasLostBooks()) {
            for (int i = 0; i < portfolio.all().size(); i++) {
                watchBook(portfolio.all().get(i), event);
            }
        } else if (event.kind == EventKind.BOOK) {
            watchBook(portfolio.find(event.instrumentId), event);
        }
    }

    private void begin(final MarketEvent event) {
        if (events++ == 0) {
            fromNs = event.receivedTimeNs;
            inMarketSinceNs = fromNs;
            equity.begin(fromNs);
            nextSampleNs = nextOf(fromNs, settings.sampleIntervalNs());
            nextObservedNs = nextOf(fromNs, settings.sharpeIntervalNs());
        }
        // A source may step back by a little; what is measured here does not.
        nowNs = Math.max(nowNs, event.receivedTimeNs);
        fills.onTime(nowNs);
        if (nowNs >= nextSampleNs) {
            nextSampleNs = nextOf(nowNs, settings.sampleIntervalNs());
            sample(nextSampleNs - settings.sampleIntervalNs());
        }
        if (nowNs >= nextObservedNs) {
            final long intervals = (nowNs - nextObservedNs) / settings.sharpeIntervalNs() + 1;
            nextObservedNs += intervals * settings.sharpeIntervalNs();
            equity.observe(portfolio.totalUsd(), intervals);
        }
    }

    private static long nextOf(final long timeNs, final long intervalNs) {
        return (Math.floorDiv(timeNs, intervalNs) + 1) * intervalNs;
    }

    private void onBook(final MarketEvent event) {
        portfolio.market(event.instrumentId).onBook(event);
        revalue(portfolio.find(event.instrumentId));
    }

    private void onTicker(final MarketEvent event) {
        final Traded traded = portfolio.find(event.instrumentId);
        if (traded != null) {
            traded.fund(nowNs);
        }
        portfolio.market(event.instrumentId).onTicker(event);
        if (traded == null) {
            return;
        }
        final boolean isCoin =
                event.kind == EventKind.TICKER && traded.contract.kind() != Contract.Kind.SPOT;
        if (isCoin && traded.usd().onTicker(event.ticker.indexPrice)) {
            equity.add(nowNs, portfolio.totalUsd());
        }
        revalue(traded);
    }

    private void onIndex(final MarketEvent event) {
        if (portfolio.onIndex(event)) {
            equity.add(nowNs, portfolio.totalUsd());
        }
    }

    /** The deepest fall is to be seen whenever it was, not only with samples. */
    private void revalue(final Traded traded) {
        if (traded != null && traded.revalue() && traded.isHeld()) {
            equity.add(nowNs, portfolio.totalUsd());
        }
    }

    private void onCommand(final MarketEvent event) {
        if (event.code == CommandType.ORDER.code()) {
            orders.onCommand(event);
        }
    }

    private void onLifecycle(final MarketEvent event) {
        if (event.code == Lifecycle.DISCONNECTED.code()) {
            answers.onSessionEnd(event.connectionId);
        }
    }

    private Traded traded(final int instrumentId) {
        return instrumentId == MarketEvent.NONE
                ? null
                : portfolio.claim(instrumentId, instrumentNames, nowNs);
    }

    @Override
    public void onOrder(final OrderUpdate order) {
        final Traded traded = traded(order.instrumentId());
        orders.onOrder(order, traded == null ? null : traded.contract.instrument(), traded);
    }

    @Override
    public void onRefused(final OrderUpdate update) {
        final int id = update.instrumentId();
        orders.onRefused(update, id == MarketEvent.NONE ? null : instrumentNames.apply(id));
    }

    @Override
    public void onFailed(final OrderUpdate failed) {
        orders.onFailed(failed, failed.kind() == OrderUpdates.EDIT_FAILED);
    }

    @Override
    public void onPosition(final OrderUpdate update) {
        final Traded traded = traded(update.instrumentId());
        if (traded != null && update.position() != MarketEvent.ABSENT) {
            hold();
            traded.adjust(nowNs, update.position());
            equity.add(nowNs, portfolio.usd());
        }
    }

    @Override
    public void onFill(final OrderUpdate update) {
        final Traded traded = traded(update.instrumentId());
        final OrderRows.Track track = orders.track(update.handle());
        orders.onTraded(track);
        if (traded == null || traded.contract.kind() == Contract.Kind.COMBO) {
            return;
        }
        final FillRows.Waiting fill = FillRows.read(update, traded, track, nowNs);
        hold();
        final long fee = fill.fee == MarketEvent.ABSENT ? 0 : fill.fee;
        final UsdPrice paidIn = portfolio.currency(fill.feeCurrency);
        traded.fill(nowNs, fill.isBuy, fill.price, fill.amount, fee, paidIn);
        if (fill.position != MarketEvent.ABSENT) {
            traded.adjust(nowNs, fill.position);
        }
        fills.add(fill);
        equity.add(nowNs, portfolio.usd());
    }

    /** Time up to now was spent as positions are now. */
    private void hold() {
        if (portfolio.isHeld()) {
            inMarketNs += nowNs - inMarketSinceNs;
        }
        inMarketSinceNs = nowNs;
    }

    private void watchBook(final Traded traded, final MarketEvent event) {
        if (traded != null && traded.watchBook(nowNs, event.kind.name())) {
            bookLog.add(traded.endStretch(row, nowNs));
        }
    }

    private void sample(final long timeNs) {
        if (portfolio.all().isEmpty()) {
            return;
        }
        hold();
        for (final Traded traded : portfolio.all()) {
            traded.adjustPending(nowNs);
            traded.fund(nowNs);
            final Money money = traded.money();
            pnlLog.add(pnlRow(timeNs, traded, money));
            addIfTold(traded.charts.bid(), timeNs, traded.market.bid());
            addIfTold(traded.charts.ask(), timeNs, traded.market.ask());
        }
        orders.sampleQueues(timeNs);
        equity.add(timeNs, portfolio.usd());
    }

    private String pnlRow(final long timeNs, final Traded traded, final Money money) {
        return row.clear()
                .whole("timeNs", timeNs)
                .text("instrument", traded.contract.instrument())
                .text("currency", traded.contract.currency())
                .exact("position", traded.account.position())
                .exact("mid", traded.market.mid())
                .exact("mark", traded.market.mark())
                .exact("index", traded.usd().price())
                .exact("realised", money.realised())
                .exact("unrealised", money.unrealised())
                .exact("fees", money.fees())
                .exact("funding", money.funding())
                .exact("total", money.total())
                .exact("totalUsd", traded.totalUsd())
                .end();
    }

    private static void addIfTold(final Curve curve, final long timeNs, final long value) {
        if (value != MarketEvent.ABSENT) {
            curve.add(timeNs, value);
        }
    }

    /** Ends the record; to be called once, behind the last event. */
    public RunResult finish(final RunIdentity identity) {
        hold();
        fills.end();
        if (events > 0) {
            for (final Traded traded : portfolio.all()) {
                traded.fund(nowNs);
                if (traded.isInStretch()) {
                    bookLog.add(traded.endStretch(row, nowNs));
                }
            }
            sample(nowNs);
        }
        return new RunResult(
                identity,
                figures(),
                orderLog,
                fillLog,
                pnlLog,
                latencyLog,
                bookLog,
                portfolio.charts(),
                equity.curves(),
                portfolio.worst(),
                answers.counts());
    }

    private Figures figures() {
        final long spanNs = nowNs - fromNs;
        final DurationCounts counts = answers.counts();
        return new Figures(
                fromNs,
                nowNs,
                events,
                portfolio.usd(),
                portfolio.byCurrency(),
                portfolio.byInstrument(fromNs, nowNs),
                activity(),
                portfolio.trips(),
                spanNs > 0 ? (double) inMarketNs / spanNs : Double.NaN,
                equity.drawdown(),
                equity.sharpe(),
                fills.adverse(),
                new Answers(
                        counts.count(),
                        counts.at(50),
                        counts.at(90),
                        counts.at(99),
                        counts.at(99.9),
                        counts.maxNs()),
                portfolio.notLiveNs(),
                byHour());
    }

    private List<OfHour> byHour() {
        final List<OfHour> hours = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            if (equity.isHourSeen(hour)) {
                hours.add(
                        new OfHour(
                                hour,
                                equity.ofHour(hour),
                                fills.ofHour(hour),
                                fills.valueOfHour(hour)));
            }
        }
        return hours;
    }

    private Activity activity() {
        return new Activity(
                orders.orders,
                orders.sentOrders,
                orders.filledOrders,
                orders.rejected,
                orders.edits,
                orders.cancels,
                orders.refused,
                orders.throttled,
                fills.count(),
                orders.sentOrders == 0
                        ? Double.NaN
                        : (double) orders.filledOrders / orders.sentOrders,
                fills.made(),
                fills.madeShare());
    }

    /** For a run that is not finished: deletes temporary files. */
    @Override
    public void close() {
        orderLog.close();
        fillLog.close();
        pnlLog.close();
        latencyLog.close();
        bookLog.close();
    }
}
