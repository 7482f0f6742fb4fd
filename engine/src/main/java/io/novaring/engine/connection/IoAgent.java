/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventSink;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.recording.RecorderState;
import io.novaring.codec.shape.ShapeCounts;
import io.novaring.engine.connection.wire.Helper;
import io.novaring.engine.connection.wire.Wire;
import io.novaring.engine.reconnect.ReconnectBudget;
import io.novaring.engine.venue.VenueClient;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;

/**
 * The duty cycle of the I/O thread: the stages' wishes, the user's commands, every connection, and,
 * when consumers run inline, the consumers. It owns every socket and is the ring's only producer.
 */
public final class IoAgent implements Agent, StageCommands.Receiver, UserCommands.Receiver {
    private static final long SELECT_TIMEOUT_MS = 10;

    private final long spinNs;
    private final EpochClock clock;
    private final EventPublisher events;
    private final StageCommands stageCommands;
    private final UserCommands userCommands;
    private final Connection[] connections;
    private final FrameDecoder[] decoders;
    private final Helper helper;
    private final Selector selector;
    private final String description;
    private final Consumer<SelectionKey> ignoreKey = key -> {};
    private boolean started;
    private long lastWorkNs;

    /**
     * @param settings one for each client, in the same order.
     * @param selector null when the thread spins; else it is closed with this agent.
     * @param spinNs how long after work the selector is left alone.
     * @param seed of the backoff's jitter.
     * @param kills one for each client, null for those that do not trade.
     */
    public IoAgent(
            final List<VenueClient> clients,
            final Symbols symbols,
            final EventSink sink,
            final StageCommands stageCommands,
            final UserCommands userCommands,
            final List<ConnectionSettings> settings,
            final EpochClock clock,
            final Selector selector,
            final long spinNs,
            final long seed,
            final KillSwitch[] kills) {
        this.clock = clock;
        this.spinNs = spinNs;
        this.events = new EventPublisher(sink, clock, symbols);
        this.stageCommands = stageCommands;
        this.userCommands = userCommands;
        this.selector = selector;
        this.description = RunDescription.of(clients);
        this.helper = new Helper(clients.size(), selector);
        this.connections = new Connection[clients.size()];
        this.decoders = new FrameDecoder[clients.size()];
        final Map<String, ReconnectBudget> budgets = new HashMap<>();
        for (int i = 0; i < connections.length; i++) {
            final VenueClient client = clients.get(i);
            final ConnectionSettings own = settings.get(i);
            if (own.tls() == null && isSecure(client)) {
                Wire.defaultTrust();
            }
            decoders[i] = InboundDecoding.newDecoder(client.messages(), symbols);
            connections[i] =
                    new Connection(
                            i,
                            client,
                            decoders[i],
                            own,
                            events,
                            clock,
                            helper,
                            selector,
                            budgets.computeIfAbsent(
                                    client.venue(),
                                    venue -> new ReconnectBudget(own.reconnect().budget())),
                            seed + i,
                            kills[i]);
        }
    }

    /** Loading the JDK's trust store takes a tenth of a second: better now than between frames. */
    private static boolean isSecure(final VenueClient client) {
        return "wss".equalsIgnoreCase(client.connection().endpoint().getScheme());
    }

    @Override
    public String roleName() {
        return "novaring-io";
    }

    /** Where a connection is; any thread. */
    public ConnectionState state(final int connectionId) {
        return connections[connectionId].state();
    }

    /** What the decoder of a connection counts; any thread. */
    public ShapeCounts shapes(final int connectionId) {
        return decoders[connectionId].shapeCounts();
    }

    /** How a connection is; any thread. */
    public ConnectionStatus status(final int connectionId) {
        return connections[connectionId].status();
    }

    @Override
    public int doWork() {
        if (!started) {
            started = true;
            lifecycle(Lifecycle.ENGINE_STARTED, description);
        }
        // Before anything that may be kept by a handler, and before whatever waits to be sent.
        int work = pollKills();
        work += drainCommands();
        // The only clock read of an idle cycle.
        final long nowNs = clock.epochNs();
        for (final Connection connection : connections) {
            final int polled = connection.poll(nowNs);
            if (polled > 0) {
                // A handler that ran inline may have wished for something: not behind every socket.
                work += polled + drainCommands();
            }
        }
        if (work > 0) {
            lastWorkNs = nowNs;
        } else if (selector != null && nowNs - lastWorkNs >= spinNs) {
            select();
        }
        return work;
    }

