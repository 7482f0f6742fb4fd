/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteListener;
import io.novaring.codec.shape.ShapeCounts;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.stage.SubscriptionStatus;
import io.novaring.engine.telemetry.ConnectionFigures.Figure;
import io.novaring.engine.telemetry.LatencyRecorder.Hop;
import io.novaring.engine.telemetry.Measure.Kind;
import io.novaring.engine.telemetry.Measure.Unit;
import io.novaring.engine.telemetry.late.LateWatch;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import io.novaring.engine.venue.VenueClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running engine tells of itself: events for listeners, and figures. Level and filter may be
 * changed and figures read by any thread while it runs; a change is seen with the next message.
 */
public final class Telemetry {
    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    // The name of a state of connections, whose package depends on this one through profiles.
    private static final String OPEN = "OPEN";
    private static final double[] PERCENTILES = {50, 99, 99.9, 100};
    private static final String[] QUANTILES = {"0.5", "0.99", "0.999", "1"};

    private final TelemetrySettings settings;
    private final List<VenueClient> clients;
    private final LongSupplier clock;
    private final LatencyRecorder latency;
    private final TelemetryTap tap;

    // Written by the watchdog once a second; read by any thread.
    private final AtomicLongArray quantiles =
            new AtomicLongArray(Hop.values().length * PERCENTILES.length);
    private final List<SubscriptionStatus.Tally> tallies = new ArrayList<>();

    // Written at start, before any other thread of the engine is.
    private volatile List<Measure> measures = List.of();
    private SubscriptionStage subscriptions;
    private CounterFile counters;
    private LatencyLog log;

    // Watchdog's thread only.
    private final Histogram[] recorded = LatencyRecorder.newHistograms(Hop.values().length);
    private final Histogram[] second = LatencyRecorder.newHistograms(Hop.values().length);
    private long secondDueNs;
    private boolean hasFailed;

    Telemetry(
            final TelemetrySettings settings,
            final List<VenueClient> clients,
            final LongSupplier clock,
            final LatencyRecorder latency,
            final TelemetryTap tap) {
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
        this.latency = latency;
        this.tap = tap;
    }

    public TelemetryLevel level() {
        return tap.level();
    }

    /** Changes how much listeners are told. */
    public void level(final TelemetryLevel level) {
        tap.level(Objects.requireNonNull(level, "level"));
    }

    public TelemetryFilter filter() {
        return tap.filter();
    }

    /** Changes what listeners are told, within the level. */
    public void filter(final TelemetryFilter filter) {
        tap.filter(Objects.requireNonNull(filter, "filter"));
    }

    /** Every figure, in a fixed order; empty before the start. */
    public List<Measure> measures() {
        return measures;
    }

    /** Where the figures are written, null when nowhere. */
    public Path countersFile() {
        return counters == null ? null : counters.path();
    }

    /** The engine's use: the recorder of hops, a handler behind the stages. */
    public LatencyRecorder latency() {
        return latency;
    }

    /**
     * The engine's use: notes of what is late, for a recorder; before any thread starts.
     *
     * @param published how many events were published so far; any thread.
     * @param fullNs how long the I/O thread has waited for room in the ring; any thread.
     * @param threads how many threads run handlers.
     */
    public LateWatch watchLate(
            final NoteListener notes,
            final LongSupplier published,
            final LongSupplier fullNs,
            final int threads) {
        final LateWatch watch =
                new LateWatch(settings.late(), clock, notes, published, fullNs, threads);
        latency.late(watch.events());
        return watch;
    }

    /** The engine's use: the handler behind the stages that makes events for listeners. */
    public EventHandler<MarketEvent> tap() {
        return tap;
    }

