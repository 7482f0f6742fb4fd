/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.ShutdownReport;
import io.novaring.engine.connection.ConnectionStatus;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.AccountWatch;
import io.novaring.tools.cli.session.LiveLine;
import io.novaring.tools.cli.telemetry.LiveTelemetry;
import io.novaring.tools.cli.telemetry.TelemetryOptions;
import io.novaring.tools.config.ConfigWatch;
import io.novaring.tools.config.ConnectionConfig;
import io.novaring.tools.config.JournalSettings;
import io.novaring.tools.config.NovaRingConfig;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** One run against a venue. Used once, by one thread. */
final class LiveRun {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final NovaRingConfig config;
    private final List<String> overrides;
    private final TelemetryOptions telemetry;
    private final CtrlC ctrlC;
    private final PrintWriter out;
    private final Figures figures = new Figures();
    private final AccountWatch accounts;
    private final String instrument;
    private boolean hasReachedAll = true;

    /**
     * @param overrides of the configuration, which is watched; null when it is not.
     */
    LiveRun(
            final NovaRingConfig config,
            final List<String> overrides,
            final TelemetryOptions telemetry,
            final CtrlC ctrlC,
            final PrintWriter out) {
        this.config = config;
        this.overrides = overrides;
        this.telemetry = telemetry;
        this.ctrlC = ctrlC;
        this.out = out;
        accounts = new AccountWatch(config.connections());
        instrument = firstInstrument();
    }

    ShutdownReport run() {
        final JournalSettings recording = config.journal();
        if (recording.directory() == null) {
            return run(new EngineContext(), "nothing recorded");
        }
        try (JournalWriter journal =
                JournalWriter.open(recording.directory(), recording.config())) {
            return run(
                    new EngineContext().journal(journal),
                    "run " + journal.run() + " of the journal in " + recording.directory());
        }
    }

    private ShutdownReport run(final EngineContext context, final String recorded) {
        telemetry.orElse(config.telemetry());
        telemetry
                .apply(config.applyTo(context))
                .handler("figures", figures)
                .handler("accounts", accounts);
        final LiveTelemetry loudness = loudness();
        loudness.apply(context);
        final Engine engine = Engine.launch(context);
        final List<String> endpoints = config.connections().stream().map(LiveRun::address).toList();
        say(String.join(", ", endpoints) + ", " + recorded + "; Ctrl-C ends");
        try (engine;
                TelemetryOptions.Served served = telemetry.serve(engine)) {
            served.announce(this::say);
            config.applyTo(engine);
            for (int id = 0; id < config.connections().size(); id++) {
                final List<String> channels = config.connections().get(id).channels();
                if (!channels.isEmpty()) {
                    engine.subscribe(id, channels);
                }
            }
            say(LiveLine.heading(instrument == null ? "no book" : instrument));
            watch(engine, loudness);
            tellUnreached(engine);
            tellAccounts(engine);
            for (final SubscriptionStatus status : engine.subscriptions().subscriptions()) {
                // What is being given back was granted.
                if (status.state() != SubscriptionStatus.State.ACTIVE
                        && status.state() != SubscriptionStatus.State.UNSUBSCRIBING) {
                    say("not granted: " + status.channel() + ", " + word(status));
                }
            }
        }
        final ShutdownReport report = engine.report();
        say(
                Units.count(figures.messages.get())
                        + " messages, "
                        + Units.bytes(figures.bytes.get())
                        + "; hash "
                        + Units.hash(engine.stateHash()));
        say(
                "events: "
                        + Units.count(report.published())
                        + " published, "
                        + Units.count(report.handled())
                        + " handled"
                        + (config.journal().directory() == null
                                ? ""
                                : ", " + Units.count(report.journalled()) + " journalled"));
        if (report.failure() != null) {
            say("halted: " + report.failure());
        }
        return report;
    }

    /** False when a connection was never open: nothing came of what it was to bring. */
    boolean hasReachedAll() {
        return hasReachedAll;
    }

    private void tellUnreached(final Engine engine) {
        for (final ConnectionStatus status : engine.connections()) {
            if (status.lastConnectedTimeNs() == 0) {
                hasReachedAll = false;
                final ConnectionConfig connection = config.connections().get(status.connectionId());
                final String why = status.lastText().isEmpty() ? "" : ": " + status.lastText();
                say(
                        "never connected: "
                                + connection.name()
                                + ", "
                                + address(connection)
                                + why.replaceAll("\\p{Cntrl}", "?"));
            }
        }
    }

    private void tellAccounts(final Engine engine) {
        accounts.take().forEach(this::say);
        for (final String name : accounts.neverLoggedIn()) {
            hasReachedAll = false;
            say("never logged in: " + name + "; see \"When a login is refused\" in operations.md");
        }
        accounts.summary(engine).forEach(this::say);
    }

