/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.VenueClient;
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
        CONFIGURED,
        REPLIES,
        PROBES,
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

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (event.connectionId < 0 || event.connectionId >= peers.length) {
            return;
        }
        final Peer peer = peers[event.connectionId];
        switch (event.origin) {
            case INBOUND -> peer.onInbound(event);
            case OUTBOUND -> peer.onOutbound(event);
            case LIFECYCLE -> peer.onLifecycle(event);
            case TICK -> peer.onTick(event.receivedTimeNs);
            case COMMAND -> {
                // None of them is about heartbeats.
            }
        }
    }

    /** The other end of one connection. */
    private final class Peer {
        private final int connectionId;
        private final boolean hasGreeting;
        private final RequestIds ids = new RequestIds(STAGE);
        private final HeartbeatHandler heartbeats;

        private int epoch;
        private boolean isOpen;
        private boolean isConfigured;
        private boolean isProbed;
        private long lastReceivedNs;

        Peer(final int connectionId, final VenueClient client) {
            this.connectionId = connectionId;
            this.hasGreeting = client.connection().hasGreeting();
            this.heartbeats = client.heartbeats();
            if (heartbeats.probeAfterNs() >= heartbeats.deadAfterNs()) {
                throw new IllegalArgumentException(
                        "deadAfterNs not above probeAfterNs: "
                                + heartbeats.deadAfterNs()
                                + ", "
                                + heartbeats.probeAfterNs());
            }
        }

        void onLifecycle(final MarketEvent event) {
            if (event.code == Lifecycle.CONNECTED.code()) {
                epoch = event.epoch;
                isOpen = true;
                isProbed = false;
                isConfigured = false;
                lastReceivedNs = event.receivedTimeNs;
                if (!hasGreeting) {
                    configure();
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
                configure();
            }
        }

        void onInbound(final MarketEvent event) {
            if (!isOpen || event.epoch != epoch) {
                return;
            }
            lastReceivedNs = event.receivedTimeNs;
            isProbed = false;
            if (heartbeats.wantsReply(event)) {
                final long requestId = ids.next();
                send(heartbeats.encodeReply(requestId, out.encoder()), requestId, Counter.REPLIES);
            }
        }

        void onTick(final long nowNs) {
            if (!isOpen) {
                return;
            }
            final long silentNs = nowNs - lastReceivedNs;
            if (silentNs >= heartbeats.deadAfterNs()) {
                // Asked for once: whatever this session still says, it is over.
                isOpen = false;
                counters.increment(Counter.DEAD);
                out.disconnect(connectionId, epoch, DisconnectReason.PEER_SILENT);
            } else if (silentNs >= heartbeats.probeAfterNs() && !isProbed) {
                isProbed = true;
                final long requestId = ids.next();
                send(heartbeats.encodeProbe(requestId, out.encoder()), requestId, Counter.PROBES);
            }
        }

        private void configure() {
            isConfigured = true;
            final long requestId = ids.next();
            final int type = heartbeats.encodeConfigure(requestId, out.encoder());
            send(type, requestId, Counter.CONFIGURED);
        }

        private void send(final int requestType, final long requestId, final Counter counter) {
            if (requestType != RequestType.NONE) {
                counters.increment(counter);
                out.send(connectionId, epoch, requestType, requestId, 0);
            }
        }
    }
}