    /**
     * The engine's use: collects the figures and opens the files that were asked for.
     *
     * @param states of the connections, readable by any thread.
     * @param shapes what their decoders count, readable by any thread.
     * @param own the engine's own figures, to which those of connections are added.
     * @throws IllegalArgumentException when a file of that name is there and may not be replaced.
     * @throws java.io.UncheckedIOException when a file cannot be made.
     */
    public void start(
            final SubscriptionStage stage,
            final IntFunction<? extends Enum<?>> states,
            final IntFunction<ShapeCounts> shapes,
            final Measures own) {
        subscriptions = stage;
        for (int i = 0; i < clients.size(); i++) {
            final int id = i;
            tallies.add(new SubscriptionStatus.Tally());
            addConnection(own, id, () -> states.apply(id));
            addShapes(new Of(own, id, clients.get(id)), shapes.apply(id));
        }
        for (final Hop hop : Hop.values()) {
            for (int i = 0; i < PERCENTILES.length; i++) {
                final int index = hop.ordinal() * PERCENTILES.length + i;
                own.add(
                        Kind.GAUGE,
                        Unit.NANOSECONDS,
                        "latency",
                        () -> quantiles.getAcquire(index),
                        "hop",
                        hop.word(),
                        "quantile",
                        QUANTILES[i]);
            }
        }
        measures = own.list();
        if (settings.latencyLog() != null) {
            log = LatencyLog.open(settings.latencyLog(), settings.latencyLogIntervalNs());
        }
        try {
            if (settings.counters() != null) {
                counters = CounterFile.open(settings.counters(), measures);
            }
        } catch (final RuntimeException | Error e) {
            if (log != null) {
                log.close();
            }
            throw e;
        }
        final long nowNs = System.nanoTime();
        secondDueNs = nowNs + SECOND_NS;
        if (log != null) {
            log.start(nowNs);
        }
    }

    private void addConnection(
            final Measures all, final int id, final Supplier<? extends Enum<?>> state) {
        final ConnectionFigures figures = tap.figures(id);
        final VenueClient client = clients.get(id);
        final Of of = new Of(all, id, client);
        of.gauge("connection_state", () -> state.get().ordinal());
        of.gauge("connection_open", () -> OPEN.equals(state.get().name()) ? 1 : 0);
        of.gauge("connection_epoch", () -> figures.get(Figure.EPOCH));
        of.counter("messages_received", () -> figures.get(Figure.MESSAGES_RECEIVED));
        of.bytes("received", () -> figures.get(Figure.BYTES_RECEIVED));
        of.counter("messages_sent", () -> figures.get(Figure.MESSAGES_SENT));
        of.bytes("sent", () -> figures.get(Figure.BYTES_SENT));
        of.counter("messages_unsent", () -> figures.get(Figure.UNSENT));
        of.counter("rejects", () -> figures.get(Figure.REJECTS));
        of.counter("errors", () -> figures.get(Figure.ERRORS));
        of.counter("disconnects", () -> figures.get(Figure.DISCONNECTS));
        of.counter("reconnects", () -> figures.get(Figure.RECONNECTS));
        of.counter("gaps", () -> figures.get(Figure.GAPS));
        of.counter("duplicates", () -> figures.get(Figure.DUPLICATES));
        of.counter("resyncs", () -> figures.get(Figure.RESYNCS));
        of.time("last_received", () -> figures.get(Figure.LAST_RECEIVED_NS));
        for (final EventKind kind : EventKind.values()) {
            if (kind.compareTo(EventKind.OUTBOUND) < 0) {
                of.counter("events", () -> figures.received(kind), "kind", word(kind));
            }
        }
        final SubscriptionStatus.Tally tally = tallies.get(id);
        for (final BookState book : BookState.values()) {
            of.gauge("books", () -> tally.books(book), "state", word(book));
        }
        for (final SubscriptionStatus.State subscription : SubscriptionStatus.State.values()) {
            if (subscription != SubscriptionStatus.State.IDLE) {
                of.gauge(
                        "subscriptions",
                        () -> tally.subscriptions(subscription),
                        "state",
                        word(subscription));
            }
        }
        final List<CreditPool> pools = client.rateLimits().pools();
        for (int i = 0; i < pools.size(); i++) {
            final int pool = i;
            of.gauge("credits", () -> figures.credits(pool), "pool", pools.get(i).name());
            of.gauge("credits_cap", () -> pools.get(pool).cap(), "pool", pools.get(i).name());
        }
        tap.orders(id).addTo(all, of.labels());
    }