    /**
     * What stages wished for, heartbeats among it, does not wait behind the program's commands, of
     * which some are taken at a time; where stages run inline, what they made of these leaves at
     * once.
     */
    private int drainCommands() {
        final int wishCount = stageCommands.drain(this);
        final int commandCount = userCommands.drain(this);
        return wishCount + commandCount + (commandCount > 0 ? stageCommands.drain(this) : 0);
    }

    /** All connections write before any publishes: behind an event may be a handler that stays. */
    private int pollKills() {
        boolean isDue = false;
        for (final Connection connection : connections) {
            if (connection.isKillDue()) {
                isDue = true;
                connection.writeKill(clock.epochNs());
            }
        }
        return isDue ? publishKills() : 0;
    }

    private int publishKills() {
        for (final Connection connection : connections) {
            if (connection.isKillDue()) {
                connection.publishKill();
            }
        }
        return 0;
    }

    private void select() {
        try {
            selector.select(ignoreKey, SELECT_TIMEOUT_MS);
        } catch (final IOException e) {
            throw new IllegalStateException("the selector failed", e);
        }
    }

    /**
     * Ends every session; the stages' answers to that are published as unsent by {@link #drain}.
     */
    public void stopConnections() {
        for (final Connection connection : connections) {
            connection.stop();
        }
    }

    /**
     * Closes every socket and publishes nothing: the ring was halted. What a handler throws
     * meanwhile is thrown behind the last one.
     */
    public void abort() {
        RuntimeException failure = null;
        for (final Connection connection : connections) {
            try {
                connection.abort();
            } catch (final RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Publishes wishes and commands that came too late; the number of them. */
    public int drain() {
        return stageCommands.drain(this) + userCommands.drain(this);
    }

    /** Publishes that a handler gets no further events; I/O thread. */
    public void publishDetached(final String text) {
        lifecycle(Lifecycle.HANDLER_DETACHED, text);
    }

    /** Publishes that the journal's state changed; I/O thread. */
    public void publishJournal(final RecorderState state, final long freeBytes) {
        events.journal(state, freeBytes);
    }

    /** Publishes the last event of the run. */
    public void publishStopped() {
        lifecycle(Lifecycle.ENGINE_STOPPED, null);
    }

    private void lifecycle(final Lifecycle state, final String text) {
        events.lifecycle(MarketEvent.NONE, 0, state, null, 0, 0, text);
    }

    @Override
    public void onSend(
            final int connectionId,
            final int epoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        connections[connectionId].send(epoch, requestType, requestId, token, message, length);
    }

    @Override
    public void onDisconnect(
            final int connectionId, final int epoch, final DisconnectReason reason) {
        connections[connectionId].disconnect(epoch, reason);
    }

    @Override
    public void onReauthenticate(final int connectionId, final int epoch) {
        connections[connectionId].reauthenticate(epoch);
    }

    @Override
    public void onCommand(
            final int connectionId,
            final CommandType type,
            final int requestType,
            final long token,
            final byte[] payload,
            final int length) {
        if (type == CommandType.ORDER && connections[connectionId].isKillDue()) {
            // Turned since it was looked at: stage 4 has to know before it sees the order.
            pollKills();
        }
        if (type == CommandType.ORDER && connections[connectionId].isKilled()) {
            // It passed the switch before that was turned.
            OrderCommand.refuse(payload, length, OrderRefusal.KILLED);
        }
        events.command(
                connectionId,
                connections[connectionId].epoch(),
                type,
                requestType,
                token,
                payload,
                length);
    }

    @Override
    public void onClose() {
        // For a thread that ends with an exception: after an orderly stop nothing is left.
        try {
            abort();
        } finally {
            helper.close();
            closeSelector();
        }
    }

    private void closeSelector() {
        if (selector != null) {
            try {
                selector.close();
            } catch (final IOException e) {
                throw new IllegalStateException("the selector could not be closed", e);
            }
        }
    }
}