    /** Without its query, where keys may stand. */
    private static String address(final ConnectionConfig connection) {
        return connection.venue().endpoint().toString().replaceFirst("\\?.*", "");
    }

    /** How loud each connection is: as the command line says, else its profile. */
    private LiveTelemetry loudness() {
        return new LiveTelemetry(
                config.connections().stream()
                        .map(connection -> connection.profile().telemetry())
                        .map(own -> telemetry.level() == null ? own : telemetry.level())
                        .toList(),
                config.telemetry().filter());
    }

    private void watch(final Engine engine, final LiveTelemetry loudness) {
        final LiveLine line = new LiveLine();
        final ConfigWatch changes =
                overrides == null
                        ? null
                        : new ConfigWatch(config, overrides, new LiveEngine(engine, loudness));
        final long limitNs = config.run().durationNs();
        final long startNs = System.nanoTime();
        Histogram interval = engine.latency().interval();
        long messages = 0;
        long bytes = 0;
        long disconnects = 0;
        long lineNs = startNs;
        for (long second = 1; engine.failure() == null; second++) {
            final long dueNs =
                    limitNs == 0 ? second * SECOND_NS : Math.min(limitNs, second * SECOND_NS);
            final boolean ends = ctrlC.await(startNs + dueNs - System.nanoTime());
            final long nowNs = System.nanoTime();
            interval = engine.latency().interval(interval);
            final long messagesNow = figures.messages.get();
            final long bytesNow = figures.bytes.get();
            final long disconnectsNow = figures.disconnects.get();
            say(
                    line.of(
                            second,
                            nowNs - lineNs,
                            messagesNow - messages,
                            bytesNow - bytes,
                            interval,
                            instrument == null ? null : engine.book(instrument),
                            engine.subscriptions().counters().get(Counter.GAPS),
                            disconnectsNow));
            if (disconnectsNow > disconnects) {
                say("        " + figures.ending);
            }
            accounts.take().forEach(told -> say("        " + told));
            if (changes != null && engine.failure() == null) {
                changes.poll(nowNs).forEach(this::say);
            }
            if (ends || dueNs == limitNs) {
                return;
            }
            messages = messagesNow;
            bytes = bytesNow;
            disconnects = disconnectsNow;
            lineNs = nowNs;
        }
    }

    private String firstInstrument() {
        for (final ConnectionConfig connection : config.connections()) {
            final SubscriptionHandler handler = connection.replayClient().subscriptions();
            for (final String channel : connection.channels()) {
                final byte[] name = channel.getBytes(StandardCharsets.UTF_8);
                if (handler.isBook(name)) {
                    return handler.instrumentOf(name);
                }
            }
        }
        return null;
    }

    private static String word(final SubscriptionStatus status) {
        final String error = status.errorCode() == 0 ? "" : ", error " + status.errorCode();
        return status.state().name().toLowerCase(Locale.ROOT) + error;
    }

    private void say(final String line) {
        out.println(line);
        out.flush();
    }

    /** Counts; written by the engine's thread, read by any. */
    private static final class Figures implements EventHandler<MarketEvent> {
        private final AtomicLong messages = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicLong disconnects = new AtomicLong();
        private volatile String ending = "";

        @Override
        public void onEvent(
                final MarketEvent event, final long sequence, final boolean endOfBatch) {
            if (event.origin == Origin.INBOUND) {
                messages.lazySet(messages.getPlain() + 1);
                bytes.lazySet(bytes.getPlain() + event.rawLength);
            } else if (event.kind == EventKind.LIFECYCLE) {
                onLifecycle(event);
            }
        }

        private void onLifecycle(final MarketEvent event) {
            if (event.code == Lifecycle.DISCONNECTED.code()) {
                ending = "disconnected: " + reason(event);
                disconnects.lazySet(disconnects.getPlain() + 1);
            } else if (event.code == Lifecycle.RECONNECT_SCHEDULED.code()) {
                ending += "; next attempt in " + Units.duration(event.requestId);
            } else if (event.code == Lifecycle.CONNECTION_STOPPED.code() && event.reason != 0) {
                ending += "; given up: " + reason(event);
            } else if (event.code == Lifecycle.CONNECTED.code()) {
                ending += "; connected again";
            }
        }

        private static String reason(final MarketEvent event) {
            final DisconnectReason reason = DisconnectReason.ofCode(event.reason);
            final String word =
                    reason == null
                            ? "reason " + event.reason
                            : reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            if (event.rawLength == 0) {
                return word;
            }
            // In part the peer's words: nothing a terminal would obey.
            return word
                    + ", "
                    + new String(event.raw, 0, event.rawLength, StandardCharsets.UTF_8)
                            .replaceAll("\\p{Cntrl}", "?");
        }
    }
}
