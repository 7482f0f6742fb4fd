/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.CommandType;
import io.novaring.codec.Symbols;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.connection.IoAgent;
import io.novaring.engine.connection.StageCommands;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.stage.ResponseStage;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.venue.Request;
import io.novaring.engine.venue.VenueClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A running engine: connections, ring, stages, handlers. Started by {@link #launch}, stopped by
 * {@link #close}. Its methods may be called from any thread.
 *
 * <pre>
 *   try (Engine engine = Engine.launch(new EngineContext().client(client).handler("mine", mine))) {
 *       engine.subscribe("book.BTC-PERPETUAL.100ms");
 *       ...
 *   }
 * </pre>
 */
public final class Engine implements AutoCloseable {
    private static final int STAGE_COMMANDS_LENGTH = 4 << 20;
    private static final int USER_COMMANDS_LENGTH = 1 << 20;
    private static final long OFFER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long OFFER_PARK_NS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long CLOSE_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(10);
    private static final long WATCH_INTERVAL_MS = 100;

    private final EngineContext context;
    private final Failures failures;
    private final Symbols symbols = new Symbols();
    private final Requests requests = new Requests();
    private final LatencyRecorder latency;
    private final Stages stages;
    private final Pipeline pipeline;
    private final UserCommands userCommands;
    private final IoAgent ioAgent;
    private final IoLoop ioLoop;
    private final List<HandlerSlot> handlers;
    private final List<Runner> runners = new ArrayList<>();
    private final Thread watchdog;
    private ShutdownReport report;

    private Engine(final EngineContext context) {
        this.context = context;
        this.failures = new Failures(context.listener());
        this.latency = new LatencyRecorder(context.clock());
        final Selector selector = context.ioIdle() == IdleMode.SELECT ? openSelector() : null;
        final Runnable wakeUp = selector == null ? () -> {} : selector::wakeup;
        final StageCommands stageCommands = new StageCommands(STAGE_COMMANDS_LENGTH, wakeUp);
        userCommands = new UserCommands(USER_COMMANDS_LENGTH, wakeUp);
        stages = new Stages(context.clients(), symbols, stageCommands, requests);
        handlers =
                HandlerSlot.create(
                        context.handlers(),
                        latency,
                        requests,
                        stages,
                        symbols.channels(),
                        failures);
        pipeline =
                new Pipeline(
                        context.ringLength(),
                        context.topology(),
                        stages.inOrder(),
                        handlers,
                        context.journal(),
                        context.cores() > 1,
                        failures);
        ioAgent =
                new IoAgent(
                        context.clients(),
                        symbols,
                        pipeline,
                        stageCommands,
                        userCommands,
                        context.connections(),
                        context.clock(),
                        selector,
                        context.seed());
        ioLoop = new IoLoop(ioAgent, context.ioIdle(), pipeline, failures, wakeUp);
        pipeline.threaded()
                .forEach(a -> runners.add(new Runner(a, context.consumerIdle(), failures)));
        watchdog = new Thread(this::watch, "novaring-watchdog");
        watchdog.setDaemon(true);
    }

    private static Selector openSelector() {
        try {
            return Selector.open();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot open a selector", e);
        }
    }

    /**
     * Checks the JVM and the context, starts the threads and begins to connect.
     *
     * @throws IllegalStateException when a JVM flag is missing; it says which.
     * @throws IllegalArgumentException when the context contradicts itself.
     */
    public static Engine launch(final EngineContext context) {
        JvmFlags.check();
        final Engine engine = new Engine(context.conclude());
        engine.start();
        return engine;
    }

    private void start() {
        runners.forEach(Runner::start);
        watchdog.start();
        ioLoop.start();
    }

    /** Asks for channels on the first connection; see {@link #subscribe(int, Collection)}. */
    public void subscribe(final String... channels) {
        subscribe(0, Arrays.asList(channels));
    }

    /**
     * Asks for channels, for good: they are restored after every reconnect. What the venue grants
     * is seen in {@link #subscriptions()} and on the ring.
     *
     * @throws IllegalStateException when the command ring stays full for a second.
     */
    public void subscribe(final int connectionId, final Collection<String> channels) {
        offerChannels(CommandType.SUBSCRIBE, connectionId, channels);
    }

    /** Gives channels of the first connection up. */
    public void unsubscribe(final String... channels) {
        unsubscribe(0, Arrays.asList(channels));
    }

    /** Gives channels up. */
    public void unsubscribe(final int connectionId, final Collection<String> channels) {
        offerChannels(CommandType.UNSUBSCRIBE, connectionId, channels);
    }

    private void offerChannels(
            final CommandType type, final int connectionId, final Collection<String> channels) {
        final StringBuilder lines = new StringBuilder();
        for (final String channel : channels) {
            if (channel.isEmpty() || channel.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("not a channel name: '" + channel + "'");
            }
            // A command holds 64 kB at least: some two thousand names.
            if (lines.length() + channel.length() > userCommands.payloadLengthMax() / 2) {
                offer(connectionId, type, 0, 0, lines.toString());
                lines.setLength(0);
            }
            lines.append(channel).append('\n');
        }
        if (lines.length() > 0) {
            offer(connectionId, type, 0, 0, lines.toString());
        }
    }

    /**
     * Sends a request on the first connection. The answer is on the ring for every handler; the
     * future is for those who do not want to wait for it there.
     *
     * @return the JSON text of the result; completed exceptionally with {@link
     *     RequestFailedException} when the venue refuses, when there is no session, or after 15
     *     seconds.
     */
    public CompletableFuture<String> request(final Request request) {
        return request(0, request);
    }

    /** As {@link #request(Request)}, on any connection. */
    public CompletableFuture<String> request(final int connectionId, final Request request) {
        final VenueClient client = client(connectionId);
        if (!client.messages().accepts(request.type())) {
            throw new IllegalArgumentException(
                    client.venue() + " takes no such request from a program: " + request.type());
        }
        final Requests.Pending pending = requests.open();
        final byte[] params = request.params();
        offer(connectionId, CommandType.REQUEST, request.type(), pending.token(), params);
        return pending.future();
    }

    private void offer(
            final int connectionId,
            final CommandType type,
            final int requestType,
            final long token,
            final String text) {
        offer(connectionId, type, requestType, token, text.getBytes(StandardCharsets.UTF_8));
    }

    private void offer(
            final int connectionId,
            final CommandType type,
            final int requestType,
            final long token,
            final byte[] payload) {
        client(connectionId);
        final long startNs = System.nanoTime();
        while (!userCommands.offer(
                connectionId, type, requestType, token, payload, payload.length)) {
            if (failures.halted() != null || System.nanoTime() - startNs > OFFER_TIMEOUT_NS) {
                throw new IllegalStateException(
                        "the engine takes no commands: "
                                + (failures.halted() == null ? "its ring is full" : "it halted"),
                        failures.halted());
            }
            LockSupport.parkNanos(OFFER_PARK_NS);
        }
    }

    private VenueClient client(final int connectionId) {
        final List<VenueClient> clients = context.clients();
        if (connectionId < 0 || connectionId >= clients.size()) {
            throw new IllegalArgumentException(
                    "no connection " + connectionId + "; there are " + clients.size());
        }
        return clients.get(connectionId);
    }

    /**
     * The book of an instrument, null before its first message. A handler that gates may read it
     * directly while it handles an event; other threads take {@link OrderBook#snapshotInto}.
     */
    public OrderBook book(final String instrument) {
        return stages.subscriptions().book(instrument);
    }

    /** State and figures of the subscriptions. */
    public SubscriptionStage subscriptions() {
        return stages.subscriptions();
    }

    /** Figures of requests and answers. */
    public ResponseStage responses() {
        return stages.responses();
    }

    /** Names of the instruments and channels that events carry as numbers. */
    public Symbols symbols() {
        return symbols;
    }

    public ConnectionState connectionState(final int connectionId) {
        return ioAgent.state(connectionId);
    }

    /** Latency from socket read to the end of the stages; intervals for one caller. */
    public LatencyRecorder latency() {
        return latency;
    }

    public Topology topology() {
        return context.topology();
    }

    /** Figures of every handler, in order. */
    public List<HandlerStats> handlers() {
        return handlers.stream().map(HandlerSlot::stats).toList();
    }

    /** Events published so far. */
    public long eventCount() {
        return pipeline.published();
    }

    /** Time during which sockets were not read because the ring was full, in nanoseconds. */
    public long ringFullNs() {
        return pipeline.fullNs();
    }

    /** Why the engine halted, null while it runs. */
    public Throwable failure() {
        return failures.halted();
    }

    /** The engine's threads, the I/O thread first: for figures of time and allocation. */
    public List<Thread> threads() {
        final List<Thread> threads = new ArrayList<>();
        threads.add(ioLoop.thread());
        runners.forEach(runner -> threads.add(runner.thread()));
        return threads;
    }

    /** Hash over everything the stages decided. Of use after {@link #close} only. */
    public long stateHash() {
        return stages.stateHash();
    }

    /** The account of the run; null before {@link #close}. */
    public synchronized ShutdownReport report() {
        return report;
    }

    /**
     * Ends the sessions, lets every event pass, seals the journal and stops the threads. Nothing
     * runs when it returns, unless a handler does not: then the report is not complete.
     */
    @Override
    public synchronized void close() {
        if (report != null) {
            return;
        }
        ioLoop.stop();
        join(ioLoop.thread());
        runners.forEach(Runner::stop);
        runners.forEach(runner -> join(runner.thread()));
        watchdog.interrupt();
        join(watchdog);
        requests.failAll("the engine was closed");
        report =
                new ShutdownReport(
                        pipeline.published(),
                        pipeline.handled(),
                        pipeline.journalled(),
                        failures.halted());
        if (report.isComplete()) {
            context.seal().seal(report.published(), stages.stateHash());
        }
    }

    private static void join(final Thread thread) {
        try {
            thread.join(CLOSE_TIMEOUT_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        final Watchdog dog = new Watchdog(pipeline.chains(), failures);
        while (!Thread.currentThread().isInterrupted()) {
            dog.check(System.nanoTime());
            try {
                TimeUnit.MILLISECONDS.sleep(WATCH_INTERVAL_MS);
            } catch (final InterruptedException e) {
                return;
            }
        }
    }
}
