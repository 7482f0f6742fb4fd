/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.risk.RiskDesk;
import io.novaring.engine.stage.RequestListener.Loss;
import io.novaring.engine.stage.RequestListener.Refusal;
import io.novaring.engine.stage.ResponseStage.Counter;
import io.novaring.engine.trading.DeskOutput;
import io.novaring.engine.trading.TradingDesk;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.VenueClient;
import java.util.List;

/** Requests of one connection: those that wait to be sent and those that wait for a response. */
final class ConnectionRequests {
    static final long RESPONSE_TIMEOUT_NS = 10_000_000_000L;

    /** So long a request may wait for credits: later, its sender no longer counts on it. */
    static final long QUEUED_MAX_NS = 2_000_000_000L;

    private final int connectionId;
    private final boolean needsAuth;
    private final boolean isAnonymous;
    private final RequestIds ids = new RequestIds(ResponseStage.STAGE);

    private int epoch;
    private boolean isOpen;

    /** The request that opens the session, as long as it is not answered; else ABSENT. */
    private long greetingId = MarketEvent.ABSENT;

    private int queuedCount;

    private final VenueClient client;
    private final RateLimitHandler limits;
    private final List<CreditPool> pools;
    private final StageOutput out;
    private final StageCounters<Counter> counters;
    private final RequestListener listener;
    private final AskedCredits asked;
    private final PendingRequests pending = new PendingRequests();
    private final RequestQueue[] queues;

    /** Null when nothing is traded on this connection. */
    private final TradingDesk desk;

    ConnectionRequests(
            final int connectionId,
            final VenueClient client,
            final RiskDesk risk,
            final StageOutput out,
            final StageCounters<Counter> counters,
            final RequestListener listener) {
        this.connectionId = connectionId;
        this.client = client;
        this.needsAuth = client.auth().isRequired();
        this.isAnonymous = client.subscriptions().hasAnonymousAnswers();
        this.limits = client.rateLimits();
        this.out = out;
        this.counters = counters;
        this.listener = listener;
        this.asked = new AskedCredits(limits);
        this.pools = limits.pools();
        this.queues = new RequestQueue[pools.size()];
        for (int i = 0; i < queues.length; i++) {
            queues[i] = new RequestQueue();
        }
        final boolean isTrading = client.messages().trading().isSupported();
        desk = isTrading ? new TradingDesk(client, risk, new Output()) : null;
    }

    /** Null when nothing is traded on this connection. */
    TradingDesk desk() {
        return desk;
    }

    void resume(final int newEpoch, final boolean isNowOpen) {
        epoch = newEpoch;
        isOpen = isNowOpen;
    }

    void onEvent(final MarketEvent event) {
        asked.onEvent(event);
        switch (event.origin) {
            case INBOUND -> onInbound(event);
            case OUTBOUND -> onOutbound(event);
            case LIFECYCLE -> onLifecycle(event);
            case TICK -> expirePending(event);
            case COMMAND -> onCommand(event);
        }
        if (desk != null) {
            desk.onEvent(event);
        }
        if (queuedCount > 0) {
            flush(event);
        }
        asked.reserve(event);
    }

    private void onInbound(final MarketEvent event) {
        if (event.kind != EventKind.RESPONSE && event.kind != EventKind.ERROR) {
            return;
        }
        event.requestType = RequestType.NONE;
        event.token = 0;
        if (event.kind == EventKind.ERROR) {
            onError(event);
        }
        if (isAnonymous && event.requestId == MarketEvent.ABSENT) {
            // It answers a request of stage 3 or a heartbeat, and does not say which.
            return;
        }
        final int place = pending.find(event.requestId);
        final byte status = place == PendingRequests.NONE ? 0 : pending.status(place);
        switch (status) {
            case PendingRequests.PENDING -> complete(event, place, Counter.ANSWERED);
            case PendingRequests.TIMED_OUT -> complete(event, place, Counter.LATE);
            case PendingRequests.ANSWERED -> counters.increment(Counter.DUPLICATES);
            default -> counters.increment(Counter.UNKNOWN_IDS);
        }
        if (event.requestId == greetingId) {
            greetingId = MarketEvent.ABSENT;
        }
    }

