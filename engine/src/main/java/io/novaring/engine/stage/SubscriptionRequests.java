/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.stage.SubscriptionCalls.Call;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;

/**
 * Asks the venue for channels and gives them back, in batches, as credits allow; reads the answers.
 *
 * <p>An answer to a request of many channels may be a refusal because of one. Such a batch is cut
 * in halves that are asked for apart, until the channel that is refused stands alone.
 */
final class SubscriptionRequests {
    static final long ANSWER_TIMEOUT_NS = 10_000_000_000L;

    /** What a venue says is kept for each channel, and it may say much. */
    private static final int WHY_LENGTH_MAX = 200;

    private final int connectionId;
    private final RequestIds ids = new RequestIds(SubscriptionStage.STAGE);

    private int subscribeType = RequestType.NONE;
    private int unsubscribeType = RequestType.NONE;
    private int groupCount;

    private final SubscriptionHandler handler;
    private final RateLimitHandler limits;
    private final ErrorHandler errors;
    private final ChannelTable channels;
    private final ConnectionBooks books;
    private final StageOutput out;
    private final StageCounters<Counter> counters;

    /** Credits of what was asked for; sees every event first, and last. */
    final AskedCredits asked;

    private final SubscriptionCalls calls = new SubscriptionCalls();
    private final SubscribeQueues queues;
    private final SubscriptionCalls.Answer answer;

    SubscriptionRequests(
            final int connectionId,
            final VenueClient client,
            final ChannelTable channels,
            final ConnectionBooks books,
            final StageOutput out,
            final StageCounters<Counter> counters) {
        this.connectionId = connectionId;
        this.handler = client.subscriptions();
        this.limits = client.rateLimits();
        this.errors = client.errors();
        this.channels = channels;
        this.books = books;
        this.out = out;
        this.counters = counters;
        this.asked = new AskedCredits(limits);
        this.queues = new SubscribeQueues(channels, calls);
        this.answer = new SubscriptionCalls.Answer(channels, counters);
    }

    void write(final StateWriter target) {
        target.number(ids.count());
        target.integer(subscribeType);
        target.integer(unsubscribeType);
        target.integer(groupCount);
        asked.write(target);
        calls.write(target);
        queues.write(target);
    }

    void read(final StateReader source) {
        ids.resume(source.number());
        subscribeType = source.integer("request type", RequestType.NONE, RequestType.MAX);
        unsubscribeType = source.integer("request type", RequestType.NONE, RequestType.MAX);
        groupCount = source.integer();
        asked.read(source);
        calls.read(source, channels.size());
        queues.read(source);
    }

    /** Nothing that was asked or granted counts any more. */
    void forgetSession() {
        calls.clear();
        asked.clear();
        queues.clear();
        for (int i = 0; i < channels.size(); i++) {
            channels.callSerial[i] = 0;
            channels.mayBeGranted[i] = false;
            channels.group[i] = 0;
            channels.snapshotAttempts[i] = 0;
            channels.setDue(i, ChannelTable.NEVER);
            channels.setAttempts(i, 0, 0);
            channels.setState(i, channels.isWanted(i) ? State.PENDING : State.IDLE);
        }
    }

    /** A session begins: everything wanted is to be asked for. */
    void askForAll() {
        for (int i = 0; i < channels.size(); i++) {
            if (channels.isWanted(i)) {
                queues.add(i, true);
            }
        }
    }

    /** The embedding program changed its mind about a channel, or repeats its wish. */
    void onWish(final int channel, final boolean isOpen) {
        if (!channels.isWanted(channel)) {
            if (channels.mayBeGranted[channel]) {
                leave(channel);
            } else {
                channels.setDue(channel, ChannelTable.NEVER);
                channels.setState(channel, State.IDLE);
            }
        } else if (channels.state(channel) != State.UNSUBSCRIBING) {
            // One that is being given back is asked for again once that is done.
            channels.setAttempts(channel, 0, 0);
            askFor(channel, isOpen);
        }
    }

    /** Gives a channel back; if it is still wanted then, it is asked for again. */
    void leave(final int channel) {
        channels.callSerial[channel] = 0;
        channels.setDue(channel, ChannelTable.NEVER);
        channels.setAttempts(channel, 0, 0);
        channels.setState(channel, State.UNSUBSCRIBING);
        queues.add(channel, false);
    }

    /** Asks for a channel again that was not given back. */
    void askAgain(final int channel) {
        channels.callSerial[channel] = 0;
        askFor(channel, true);
    }

    /** True when {@link #flush} may have something to send. */
    boolean isWaiting() {
        return !queues.isEmpty(false) || !queues.isEmpty(true);
    }