    /** None where a decoder has one path only. */
    private static void addShapes(final Of of, final ShapeCounts counts) {
        for (int i = 0; i < counts.size(); i++) {
            final int kind = i;
            of.counter("decoder_shape_hits", () -> counts.hits(kind), "kind", counts.name(kind));
            of.counter(
                    "decoder_shape_misses", () -> counts.misses(kind), "kind", counts.name(kind));
        }
    }

    private static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The engine's use: writes what is due. Watchdog's thread, ten times a second; a failure is
     * logged once and ends the files, not the watchdog, and not the figures others read.
     */
    public void poll(final long nowNs) {
        try {
            final boolean isSecond = nowNs - secondDueNs >= 0;
            final boolean isLogDue = !hasFailed && log != null && log.isDue(nowNs);
            if (isSecond || isLogDue) {
                takeLatency();
            }
            if (isSecond) {
                secondDueNs = nowNs + SECOND_NS;
                refresh();
            }
            if (isLogDue) {
                log.write(nowNs);
            }
            if (!hasFailed && counters != null) {
                counters.update();
            }
        } catch (final RuntimeException | Error e) {
            failed(e);
        }
    }

    /**
     * The engine's use: what went wrong in the watchdog. The JVM may tell of a write to a mapped
     * file that has no room somewhat later than it was tried. Watchdog's thread.
     */
    public void failed(final Throwable cause) {
        if (!hasFailed) {
            hasFailed = true;
            LOG.error("telemetry writes no more files", cause);
        }
    }

    private void takeLatency() {
        latency.addTo(recorded);
        for (int i = 0; i < recorded.length; i++) {
            second[i].add(recorded[i]);
        }
        if (log != null) {
            log.add(recorded);
        }
        for (final Histogram histogram : recorded) {
            histogram.reset();
        }
    }

    private void refresh() {
        for (int hop = 0; hop < second.length; hop++) {
            for (int i = 0; i < PERCENTILES.length; i++) {
                quantiles.setRelease(
                        hop * PERCENTILES.length + i,
                        second[hop].getValueAtPercentile(PERCENTILES[i]));
            }
            second[hop].reset();
        }
        for (int i = 0; i < tallies.size(); i++) {
            subscriptions.tally(i, tallies.get(i));
        }
    }

    /** The engine's use: writes the last figures and closes the files. Watchdog's thread. */
    public void end(final boolean halted) {
        try {
            takeLatency();
            refresh();
            if (log != null) {
                log.write(System.nanoTime());
                log.close();
            }
        } catch (final RuntimeException | Error e) {
            LOG.error("the latency log is not complete", e);
        }
        try {
            if (counters != null) {
                counters.end(halted);
            }
        } catch (final RuntimeException | Error e) {
            LOG.error("the counters file is not complete", e);
        }
    }

    /** Adds measures with the labels of one connection. */
    private record Of(Measures all, int id, VenueClient client) {
        void counter(final String name, final LongSupplier source, final String... more) {
            all.add(Kind.COUNTER, Unit.NONE, name, source, labels(more));
        }

        void gauge(final String name, final LongSupplier source, final String... more) {
            all.add(Kind.GAUGE, Unit.NONE, name, source, labels(more));
        }

        void bytes(final String name, final LongSupplier source) {
            all.add(Kind.COUNTER, Unit.BYTES, name, source, labels());
        }

        void time(final String name, final LongSupplier source) {
            all.add(Kind.GAUGE, Unit.NANOSECONDS, name, source, labels());
        }

        private String[] labels(final String... more) {
            final List<String> labels =
                    new ArrayList<>(List.of(TradingMeasures.labels(id, client)));
            labels.addAll(List.of(more));
            return labels.toArray(new String[0]);
        }
    }
}