    private void onError(final MarketEvent event) {
        final ErrorClass errorClass = client.errors().classify(event);
        counters.increment(Counter.of(errorClass));
        if (!isOpen || event.epoch != epoch) {
            // Before it is authenticated a session has only that to answer for, and not to us.
            return;
        }
        // The I/O thread's own requests are its own affair: what refuses one of them to renew what
        // was granted is settled in the same session, perhaps before it is known here.
        final boolean isOfIo =
                event.requestId != MarketEvent.ABSENT
                        && RequestIds.stageOf(event.requestId) == RequestIds.IO;
        if (errorClass == ErrorClass.REAUTHENTICATE && needsAuth && !isOfIo) {
            out.reauthenticate(connectionId, epoch);
        } else if (errorClass == ErrorClass.RECONNECT) {
            out.disconnect(connectionId, epoch, DisconnectReason.VENUE_ERROR);
        }
    }

    private void complete(final MarketEvent event, final int place, final Counter counter) {
        event.requestType = pending.type(place);
        event.token = pending.token(place);
        pending.settle(place, PendingRequests.ANSWERED);
        counters.increment(counter);
        out.mix(event.requestId);
        out.mix(event.token << 10 ^ event.requestType);
    }

    private void onOutbound(final MarketEvent event) {
        final boolean isOurs = RequestIds.stageOf(event.requestId) == ResponseStage.STAGE;
        final boolean isCurrent = isOpen && event.epoch == epoch;
        if (isOurs && isCurrent) {
            asked.onOutbound(event.code);
        }
        if (event.hasFlag(MarketEvent.UNSENT)) {
            if (isOurs && !isOfDesk(event.token)) {
                refuse(event.code, event.token, Refusal.UNSENT);
            }
            return;
        }
        // Where answers have no id, only the program's own requests are waited for here.
        if (event.requestId == MarketEvent.ABSENT
                || event.code == RequestType.NONE
                || isAnonymous && !isOurs) {
            return;
        }
        if (pending.isFull()) {
            lose(event, pending.next(), PendingRequests.LOST, Counter.PENDING_EVICTED);
        }
        pending.add(event.requestId, event.code, event.token, event.receivedTimeNs);
    }

    private void onLifecycle(final MarketEvent event) {
        if (Stage.isOpening(event, needsAuth)) {
            if (isOpen && event.epoch == epoch) {
                return;
            }
            endSession(event);
            epoch = event.epoch;
            isOpen = true;
            greet();
            if (desk != null) {
                desk.onOpened(event);
            }
        } else if (event.code == Lifecycle.DISCONNECTED.code() && event.epoch >= epoch) {
            endSession(event);
        }
    }

    private void greet() {
        final long requestId = ids.next();
        final int type = client.connection().encodeGreeting(requestId, out.encoder());
        if (type != RequestType.NONE) {
            greetingId = requestId;
            send(type, requestId, 0, Counter.GREETINGS);
        }
    }

    private void endSession(final MarketEvent event) {
        if (isOpen && desk != null) {
            desk.onClosed(event, epoch);
        }
        isOpen = false;
        greetingId = MarketEvent.ABSENT;
        asked.clear();
        for (int place = pending.pendingSentBefore(Long.MAX_VALUE);
                place != PendingRequests.NONE;
                place = pending.pendingSentBefore(Long.MAX_VALUE)) {
            lose(event, place, PendingRequests.LOST, Counter.LOST);
        }
        for (final RequestQueue queue : queues) {
            while (!queue.isEmpty()) {
                refuseFirst(queue, Refusal.DISCONNECTED);
            }
        }
    }

    private void expirePending(final MarketEvent event) {
        final long sentBeforeNs = event.receivedTimeNs - RESPONSE_TIMEOUT_NS;
        for (int place = pending.pendingSentBefore(sentBeforeNs);
                place != PendingRequests.NONE;
                place = pending.pendingSentBefore(sentBeforeNs)) {
            if (pending.id(place) == greetingId) {
                greetingId = MarketEvent.ABSENT;
            }
            lose(event, place, PendingRequests.TIMED_OUT, Counter.TIMED_OUT);
        }
    }

