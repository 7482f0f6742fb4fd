/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.CommandType;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.EpochClock;
import io.novaring.engine.connection.KillSwitch;
import io.novaring.engine.connection.OrderTypes;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.stage.RequestIds;
import io.novaring.engine.telemetry.Measures;
import io.novaring.engine.telemetry.TradingMeasures;
import io.novaring.engine.venue.TradingMessages;
import io.novaring.engine.venue.VenueClient;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders of one engine: an entry for each connection that trades, their credits, futures and
 * kill switches. Any thread, where nothing else is said.
 */
public final class Orders implements RateLimitStage.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
    private static final int NONE = MarketEvent.NONE;

    private final Host host;
    private final OrderSettings settings;
    private final EpochClock clock;
    private final OrderFutures futures = new OrderFutures();
    private final KillSwitch[] switches;
    private final CreditGate[] gates;
    private final OrderEntry[] entries;
    private final OrderTypes[] types;
    private final List<VenueClient> clients;
    private final List<ConnectionSettings> connections;

    /** What orders need of the engine. */
    public interface Host {
        /** False when it halted or was closed. */
        boolean isRunning();

        /** True when events are no longer journalled though they should be. */
        boolean isJournalOff();

        /** The thread that owns the sockets. */
        Thread ioThread();

        /**
         * Puts a command into the ring, and waits for room if need be.
         *
         * @throws IllegalStateException when the engine takes no commands.
         */
        void command(int connectionId, CommandType type, byte[] payload);

        /** A kill has done what it could; called by the thread that asked for it. */
        void onKilled(KillReport report);
    }

    /**
     * @param switches as {@link #switches} made them.
     * @param connections how the engine's connections behave, for sessions of a kill's own.
     * @param seed of what is random in handles.
     */
    public Orders(
            final List<VenueClient> clients,
            final KillSwitch[] switches,
            final List<ConnectionSettings> connections,
            final UserCommands ring,
            final OrderSettings settings,
            final EpochClock clock,
            final long seed,
            final Host host) {
        this.host = host;
        this.settings = settings;
        this.clock = clock;
        this.switches = switches;
        this.clients = clients;
        this.connections = connections;
        final int random = new SplittableRandom(seed).nextInt();
        final OrderHandles handles =
                new OrderHandles(settings.labelPrefix(), clock.epochNs(), random);
        gates = new CreditGate[switches.length];
        types = new OrderTypes[switches.length];
        entries = new OrderEntry[switches.length];
        for (int i = 0; i < switches.length; i++) {
            if (switches[i] != null) {
                final VenueClient client = clients.get(i);
                gates[i] = new CreditGate(client.rateLimits());
                types[i] = new OrderTypes(client.messages().trading());
                entries[i] =
                        new OrderEntry(
                                i,
                                client.messages().trading(),
                                ring,
                                gates[i],
                                handles,
                                futures,
                                this);
            }
        }
    }

    /**
     * A switch for each client that trades, null for others, in the order of the clients. What the
     * I/O thread encodes with belongs to a client of its own where the venue makes one.
     */
    public static KillSwitch[] switches(final List<VenueClient> clients, final Runnable wakeUp) {
        final KillSwitch[] switches = new KillSwitch[clients.size()];
        for (int i = 0; i < switches.length; i++) {
            final TradingMessages trading = clients.get(i).messages().trading();
            if (trading.isSupported()) {
                final VenueClient own = clients.get(i).emergency();
                switches[i] =
                        own == null
                                ? new KillSwitch(trading, false, wakeUp)
                                : new KillSwitch(own.messages().trading(), true, wakeUp);
            }
        }
        return switches;
    }

    /** The entry of the one connection that trades. */
    public OrderEntry entry() {
        OrderEntry only = null;
        for (final OrderEntry entry : entries) {
            if (entry != null && only != null) {
                throw new IllegalStateException(
                        "connections "
                                + only.connectionId()
                                + " and "
                                + entry.connectionId()
                                + " both trade: say which, as in orders("
                                + only.connectionId()
                                + ")");
            }
            only = entry == null ? only : entry;
        }
        if (only == null) {
            throw new IllegalStateException(
                    "no connection trades: add a client whose venue and role takes orders");
        }
        return only;
    }

    /** The entry of a connection. */
    public OrderEntry entry(final int connectionId) {
        if (connectionId < 0 || connectionId >= entries.length) {
            throw new IllegalArgumentException(
                    "no connection " + connectionId + "; there are " + entries.length);
        }
        if (entries[connectionId] == null) {
            throw new IllegalStateException(
                    "connection " + connectionId + " does not trade: its client takes no orders");
        }
        return entries[connectionId];
    }

    /** Adds whether the kill switch of each connection that trades is on. */
    public Measures addTo(final Measures measures) {
        for (int i = 0; i < switches.length; i++) {
            if (switches[i] != null) {
                final KillSwitch kill = switches[i];
                measures.gauge(
                        "orders_killed",
                        () -> kill.isOn() ? 1 : 0,
                        TradingMeasures.labels(i, clients.get(i)));
            }
        }
        return measures;
    }

    /** Completes futures; to stand behind the stages. */
    public EventHandler<MarketEvent> handler() {
        return futures;
    }

    /** Asks, at launch, for the channels that tell of own orders on each connection that trades. */
    public void subscribe(final BiConsumer<Integer, List<String>> subscriber) {
        for (final OrderEntry entry : entries) {
            if (entry != null && !entry.channels().isEmpty()) {
                subscriber.accept(entry.connectionId(), entry.channels());
            }
        }
    }

    /** Fails what is waited for, and what is asked for from now on. */
    public void close(final String why) {
        futures.close(why);
    }

    /**
     * Refuses every order from now on, cancels all there are, on every connection that trades, and
     * says what came of it. Within 20 ms the I/O thread does it, ahead of everything that waits to
     * be sent; when it does not, or has no session, or the venue does not confirm within 2 s, this
     * thread does it on a session of its own, if the venue's adapter has one. Returns within 10 s.
     * On the I/O thread itself, as in a handler of an INLINE topology, it returns at once: the
     * request goes out when the handler has returned.
     *
     * <p>Orders stay refused until {@link #resume}; cancels pass. What was on its way to the socket
     * is held back and told as unsent.
     */
    public KillReport kill() {
        return kill(NONE);
    }

    /** As {@link #kill()}, on one connection, or on all for {@link MarketEvent#NONE}. */
    KillReport kill(final int connectionId) {
        final List<Kill.Target> targets = new ArrayList<>();
        for (int i = 0; i < switches.length; i++) {
            if (switches[i] != null && (connectionId == NONE || connectionId == i)) {
                targets.add(target(i));
            }
        }
        LOG.warn("kill: orders are refused from now on and all there are cancelled");
        final boolean isIoThread = Thread.currentThread() == host.ioThread();
        final KillReport report = new Kill(targets).run(isIoThread);
        LOG.warn("kill: {}", report);
        host.onKilled(report);
        return report;
    }

    private Kill.Target target(final int connectionId) {
        final VenueClient client = clients.get(connectionId);
        final ConnectionSettings settings = connections.get(connectionId);
        return new Kill.Target(
                connectionId,
                switches[connectionId],
                () -> {
                    final VenueClient own = client.emergency();
                    return own == null ? null : new EmergencySession(own, settings, clock);
                });
    }

    /** Takes orders again on every connection that trades. */
    public void resume() {
        for (final KillSwitch kill : switches) {
            if (kill != null) {
                kill.turnOff();
            }
        }
    }

    void resume(final int connectionId) {
        switches[connectionId].turnOff();
    }

    boolean isKilled(final int connectionId) {
        return switches[connectionId].isOn();
    }

    boolean isRunning() {
        return host.isRunning();
    }

    boolean isJournalOff() {
        return !settings.tradesUnjournalled() && host.isJournalOff();
    }

    long nowNs() {
        return clock.epochNs();
    }

    void command(final int connectionId, final CommandType type, final byte[] payload) {
        host.command(connectionId, type, payload);
    }

    @Override
    public void onDebit(
            final int connectionId, final int requestType, final long requestId, final long nowNs) {
        final CreditGate gate = gates[connectionId];
        // What a program's command became was taken when it was submitted.
        final boolean isTaken =
                gate != null
                        && types[connectionId].isEntering(requestType)
                        && RequestIds.stageOf(requestId) != RequestIds.IO;
        if (gate != null && !isTaken) {
            gate.debit(requestType, nowNs);
        }
    }

    @Override
    public void onPause(final int connectionId, final long untilNs, final long nowNs) {
        if (gates[connectionId] != null) {
            gates[connectionId].pause(untilNs, nowNs);
        }
    }

    @Override
    public void onLimit(
            final int connectionId,
            final int pool,
            final long cap,
            final long refillPerSecond,
            final long nowNs) {
        if (gates[connectionId] != null) {
            gates[connectionId].limit(pool, cap, refillPerSecond, nowNs);
        }
    }
}
