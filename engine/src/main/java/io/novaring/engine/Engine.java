/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.CommandType;
import io.novaring.codec.Symbols;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.connection.ConnectionStatus;
import io.novaring.engine.connection.IoAgent;
import io.novaring.engine.connection.KillSwitch;
import io.novaring.engine.connection.StageCommands;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.jvm.JvmFlags;
import io.novaring.engine.jvm.Preload;
import io.novaring.engine.order.KillReport;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.order.Orders;
import io.novaring.engine.stage.ResponseStage;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.telemetry.LatencyRecorder;
import io.novaring.engine.telemetry.Measures;
import io.novaring.engine.telemetry.Telemetry;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import io.novaring.engine.venue.Request;
import io.novaring.engine.venue.VenueClient;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    private final EngineContext context;
    private final List<VenueClient> clients;
    private final Failures failures;
    private final Symbols symbols = new Symbols();
    private final Telemetry telemetry;
    private final Stages stages;
    private final Pipeline pipeline;
    private final Commands commands;
    private final Orders orders;
    private final IoAgent ioAgent;
    private final IoLoop ioLoop;
    private final List<HandlerSlot> handlers;
    private final List<Runner> runners = new ArrayList<>();
    private final Thread watchdog;
    private final Shutdown shutdown;

    // Set by the first thread that closes the engine, read by the others.
    private final AtomicBoolean closing = new AtomicBoolean();

    private Engine(final EngineContext context, final Selector selector) {
        this.context = context;
        this.clients = context.clients();
        this.failures = new Failures(context.listener());
        this.telemetry =
                context.telemetry()
                        .create(clients, symbols, context.clock()::epochNs, failures::unheard);
        final Runnable wakeUp = selector == null ? () -> {} : selector::wakeup;
        final StageCommands stageCommands = new StageCommands(STAGE_COMMANDS_LENGTH, wakeUp);
        final UserCommands userCommands = new UserCommands(USER_COMMANDS_LENGTH, wakeUp);
        commands = new Commands(userCommands, failures);
        final KillSwitch[] switches = Orders.switches(clients, wakeUp);
        orders =
                new Orders(
                        clients,
                        switches,
                        context.connectionSettings(),
                        userCommands,
                        context.orders(),
                        context.clock(),
                        context.seed(),
                        commands.orderHost(context::isJournalOff, () -> threads().get(0)));
        stages = new Stages(clients, symbols, stageCommands, commands, orders);
        handlers =
                HandlerSlot.create(
                        context.handlers(),
                        telemetry,
                        commands,
                        orders.handler(),
                        stages,
                        symbols,
                        failures);
        pipeline =
                new Pipeline(
                        context.topology().ringLengthOf(context),
                        context.topology(),
                        stages,
                        handlers,
                        context.journal(),
                        context.cores() > 1,
                        context.telemetry().late().laggingAfterNs(),
                        failures);
        ioAgent =
                new IoAgent(
                        clients,
                        symbols,
                        pipeline,
                        stageCommands,
                        userCommands,
                        context.connectionSettings(),
                        context.clock(),
                        selector,
                        context.ioIdle().spinNs(),
                        context.seed(),
                        switches);
        ioLoop =
                new IoLoop(
                        ioAgent,
                        context.ioIdle(),
                        pipeline,
                        failures,
                        context.pinning(),
                        context.closeTimeoutNs() / 2,
                        wakeUp,
                        this::closeCommands);
        pipeline.threaded().forEach(agent -> runners.add(pipeline.runner(agent, context)));
        final Watchdog dog = new Watchdog(pipeline, handlers, failures, telemetry);
        watchdog = new Thread(dog::run, "novaring-watchdog");
        watchdog.setDaemon(true);
        shutdown =
                new Shutdown(
                        context,
                        pipeline,
                        stages,
                        ioLoop.thread(),
                        runners,
                        watchdog,
                        failures,
                        this::closeCommands);
    }

    /**
     * Checks the JVM and the context, starts the threads and begins to connect.
     *
     * @throws IllegalStateException when a JVM flag is missing; it says which.
     * @throws IllegalArgumentException when the context contradicts itself.
     */
    public static Engine launch(final EngineContext context) {
        Preload.start();
        JvmFlags.check(context.journal() != null);
        context.conclude().warmUp().run();
        final Selector selector = IoLoop.openSelector(context.ioIdle());
        try {
            final Engine engine = new Engine(context, selector);
            engine.start();
            return engine;
        } catch (final RuntimeException | Error e) {
            IoLoop.closeQuietly(selector, e);
            throw e;
        }
    }

    private void start() {
        final Measures own = orders.addTo(stages.addTo(pipeline.addTo(new Measures())));
        telemetry.start(stages.subscriptions(), ioAgent::state, ioAgent::shapes, own);
        // The first commands of the run: own orders are heard of before anything else is asked for.
        orders.subscribe(this::subscribe);
        runners.forEach(Runner::start);
        watchdog.start();
        ioLoop.start();
    }

    /** Asks for channels on the first connection; see {@link #subscribe(int, Collection)}. */
    public void subscribe(final String... channels) {
        subscribe(0, List.of(channels));
    }

    /**
     * Asks for channels, for good: they are restored after every reconnect. What the venue grants
     * is seen in {@link #subscriptions()} and on the ring.
     *
     * @throws IllegalStateException when the engine has ended, or its command ring stays full for a
     *     second.
     */
    public void subscribe(final int connectionId, final Collection<String> channels) {
        client(connectionId);
        commands.channels(CommandType.SUBSCRIBE, connectionId, channels);
    }

    /** Gives channels of the first connection up. */
    public void unsubscribe(final String... channels) {
        unsubscribe(0, List.of(channels));
    }

    /** Gives channels up. */
    public void unsubscribe(final int connectionId, final Collection<String> channels) {
        client(connectionId);
        commands.channels(CommandType.UNSUBSCRIBE, connectionId, channels);
    }

    /**
     * Sends a request on the first connection. The answer is on the ring for every handler; the
     * future is for those who do not want to wait for it there. What is chained to the future runs
     * on a thread of the engine unless it is chained with an executor. A handler must not wait for
     * it: the answer cannot pass the handler.
     *
     * @return the JSON text of the result; completed exceptionally with {@link
     *     RequestFailedException} when the venue refuses, when there is no session, when no answer
     *     comes or when the engine ends, and with a TimeoutException when it says nothing of these
     *     within 15 seconds.
     * @throws IllegalStateException when the engine takes no commands; nothing is sent then.
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
        return commands.request(connectionId, request);
    }

    /**
     * Gives a credit pool of a connection other limits, from the next event on: those of another
     * account tier, or a share of what several processes have together. It is an event of its own,
     * so a replay knows it.
     *
     * @param pool with the name of one the venue has.
     */
    public void limit(final int connectionId, final CreditPool pool) {
        commands.limit(connectionId, client(connectionId), pool);
    }

    /**
     * The entry for orders of the one connection that trades.
     *
     * @throws IllegalStateException when none does, or several do.
     */
    public OrderEntry orders() {
        return orders.entry();
    }

    /** The entry for orders of a connection; see {@link #orders()}. */
    public OrderEntry orders(final int connectionId) {
        client(connectionId);
        return orders.entry(connectionId);
    }

    /**
     * Refuses every order from now on and cancels all there are, also when the engine is stuck, has
     * halted or was closed. See {@link Orders#kill}.
     */
    public KillReport kill() {
        return orders.kill();
    }

    /** Takes orders again after a kill. */
    public void resume() {
        orders.resume();
    }

    private VenueClient client(final int connectionId) {
        if (connectionId < 0 || connectionId >= clients.size()) {
            throw new IllegalArgumentException(
                    "no connection " + connectionId + "; there are " + clients.size());
        }
        return clients.get(connectionId);
    }

    /**
     * The book of an instrument, null when none was ever asked for. A handler that gates may read
     * it directly while it handles an event, unless the topology is {@link Topology#STAGED}: there
     * books have a thread of their own and are ahead. All others take {@link
     * OrderBook#snapshotInto}.
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
        client(connectionId);
        return ioAgent.state(connectionId);
    }

    /** How a connection is, why it last ended, and how the engine's journal fares. */
    public ConnectionStatus connectionStatus(final int connectionId) {
        client(connectionId);
        return ioAgent.status(connectionId).withJournal(pipeline.recorderWatch().state());
    }

    /** How every connection is, by its id. */
    public List<ConnectionStatus> connections() {
        return IntStream.range(0, clients.size()).mapToObj(this::connectionStatus).toList();
    }

    /** Latency from socket read to the end of the stages; intervals for one caller. */
    public LatencyRecorder latency() {
        return telemetry.latency();
    }

    /** Level, filter and figures of a run; may be changed while it lasts. */
    public Telemetry telemetry() {
        return telemetry;
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

    /** Nanoseconds in which sockets were not read because the ring was full. */
    public long ringFullNs() {
        return pipeline.fullNs();
    }

    /** Why the engine halted, null while it runs. */
    public Throwable failure() {
        return failures.halted();
    }

    /** The engine's threads, the I/O thread first: for figures of time and allocation. */
    public List<Thread> threads() {
        return Stream.concat(Stream.of(ioLoop.thread()), runners.stream().map(Runner::thread))
                .toList();
    }

    /** Hash over everything the stages decided. Of use after {@link #close} only. */
    public long stateHash() {
        return stages.stateHash();
    }

    /** The account of the run; null before {@link #close}. */
    public ShutdownReport report() {
        return shutdown.report();
    }

    /**
     * Ends the sessions, lets every event pass, seals the journal and stops the threads. Nothing
     * runs when it returns, unless a handler does not return: after {@link
     * EngineContext#closeTimeoutNs} the engine halts, and the report is not complete. On a thread
     * of the engine, such as a handler's, it returns at once and the engine ends behind it.
     */
    @Override
    public void close() {
        final boolean isFirst = closing.compareAndSet(false, true);
        commands.refuse();
        ioLoop.stop();
        final Thread caller = Thread.currentThread();
        if (caller != watchdog && !threads().contains(caller)) {
            shutdown.run();
        } else if (isFirst) {
            // No thread waits for its own end.
            new Thread(shutdown, "novaring-close").start();
        }
    }

    private void closeCommands() {
        final boolean isHalted = failures.halted() != null;
        final String why = isHalted ? "the engine halted" : "the engine was closed";
        commands.close(why);
        orders.close(why);
    }
}