    /** Sends what credits and pause allow at this event; the rest waits for a later one. */
    void flush(final MarketEvent event, final int epoch) {
        boolean isSent = true;
        while (isSent && !queues.isEmpty(false)) {
            isSent = send(event, epoch, false);
        }
        isSent = true;
        while (isSent && !queues.isEmpty(true)) {
            isSent = send(event, epoch, true);
        }
    }

    void onAnswer(final MarketEvent event) {
        final Call call =
                handler.hasAnonymousAnswers() && event.requestId == MarketEvent.ABSENT
                        ? calls.oldest()
                        : calls.find(event.requestId);
        if (call == null) {
            counters.increment(Counter.LATE_ANSWERS);
            return;
        }
        call.isOpen = false;
        if (event.kind == EventKind.ERROR) {
            counters.increment(Counter.REFUSED_REQUESTS);
            onRefusal(call, event);
            return;
        }
        final boolean isReadable = handler.readAcknowledgement(event, answer.of(call));
        if (!isReadable) {
            counters.increment(Counter.UNREADABLE_ANSWERS);
        }
        for (int i = 0; i < call.count; i++) {
            final int channel = call.channels[i];
            if (channels.callSerial[channel] != call.serial) {
                continue;
            }
            channels.callSerial[channel] = 0;
            if (!call.isSubscribe) {
                onLeft(channel);
            } else if (isReadable && channels.grantedSerial[channel] == call.serial) {
                onActive(channel, event.receivedTimeNs);
            } else if (channels.refusedSerial[channel] == call.serial) {
                channels.mayBeGranted[channel] = false;
                reject(channel, 0, event.receivedTimeNs, ErrorClass.FIX_REQUEST, "refused by name");
            } else {
                channels.mayBeGranted[channel] = !isReadable;
                final String why = isReadable ? "not in the answer" : "answer unreadable";
                reject(channel, 0, event.receivedTimeNs, ErrorClass.RETRY_LATER, why);
            }
        }
    }

    /** Asks again about what was not answered in time. */
    void expire(final long nowNs) {
        for (Call call = calls.askedBefore(nowNs - ANSWER_TIMEOUT_NS);
                call != null;
                call = calls.askedBefore(nowNs - ANSWER_TIMEOUT_NS)) {
            call.isOpen = false;
            counters.increment(Counter.ANSWER_TIMEOUTS);
            queues.requeue(call);
        }
    }

    /**
     * Takes up what had to wait until now.
     *
     * @return a granted channel that is to be looked at, or NONE when there is no more.
     */
    int nextDue(final long nowNs) {
        for (int i = channels.nextDue(nowNs);
                i != ConnectionBooks.NONE;
                i = channels.nextDue(nowNs)) {
            switch (channels.state(i)) {
                case REJECTED -> askFor(i, true);
                case UNSUBSCRIBING -> queues.add(i, false);
                case ACTIVE -> {
                    return i;
                }
                default -> {
                    // Overtaken by a wish.
                }
            }
        }
        return ConnectionBooks.NONE;
    }

    private void askFor(final int channel, final boolean isOpen) {
        channels.setDue(channel, ChannelTable.NEVER);
        channels.setState(channel, State.PENDING);
        if (isOpen) {
            queues.add(channel, true);
        }
    }

    private boolean send(final MarketEvent event, final int epoch, final boolean isSubscribe) {
        final int knownType = isSubscribe ? subscribeType : unsubscribeType;
        final boolean isBusy = handler.hasAnonymousAnswers() && calls.oldest() != null;
        final Call call = isBusy ? null : calls.free();
        if (call == null || knownType != RequestType.NONE && !asked.allow(event, knownType)) {
            return false;
        }
        queues.collect(call, isSubscribe, handler.batchMax(), handler.batchLengthMax());
        if (call.count == 0) {
            return false;
        }
        final long requestId = ids.next();
        final int type =
                isSubscribe
                        ? handler.encodeSubscribe(requestId, queues.batch(), out.encoder())
                        : handler.encodeUnsubscribe(requestId, queues.batch(), out.encoder());
        if (isSubscribe) {
            subscribeType = type;
        } else {
            unsubscribeType = type;
        }
        if (!asked.allow(event, type)) {
            queues.putBack(call, isSubscribe);
            return false;
        }
        counters.increment(isSubscribe ? Counter.SUBSCRIBES : Counter.UNSUBSCRIBES);
        asked.ask(type);
        calls.open(call, isSubscribe, requestId, event.receivedTimeNs);
        for (int i = 0; i < call.count; i++) {
            final int channel = call.channels[i];
            channels.callSerial[channel] = call.serial;
            if (isSubscribe) {
                channels.mayBeGranted[channel] = true;
                books.onSubscribe(channel);
            }
        }
        out.send(connectionId, epoch, type, requestId, 0);
        return true;
    }

