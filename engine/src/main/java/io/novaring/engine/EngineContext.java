/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.Recorder;
import io.novaring.engine.HandlerSlot.HandlerSpec;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.EpochClock;
import io.novaring.engine.order.OrderSettings;
import io.novaring.engine.pinning.Pinning;
import io.novaring.engine.profile.Profile;
import io.novaring.engine.recording.HandlerRecorder;
import io.novaring.engine.recording.SealHook;
import io.novaring.engine.telemetry.CounterFile;
import io.novaring.engine.telemetry.TelemetryFilter;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.engine.telemetry.TelemetryListener;
import io.novaring.engine.telemetry.TelemetrySettings;
import io.novaring.engine.telemetry.late.LateSettings;
import io.novaring.engine.venue.SecretEndpoint;
import io.novaring.engine.venue.VenueClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Everything an {@link Engine} is made of. Set what differs from the default, then {@link
 * Engine#launch}. Not thread-safe; used for one engine.
 */
public final class EngineContext {
    private static final int QUEUE_LENGTH_DEFAULT = 1024;

    private final List<VenueClient> clients = new ArrayList<>();
    private final List<Profile> clientProfiles = new ArrayList<>();
    private final List<HandlerSpec> handlers = new ArrayList<>();
    private boolean isConcluded;
    private Integer ringLength;
    private int cores = Runtime.getRuntime().availableProcessors();
    private long seed = System.nanoTime();
    private long closeTimeoutNs = TimeUnit.SECONDS.toNanos(10);
    private Topology topology = Topology.AUTO;
    private IdleMode ioIdle;
    private IdleMode consumerIdle = IdleMode.BACKOFF;
    private ConnectionSettings connections = ConnectionSettings.DEFAULT;
    private Profile profile;
    private EpochClock clock = EpochClock.system();
    private Recorder journal;
    private OrderSettings orders = OrderSettings.DEFAULT;
    private EngineListener listener = new EngineListener() {};
    private Runnable warmUp = () -> {};
    private Pinning pinning = Pinning.NONE;
    private final TelemetrySettings telemetry = new TelemetrySettings();

    /** Adds a connection; its id is the number of clients added before. At least one is needed. */
    public EngineContext client(final VenueClient client) {
        clients.add(Objects.requireNonNull(client, "client"));
        clientProfiles.add(null);
        return this;
    }

    /** Adds a connection that behaves as this profile says, whatever the others do. */
    public EngineContext client(final VenueClient client, final Profile newProfile) {
        Objects.requireNonNull(newProfile, "profile");
        client(client);
        clientProfiles.set(clientProfiles.size() - 1, newProfile);
        return this;
    }

    /**
     * Adds a handler that gates the ring; handlers run in the order they are added.
     *
     * <p>Of the callbacks of {@link EventHandler}, {@code onStart} and {@code onShutdown} are
     * called on the handler's thread before its first and after its last event, also after a halt.
     * {@code onBatchStart}, {@code onTimeout} and {@code setSequenceCallback} are not: handlers are
     * polled.
     */
    public EngineContext handler(final String name, final EventHandler<MarketEvent> handler) {
        return handler(name, HandlerContract.GATE, handler);
    }

    /** Adds a handler with a contract; one that does not gate gets a thread and a queue. */
    public EngineContext handler(
            final String name,
            final HandlerContract contract,
            final EventHandler<MarketEvent> handler) {
        return handler(name, contract, QUEUE_LENGTH_DEFAULT, handler);
    }

    /**
     * Adds a handler with a contract and the length of its queue.
     *
     * @param queueLength a power of two; of no meaning for a handler that gates.
     */
    public EngineContext handler(
            final String name,
            final HandlerContract contract,
            final int queueLength,
            final EventHandler<MarketEvent> handler) {
        handlers.add(new HandlerSpec(name, contract, queueLength, handler));
        return this;
    }

    /** Journals every event; the journal gates the ring and is sealed after the last event. */
    public EngineContext journal(final Recorder newJournal) {
        journal = newJournal;
        return this;
    }

    /** As {@link #journal(Recorder)}, of a handler that never stops and takes no notes. */
    public EngineContext journal(final EventHandler<MarketEvent> handler, final SealHook seal) {
        return journal(handler, seal, () -> false);
    }

    /**
     * As {@link #journal(Recorder)}, of a handler that may stop while the engine goes on: orders
     * are refused then, see {@link OrderSettings#tradesUnjournalled}.
     *
     * @param isStopped true when it records no further event; any thread.
     */
    public EngineContext journal(
            final EventHandler<MarketEvent> handler,
            final SealHook seal,
            final BooleanSupplier isStopped) {
        return journal(new HandlerRecorder(handler, seal, isStopped));
    }

    /** How orders enter. */
    public EngineContext orders(final OrderSettings settings) {
        orders = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /** Slots of the ring, a power of two. Unless set, as many as the {@link Topology} says. */
    public EngineContext ringLength(final int length) {
        ringLength = length;
        return this;
    }

    public EngineContext topology(final Topology newTopology) {
        topology = newTopology;
        return this;
    }

    /** What the I/O thread does without work: SPIN with two cores and more, else SELECT. */
    public EngineContext ioIdle(final IdleMode mode) {
        ioIdle = mode;
        return this;
    }

    /** What consumer threads do without work: SPIN or BACKOFF. */
    public EngineContext consumerIdle(final IdleMode mode) {
        consumerIdle = mode;
        return this;
    }

    /**
     * How connections behave that no profile was set for, and for the others what a profile does
     * not say: trust, buffers, ticks, write stalls. The default has the figures of {@link
     * Profile#FINANCIAL}.
     */
    public EngineContext connections(final ConnectionSettings settings) {
        connections = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /**
     * How all connections behave that were not added with a profile of their own: it replaces what
     * it says of {@link #connections}, whichever was called first.
     */
    public EngineContext profile(final Profile newProfile) {
        profile = Objects.requireNonNull(newProfile, "profile");
        return this;
    }

    /**
     * How long {@link Engine#close} waits for handlers before it halts the engine, in nanoseconds;
     * half of it for what is on the ring.
     */
    public EngineContext closeTimeoutNs(final long timeoutNs) {
        closeTimeoutNs = timeoutNs;
        return this;
    }

    public EngineContext clock(final EpochClock newClock) {
        clock = newClock;
        return this;
    }

    public EngineContext listener(final EngineListener newListener) {
        listener = newListener;
        return this;
    }

    /** How much listeners are told; the profile's level when it is not set. */
    public EngineContext telemetry(final TelemetryLevel level) {
        telemetry.level(level);
        return this;
    }

    /** What listeners are told, within the level. */
    public EngineContext telemetry(final TelemetryFilter filter) {
        telemetry.filter(filter);
        return this;
    }

    /** Adds a listener; one that throws is reported and called no more. */
    public EngineContext telemetry(final TelemetryListener newListener) {
        telemetry.add(newListener);
        return this;
    }

    /**
     * Writes the figures of the run to this file ten times a second, for {@code novaring top} and
     * for who comes after a crash; see {@link CounterFile#defaultPath}. The engine refuses to start
     * when something else is there.
     */
    public EngineContext counters(final Path file) {
        telemetry.counters(file);
        return this;
    }

    /**
     * Writes latencies of every hop to a new file as HdrHistogram intervals, for {@code novaring
     * latency}.
     *
     * @param intervalNs at least a tenth of a second.
     */
    public EngineContext latencyLog(final Path file, final long intervalNs) {
        telemetry.latencyLog(file, intervalNs);
        return this;
    }

    /** False to record no latencies of hops: a clock read a message is saved where none is late. */
    public EngineContext hops(final boolean areRecorded) {
        telemetry.hops(areRecorded);
        return this;
    }

    /** What of late events and late books is noted in the journal. */
    public EngineContext late(final LateSettings settings) {
        telemetry.late(settings);
        return this;
    }

    /** Has this run before threads start and connections open, such as {@code warmup.WarmUp}. */
    public EngineContext warmUp(final Runnable task) {
        warmUp = Objects.requireNonNull(task, "task");
        return this;
    }

    /** Which threads stay on which cores; none by default. */
    public EngineContext pinning(final Pinning newPinning) {
        pinning = Objects.requireNonNull(newPinning, "pinning");
        return this;
    }

    /** Seed of everything random: the jitter of reconnects. */
    public EngineContext seed(final long newSeed) {
        seed = newSeed;
        return this;
    }

    /** Cores to plan for, in place of those the JVM sees. */
    public EngineContext cores(final int count) {
        cores = count;
        return this;
    }

    /** Fills in what was left open and checks everything against everything else. */
    EngineContext conclude() {
        if (isConcluded) {
            throw new IllegalStateException(
                    "a context makes one engine or replay: make a new context");
        }
        if (clients.isEmpty()) {
            throw new IllegalArgumentException("an engine needs at least one client");
        }
        clients.forEach(SecretEndpoint::check);
        if (Integer.bitCount(ringLengthOr(64)) != 1 || ringLengthOr(64) < 64) {
            throw new IllegalArgumentException(
                    "ringLength not a power of two of at least 64: " + ringLength);
        }
        if (cores < 1) {
            throw new IllegalArgumentException("cores below 1: " + cores);
        }
        if (closeTimeoutNs <= 0) {
            throw new IllegalArgumentException("closeTimeoutNs not above 0: " + closeTimeoutNs);
        }
        if (topology == Topology.AUTO) {
            topology = Topology.forCores(cores);
        }
        if (ioIdle == null) {
            ioIdle = cores >= 2 ? IdleMode.SPIN : IdleMode.SELECT;
        }
        if (consumerIdle.isSelecting()) {
            throw new IllegalArgumentException(
                    "only the I/O thread can select: use consumerIdle=BACKOFF");
        }
        CorePlan.check(this);
        telemetry.levelUnlessSet(highestLevel());
        HandlerSpec.checkNames(handlers);
        isConcluded = true;
        return this;
    }

    /** The most talkative profile of all connections: each of them has to be told as it wants. */
    private TelemetryLevel highestLevel() {
        final Profile all = profile == null ? Profile.FINANCIAL : profile;
        return clientProfiles.stream()
                .map(own -> own == null ? all : own)
                .map(Profile::telemetry)
                .max(Comparator.naturalOrder())
                .orElse(all.telemetry());
    }

    List<VenueClient> clients() {
        return List.copyOf(clients);
    }

    List<HandlerSpec> handlers() {
        return handlers;
    }

    int ringLengthOr(final int chosen) {
        return ringLength == null ? chosen : ringLength;
    }

    int cores() {
        return cores;
    }

    long seed() {
        return seed;
    }

    Topology topology() {
        return topology;
    }

    IdleMode ioIdle() {
        return ioIdle;
    }

    IdleMode consumerIdle() {
        return consumerIdle;
    }

    /** For each client: its own profile, else the one for all, over the settings for all. */
    List<ConnectionSettings> connectionSettings() {
        final ConnectionSettings all = profile == null ? connections : profile.applyTo(connections);
        return clientProfiles.stream().map(own -> own == null ? all : own.applyTo(all)).toList();
    }

    long closeTimeoutNs() {
        return closeTimeoutNs;
    }

    EpochClock clock() {
        return clock;
    }

    /** Null when there is none. */
    Recorder journal() {
        return journal;
    }

    /** True when there is a journal and it records no further event. */
    boolean isJournalOff() {
        return journal != null && !journal.state().isRecording();
    }

    OrderSettings orders() {
        return orders;
    }

    Runnable warmUp() {
        return warmUp;
    }

    Pinning pinning() {
        return pinning;
    }

    EngineListener listener() {
        return listener;
    }

    TelemetrySettings telemetry() {
        return telemetry;
    }
}
