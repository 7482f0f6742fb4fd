/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.risk.RiskDesk;
import io.novaring.engine.trading.TradingDesk;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.VenueClient;
import java.util.List;

/**
 * Stage 4: sends the requests of the embedding program and tells which request a response answers.
 * A request that cannot be sent is refused, never sent later by surprise; one that was sent and not
 * answered is reported as lost, never sent again.
 */
public final class ResponseStage implements Stage {
    static final int STAGE = 4;

    private final StageOutput out;
    private final StageCounters<Counter> counters;
    private final RiskDesk risk;
    private final ConnectionRequests[] connections;

    /** What this stage counts. */
    public enum Counter {
        /** Requests that opened a session. */
        GREETINGS,
        /** Requests of the embedding program that were sent. */
        REQUESTS,
        /** Requests that had to wait for credits first. */
        QUEUED,
        /** Requests that were not sent; see {@link RequestListener.Refusal}. */
        REFUSED,
        /** Responses to requests of any stage. */
        ANSWERED,
        /** Requests not answered in time. */
        TIMED_OUT,
        /** Responses that came after that. */
        LATE,
        /** Second responses to one request. */
        DUPLICATES,
        /** Responses to nothing that is known. */
        UNKNOWN_IDS,
        /** Requests not answered before their session ended. */
        LOST,
        /** Requests no longer waited for because there were too many newer ones. */
        PENDING_EVICTED,
        /** Errors by what can be done about them. */
        ERRORS_RETRY_LATER,
        ERRORS_THROTTLED,
        ERRORS_REAUTHENTICATE,
        ERRORS_FIX_REQUEST,
        ERRORS_STOP,
        ERRORS_RECONNECT,
        ERRORS_UNKNOWN_OUTCOME,
        ERRORS_ALREADY_DONE;

        static Counter of(final ErrorClass errorClass) {
            return switch (errorClass) {
                case RETRY_LATER -> ERRORS_RETRY_LATER;
                case THROTTLED -> ERRORS_THROTTLED;
                case REAUTHENTICATE -> ERRORS_REAUTHENTICATE;
                case FIX_REQUEST -> ERRORS_FIX_REQUEST;
                case STOP -> ERRORS_STOP;
                case RECONNECT -> ERRORS_RECONNECT;
                case UNKNOWN_OUTCOME -> ERRORS_UNKNOWN_OUTCOME;
                case ALREADY_DONE -> ERRORS_ALREADY_DONE;
            };
        }
    }

    /**
     * @param clients one for each connection, in the order of their connection ids.
     * @param symbols the tables the decoders of the ring intern into.
     * @param listener learns of requests that no response will complete.
     */
    public ResponseStage(
            final List<VenueClient> clients,
            final Symbols symbols,
            final RequestSink sink,
            final RequestListener listener) {
        out = new StageOutput(STAGE, sink);
        counters = new StageCounters<>(Counter.class, out);
        risk = new RiskDesk(symbols.instruments());
        connections = new ConnectionRequests[clients.size()];
        for (int i = 0; i < connections.length; i++) {
            connections[i] =
                    new ConnectionRequests(i, clients.get(i), risk, out, counters, listener);
        }
    }

    @Override
    public String name() {
        return "response";
    }

    @Override
    public long stateHash() {
        return StateHash.mix(out.hash(), risk.stateHash());
    }

    /** Any thread. */
    public StageCounters<Counter> counters() {
        return counters;
    }

    /** Looks at orders before they are sent. */
    public RiskDesk risk() {
        return risk;
    }

    /**
     * The orders of a connection, null when nothing is traded on it. Any thread, with the rules of
     * the desk.
     */
    public TradingDesk desk(final int connectionId) {
        return connections[connectionId].desk();
    }

    /**
     * Takes a connection for what it was behind an event that this stage has not seen. Requests
     * that were under way are unknown, and the desk is one without a session: it has no orders, and
     * refuses new ones until the next session.
     */
    public void resume(final int connectionId, final int epoch, final boolean isOpen) {
        connections[connectionId].resume(epoch, isOpen);
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        risk.onEvent(event);
        if (event.connectionId >= 0 && event.connectionId < connections.length) {
            connections[event.connectionId].onEvent(event);
        }
    }
}