    private void lose(
            final MarketEvent event, final int place, final byte status, final Counter counter) {
        pending.settle(place, status);
        counters.increment(counter);
        out.mix(pending.id(place));
        if (RequestIds.stageOf(pending.id(place)) != ResponseStage.STAGE) {
            return;
        }
        final long token = pending.token(place);
        if (!isOfDesk(token)) {
            listener.onLost(connectionId, pending.type(place), token, lossOf(counter));
        } else if (isOpen) {
            // What a session takes with it is told to the desk with the end of the session.
            desk.onLost(event, token);
        }
    }

    private static Loss lossOf(final Counter counter) {
        return switch (counter) {
            case TIMED_OUT -> Loss.TIMED_OUT;
            case PENDING_EVICTED -> Loss.EVICTED;
            default -> Loss.DISCONNECTED;
        };
    }

    private boolean isOfDesk(final long token) {
        return desk != null && TradingDesk.isToken(token);
    }

    private void onCommand(final MarketEvent event) {
        if (event.code != CommandType.REQUEST.code()) {
            return;
        }
        final int type = (int) event.requestId;
        if (event.requestId < 1 || event.requestId > RequestType.MAX) {
            refuse(type, event.token, Refusal.UNKNOWN_TYPE);
        } else if (!isOpen) {
            refuse(type, event.token, Refusal.NOT_CONNECTED);
        } else if (pending.isFull()) {
            refuse(type, event.token, Refusal.PENDING_FULL);
        } else if (limits.costOf(type) > pools.get(limits.poolOf(type)).cap()) {
            refuse(type, event.token, Refusal.TOO_EXPENSIVE);
        } else {
            final RequestQueue queue = queues[limits.poolOf(type)];
            if (greetingId == MarketEvent.ABSENT && queue.isEmpty() && asked.allow(event, type)) {
                encodeAndSend(type, event.token, event.raw, event.rawLength);
            } else if (queue.add(event, type)) {
                queuedCount++;
                counters.increment(Counter.QUEUED);
            } else {
                refuse(type, event.token, Refusal.QUEUE_FULL);
            }
        }
    }

    private void flush(final MarketEvent event) {
        for (final RequestQueue queue : queues) {
            while (!queue.isEmpty()) {
                final RequestQueue.Entry entry = queue.first();
                if (event.receivedTimeNs - entry.askedNs > QUEUED_MAX_NS) {
                    refuseFirst(queue, Refusal.EXPIRED);
                } else if (greetingId == MarketEvent.ABSENT && asked.allow(event, entry.type)) {
                    encodeAndSend(entry.type, entry.token, entry.params, entry.length);
                    removeFirst(queue);
                } else {
                    break;
                }
            }
        }
    }

    private void refuseFirst(final RequestQueue queue, final Refusal refusal) {
        final RequestQueue.Entry entry = queue.first();
        refuse(entry.type, entry.token, refusal);
        removeFirst(queue);
    }

    private void removeFirst(final RequestQueue queue) {
        queue.removeFirst();
        queuedCount--;
    }

    private void encodeAndSend(
            final int type, final long token, final byte[] params, final int length) {
        final long requestId = ids.next();
        client.messages().encodeRequest(type, requestId, params, length, out.encoder());
        send(type, requestId, token, Counter.REQUESTS);
    }

    private void send(
            final int type, final long requestId, final long token, final Counter counter) {
        counters.increment(counter);
        asked.ask(type);
        out.send(connectionId, epoch, type, requestId, token);
    }

    private void refuse(final int type, final long token, final Refusal refusal) {
        counters.increment(Counter.REFUSED);
        out.mix(token << 10 ^ refusal.ordinal());
        listener.onRefused(connectionId, type, token, refusal);
    }

    /** What the desk sends goes the way of all requests. */
    private final class Output implements DeskOutput {
        @Override
        public JsonEncoder encoder() {
            return out.encoder();
        }

        @Override
        public long nextRequestId() {
            return ids.next();
        }

        @Override
        public void send(final int requestType, final long requestId, final long token) {
            ConnectionRequests.this.send(requestType, requestId, token, Counter.REQUESTS);
        }

        @Override
        public boolean allows(final MarketEvent event, final int requestType) {
            return isOpen
                    && greetingId == MarketEvent.ABSENT
                    && !pending.isFull()
                    && asked.allow(event, requestType);
        }

        @Override
        public long waitNs(final MarketEvent event, final int requestType) {
            return asked.waitNs(event, requestType);
        }

        @Override
        public void mix(final long decision) {
            out.mix(decision);
        }
    }
}