    private void onRefusal(final Call call, final MarketEvent event) {
        if (limits.pauseNs(event) > 0) {
            // The limiter says nothing about the channels: the same again after the pause.
            queues.requeue(call);
            return;
        }
        final ErrorClass errorClass = errors.classify(event);
        final int waiting = countWaiting(call);
        final boolean isFinal = errors.retryAfterNs(errorClass, 1) == ErrorHandler.STOP;
        // Channels that stand apart are refused for the same reason, all of them.
        final boolean isOfAll =
                errorClass == ErrorClass.REAUTHENTICATE && channels.standsApart[call.channels[0]];
        final boolean isSplit = call.isSubscribe && waiting > 1 && isFinal && !isOfAll;
        final String why = whyOf(event);
        int seen = 0;
        groupCount += isSplit ? 2 : 0;
        for (int i = 0; i < call.count; i++) {
            final int channel = call.channels[i];
            if (channels.callSerial[channel] != call.serial) {
                continue;
            }
            channels.callSerial[channel] = 0;
            if (!call.isSubscribe && errorClass == ErrorClass.ALREADY_DONE) {
                onLeft(channel);
            } else if (!call.isSubscribe) {
                retryLeaving(channel, event);
            } else if (isSplit) {
                channels.mayBeGranted[channel] = false;
                channels.group[channel] = seen < waiting / 2 ? groupCount - 1 : groupCount;
                queues.add(channel, true);
            } else if (errorClass == ErrorClass.ALREADY_DONE) {
                // A lost answer, and no snapshot will come: the book is looked at as any other.
                onActive(channel, event.receivedTimeNs);
            } else {
                channels.mayBeGranted[channel] = false;
                reject(channel, (int) event.errorCode, event.receivedTimeNs, errorClass, why);
            }
            seen++;
        }
    }

    private static String whyOf(final MarketEvent error) {
        final String message = Text.toString(error.raw, error.errorMessage);
        if (message == null) {
            return "refused";
        }
        return message.length() <= WHY_LENGTH_MAX ? message : message.substring(0, WHY_LENGTH_MAX);
    }

    private int countWaiting(final Call call) {
        int count = 0;
        for (int i = 0; i < call.count; i++) {
            count += channels.callSerial[call.channels[i]] == call.serial ? 1 : 0;
        }
        return count;
    }

    private void onActive(final int channel, final long nowNs) {
        channels.group[channel] = 0;
        channels.heardNs[channel] = nowNs;
        channels.setAttempts(channel, 0, 0);
        channels.setState(channel, State.ACTIVE);
        if (channels.books[channel] != null) {
            channels.setDue(channel, nowNs + ConnectionSubscriptions.SNAPSHOT_TIMEOUT_NS);
        }
    }

    private void onLeft(final int channel) {
        channels.mayBeGranted[channel] = false;
        channels.setAttempts(channel, 0, 0);
        if (channels.isWanted(channel)) {
            askFor(channel, true);
        } else {
            channels.setState(channel, State.IDLE);
        }
    }

    private void retryLeaving(final int channel, final MarketEvent event) {
        final int attempts = channels.attempts[channel] + 1;
        // Whatever the error says: a channel that is not given back goes on sending.
        final long delayNs = errors.retryAfterNs(ErrorClass.RETRY_LATER, attempts);
        if (delayNs == ErrorHandler.STOP) {
            // The venue will not have it back; asking for it shows where it stands.
            onLeft(channel);
            return;
        }
        channels.setAttempts(channel, attempts, (int) event.errorCode);
        channels.setDue(channel, event.receivedTimeNs + delayNs);
    }

    /** A refusal that is final would be the same the next time: it is not tried again. */
    private void reject(
            final int channel,
            final int errorCode,
            final long nowNs,
            final ErrorClass errorClass,
            final String why) {
        // It may be live: a snapshot can come before an answer, or only the first answer was lost.
        books.markStale(channel, StaleCause.REFUSED);
        final int attempts = channels.attempts[channel] + 1;
        final long delayNs = errors.retryAfterNs(errorClass, attempts);
        channels.setAttempts(channel, attempts, errorCode);
        if (delayNs == ErrorHandler.STOP) {
            counters.increment(Counter.FAILED);
            channels.setState(channel, State.FAILED, why);
        } else {
            counters.increment(Counter.REJECTED);
            channels.setState(channel, State.REJECTED, why);
            channels.setDue(channel, nowNs + delayNs);
        }
    }
}
