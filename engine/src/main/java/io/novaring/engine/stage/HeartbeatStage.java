/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.venue.Wishes;
import java.util.List;

/**
 * Stage 1: turns heartbeats on in every session, answers the venue's questions at once, and ends a
 * session whose peer is silent. Only what was received counts as life, and time is that of ticks.
 */
public final class HeartbeatStage implements Stage {
    static final int STAGE = 1;

    private final StageOutput out;
    private final StageCounters<Counter> counters;
    private final Peer[] peers;

    /** What this stage counts. */
    public enum Counter {
        /** Requests that turned heartbeats on. */
        CONFIGURED,
        /** Answers to the venue's questions. */
        REPLIES,
        /** Pings and probes sent because they were due. */
        GENERATED,
        /** Peers that were silent for too long. */
        DEAD
    }

    /**
     * @param clients one for each connection, in the order of their connection ids.
     */
    public HeartbeatStage(final List<VenueClient> clients, final RequestSink sink) {
        out = new StageOutput(STAGE, sink);
        counters = new StageCounters<>(Counter.class, out);
        peers = new Peer[clients.size()];
        for (int i = 0; i < peers.length; i++) {
            peers[i] = new Peer(i, clients.get(i));
        }
    }

    @Override
    public String name() {
        return "heartbeat";
    }

    @Override
    public long stateHash() {
        return out.hash();
    }

    /** Any thread. */
    public StageCounters<Counter> counters() {
        return counters;
    }

    /**
     * Takes a connection for what it was behind an event that this stage has not seen: a session
     * that was open has been heard of at that moment.
     */
    public void resume(
            final int connectionId, final int epoch, final boolean isOpen, final long nowNs) {
        peers[connectionId].resume(epoch, isOpen, nowNs);
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (event.connectionId < 0 || event.connectionId >= peers.length) {
            return;
        }
        final Peer peer = peers[event.connectionId];
        if (event.origin == Origin.INBOUND) {
            peer.onInbound(event);
            return;
        }
        switch (event.origin) {
            case OUTBOUND -> peer.onOutbound(event);
            case LIFECYCLE -> peer.onLifecycle(event);
            case TICK -> peer.onTick(event.receivedTimeNs);
            default -> {
                // No command is about heartbeats.
            }
        }
    }

    /** The other end of one connection. */
    private final class Peer implements Wishes {
        private final int connectionId;
        private final boolean hasGreeting;
        private final boolean needsAuth;
        private final long deadAfterNs;
        private final RequestIds ids = new RequestIds(STAGE);
        private final HeartbeatHandler heartbeats;

        private int epoch;
        private boolean isOpen;
        private boolean isEnding;
        private boolean isConfigured;
        private long lastReceivedNs;
        private long requestId = MarketEvent.ABSENT;
        private Counter counter = Counter.CONFIGURED;

        Peer(final int connectionId, final VenueClient client) {
            this.connectionId = connectionId;
            this.hasGreeting = client.connection().hasGreeting();
            this.needsAuth = client.auth().isRequired();
            this.heartbeats = client.heartbeats();
            this.deadAfterNs = heartbeats.deadAfterNs();
            if (deadAfterNs <= 0) {
                throw new IllegalArgumentException("deadAfterNs not above 0: " + deadAfterNs);
            }
        }

        void resume(final int newEpoch, final boolean isNowOpen, final long nowNs) {
            epoch = newEpoch;
            isOpen = isNowOpen;
            isConfigured = isNowOpen;
            lastReceivedNs = nowNs;
        }

        void onLifecycle(final MarketEvent event) {
            if (Stage.isOpening(event, needsAuth)) {
                if ((isOpen || isEnding) && event.epoch == epoch) {
                    return;
                }
                epoch = event.epoch;
                isOpen = true;
                isEnding = false;
                isConfigured = false;
                lastReceivedNs = event.receivedTimeNs;
                if (!hasGreeting) {
                    configure(event.receivedTimeNs);
                }
            } else if (event.code == Lifecycle.DISCONNECTED.code() && event.epoch >= epoch) {
                isOpen = false;
            }
        }

        void onOutbound(final MarketEvent event) {
            // Nothing goes before the greeting, which is the first request of stage 4.
            if (isOpen
                    && !isConfigured
                    && event.epoch == epoch
                    && RequestIds.stageOf(event.requestId) == ResponseStage.STAGE) {
                configure(event.receivedTimeNs);
            }
        }

        void onInbound(final MarketEvent event) {
            if (isOpen && event.epoch == epoch) {
                lastReceivedNs = event.receivedTimeNs;
                if (counter != Counter.REPLIES) {
                    counter = Counter.REPLIES;
                }
                heartbeats.onMessage(event, this);
            }
        }

        void onTick(final long nowNs) {
            if (!isOpen) {
                return;
            }
            final long silentNs = nowNs - lastReceivedNs;
            if (silentNs >= deadAfterNs) {
                counters.increment(Counter.DEAD);
                disconnect(DisconnectReason.PEER_SILENT);
            } else if (isConfigured) {
                counter = Counter.GENERATED;
                heartbeats.generate(nowNs, Math.max(0, silentNs), this);
            }
        }

        private void configure(final long nowNs) {
            isConfigured = true;
            counter = Counter.CONFIGURED;
            heartbeats.configure(nowNs, this);
        }

        @Override
        public long requestId() {
            if (requestId == MarketEvent.ABSENT) {
                requestId = ids.next();
            }
            return requestId;
        }

        @Override
        public JsonEncoder message() {
            return out.encoder();
        }

        @Override
        public void send(final int requestType) {
            counters.increment(counter);
            out.send(connectionId, epoch, requestType, requestId(), 0);
            requestId = MarketEvent.ABSENT;
        }

        @Override
        public void disconnect(final DisconnectReason reason) {
            if (isOpen) {
                // Asked for once: whatever this session still says, it is over.
                isOpen = false;
                isEnding = true;
                out.disconnect(connectionId, epoch, reason);
            }
        }
    }
}
