/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.Currency;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Step;
import io.novaring.tools.simulator.market.TradeHistory;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.time.Clock;
import java.util.Map;

/**
 * {@code chart.trades.{i}.{resolution}}: the candle of the running period after every event with a
 * trade, built from the trades the trades channel tells of. A period that begins without one starts
 * as a filler at the last price.
 */
final class ChartChannel extends Channel {
    private static final long MINUTE_MS = 60_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    // As the figures of tickers: a day at full speed is more than 64 bits hold.
    private static final long FIGURE_MAX = Currency.scaled(1_000_000_000L);
    private static final Map<String, Long> RESOLUTIONS =
            Map.ofEntries(
                    Map.entry("1", 1L),
                    Map.entry("3", 3L),
                    Map.entry("5", 5L),
                    Map.entry("10", 10L),
                    Map.entry("15", 15L),
                    Map.entry("30", 30L),
                    Map.entry("60", 60L),
                    Map.entry("120", 120L),
                    Map.entry("180", 180L),
                    Map.entry("360", 360L),
                    Map.entry("720", 720L),
                    Map.entry("1D", 1_440L));

    private final long periodMs;
    private long tickMs = -1;
    private long openPrice;
    private long highPrice;
    private long lowPrice;
    private long closePrice;
    private long volume;
    private long cost;
    private final Instrument instrument;
    private final Clock clock;

    private ChartChannel(
            final String name,
            final long periodMs,
            final Instrument instrument,
            final Clock clock) {
        // Once a second it looks whether a new period has begun.
        super(name, SECOND_NS);
        this.periodMs = periodMs;
        this.instrument = instrument;
        this.clock = clock;
    }

    /** Null when the venue has no such resolution. */
    static Channel create(
            final String name,
            final String resolution,
            final Instrument instrument,
            final Clock clock) {
        final Long minutes = RESOLUTIONS.get(resolution);
        return minutes == null
                ? null
                : new ChartChannel(name, minutes * MINUTE_MS, instrument, clock);
    }

    @Override
    boolean isPeriodic() {
        return true;
    }

    @Override
    void open() {
        begin(clock.millis(), instrument.lastPrice());
        final TradeHistory trades = instrument.trades;
        for (int i = 0; i < trades.count(); i++) {
            final long timeMs = trades.get(i, TradeHistory.Column.TIMESTAMP_MS);
            if (timeMs >= tickMs) {
                add(
                        timeMs,
                        trades.get(i, TradeHistory.Column.PRICE),
                        trades.get(i, TradeHistory.Column.AMOUNT));
            }
        }
    }

    @Override
    boolean writeFirst(final FrameWriter out) {
        roll(clock.millis());
        return write(out);
    }

    @Override
    boolean writeEvent(final Step step, final FrameWriter out) {
        if (step.tradeCount() == 0) {
            return false;
        }
        for (int i = 0; i < step.tradeCount(); i++) {
            add(instrument.timestampMs(), step.tradePrice(i), step.tradeAmount(i));
        }
        return write(out);
    }

    @Override
    boolean writeMerged(final FrameWriter out) {
        return !instrument.state().isFinal() && roll(clock.millis()) && write(out);
    }

    /** Begins a filler when a new period has come; false when it has not. */
    private boolean roll(final long nowMs) {
        if (nowMs - tickMs < periodMs) {
            return false;
        }
        begin(nowMs, closePrice);
        return true;
    }

    private void begin(final long nowMs, final long price) {
        tickMs = nowMs / periodMs * periodMs;
        openPrice = price;
        highPrice = price;
        lowPrice = price;
        closePrice = price;
        volume = 0;
        cost = 0;
    }

    private void add(final long timeMs, final long price, final long amount) {
        roll(timeMs);
        if (volume == 0) {
            openPrice = price;
            highPrice = price;
            lowPrice = price;
        }
        highPrice = Math.max(highPrice, price);
        lowPrice = Math.min(lowPrice, price);
        closePrice = price;
        volume = (volume + instrument.coins(price, amount)) % FIGURE_MAX;
        cost = (cost + instrument.dollars(price, amount)) % FIGURE_MAX;
    }

    private boolean write(final FrameWriter out) {
        begin(out);
        out.ascii("{\"volume\":").decimal(volume);
        out.ascii(",\"tick\":").integer(tickMs);
        out.ascii(",\"status\":\"").ascii(volume == 0 ? "imputed" : "ok");
        out.ascii("\",\"open\":").decimal(openPrice);
        out.ascii(",\"low\":").decimal(lowPrice);
        out.ascii(",\"high\":").decimal(highPrice);
        out.ascii(",\"cost\":").decimal(cost);
        out.ascii(",\"close\":").decimal(closePrice).octet('}');
        end(out);
        return true;
    }
}
