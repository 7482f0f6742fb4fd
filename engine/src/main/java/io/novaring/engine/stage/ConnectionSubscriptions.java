/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.BookState;
import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;
import java.util.List;
import java.util.SortedMap;

/** The subscriptions of one connection: what is wanted, what is granted, and what to do next. */
final class ConnectionSubscriptions {
    static final long GREETING_TIMEOUT_NS = 10_000_000_000L;
    static final long SNAPSHOT_TIMEOUT_NS = 10_000_000_000L;
    static final int SNAPSHOT_RETRIES_MAX = 3;
    static final long TROUBLE_WINDOW_NS = 60_000_000_000L;
    static final int GAPS_PER_WINDOW_MAX = 20;
    static final int REJECTS_PER_WINDOW_MAX = 10;

    /** Faults of a book within a window that are mended at once; each further waits longer. */
    static final int RESYNCS_AT_ONCE = 2;

    static final long RESYNC_DELAY_NS = 1_000_000_000L;
    static final int TROUBLES_COUNTED_MAX = 7;

    private final int connectionId;
    private final boolean hasGreeting;
    private final boolean needsAuth;

    private int epoch;
    private boolean isOpen;
    private boolean isClosing;
    private long closingNs;
    private boolean isAwaitingGreeting;
    private long greetingId = MarketEvent.ABSENT;
    private long connectedNs;
    private final SubscriptionHandler handler;
    private final ChannelTable channels;
    private final ConnectionBooks books;
    private final StageOutput out;
    private final StageCounters<Counter> counters;
    private final SubscriptionRequests requests;
    private final ConnectionBooks.RateWindow gaps =
            new ConnectionBooks.RateWindow(GAPS_PER_WINDOW_MAX, TROUBLE_WINDOW_NS);
    private final ConnectionBooks.RateWindow rejects =
            new ConnectionBooks.RateWindow(REJECTS_PER_WINDOW_MAX, TROUBLE_WINDOW_NS);

    ConnectionSubscriptions(
            final int connectionId,
            final VenueClient client,
            final ChannelTable channels,
            final ConnectionBooks books,
            final StageOutput out,
            final StageCounters<Counter> counters) {
        this.connectionId = connectionId;
        this.hasGreeting = client.connection().hasGreeting();
        this.needsAuth = client.auth().isRequired();
        this.handler = client.subscriptions();
        this.channels = channels;
        this.books = books;
        this.out = out;
        this.counters = counters;
        this.requests =
                new SubscriptionRequests(connectionId, client, channels, books, out, counters);
    }

    void addTo(final List<SubscriptionStatus> target) {
        channels.addTo(target);
    }

    void tally(final SubscriptionStatus.Tally target) {
        channels.tally(books, target);
        target.publish();
    }

    void write(final StateWriter target) {
        target.integer(epoch);
        target.flag(isOpen);
        target.flag(isClosing);
        target.number(closingNs);
        target.flag(isAwaitingGreeting);
        target.number(greetingId);
        target.number(connectedNs);
        gaps.write(target);
        rejects.write(target);
        channels.write(target);
        books.write(target);
        requests.write(target);
    }

    void read(final StateReader source, final SortedMap<Integer, OrderBook> found) {
        epoch = source.integer();
        isOpen = source.flag();
        isClosing = source.flag();
        closingNs = source.number();
        isAwaitingGreeting = source.flag();
        greetingId = source.number();
        connectedNs = source.number();
        gaps.read(source);
        rejects.read(source);
        channels.read(source);
        books.read(source, found);
        requests.read(source);
    }

    int epoch() {
        return epoch;
    }

    boolean isOpen() {
        return isOpen;
    }

    void onEvent(final MarketEvent event) {
        channels.setTime(event.receivedTimeNs);
        requests.asked.onEvent(event);
        if (isOfChannel(event)) {
            final int channel = books.onMessage(event);
            if (channel != ConnectionBooks.NONE) {
                books.begin(event);
                onTrouble(channel, event.receivedTimeNs);
            }
        } else {
            event.bookState = null;
            books.begin(event);
            switch (event.origin) {
                case INBOUND -> onInbound(event);
                case OUTBOUND -> onOutbound(event);
                case LIFECYCLE -> onLifecycle(event);
                case TICK -> onTick(event.receivedTimeNs);
                case COMMAND -> onCommand(event);
            }
        }
        if (isOpen && !isClosing && !isAwaitingGreeting && requests.isWaiting()) {
            books.begin(event);
            requests.flush(event, epoch);
        }
        requests.asked.reserve(event);
        event.unsettledChannels = channels.unsettledCount();
    }

    /** What nearly all events are: a message of a channel, in the present session. */
    private boolean isOfChannel(final MarketEvent event) {
        return isOpen
                && event.origin == Origin.INBOUND
                && event.epoch == epoch
                && event.channelId != MarketEvent.NONE
                && event.kind != EventKind.REJECT
                && event.kind != EventKind.RESPONSE
                && event.kind != EventKind.ERROR;
    }

    private void onInbound(final MarketEvent event) {
        if (!isOpen || event.epoch != epoch) {
            books.onForeignMessage(event);
            return;
        }
        if (event.kind == EventKind.REJECT) {
            counters.increment(Counter.REJECTS);
            final int channel = books.onReject(event);
            if (channel != ConnectionBooks.NONE) {
                onTrouble(channel, event.receivedTimeNs);
            }
            endStreamIf(rejects.exceeds(event.receivedTimeNs));
        } else if (event.kind == EventKind.RESPONSE || event.kind == EventKind.ERROR) {
            if (event.requestId == greetingId && greetingId != MarketEvent.ABSENT) {
                isAwaitingGreeting = false;
            } else if (isAnswer(event)) {
                requests.onAnswer(event);
            }
        }
    }

    private boolean isAnswer(final MarketEvent event) {
        return event.requestId == MarketEvent.ABSENT
                ? handler.hasAnonymousAnswers()
                : RequestIds.stageOf(event.requestId) == SubscriptionStage.STAGE;
    }

    /** A book lost its chain: get this one a new snapshot, unless too many lose theirs. */
    private void onTrouble(final int channel, final long nowNs) {
        final boolean isCalm = nowNs - channels.troubleNs[channel] > TROUBLE_WINDOW_NS;
        final int count = isCalm ? 0 : channels.troubles[channel];
        channels.troubles[channel] = (byte) Math.min(count + 1, TROUBLES_COUNTED_MAX);
        channels.troubleNs[channel] = nowNs;
        if (count < RESYNCS_AT_ONCE) {
            resync(channel, nowNs);
        } else if (!channels.isResyncDue[channel]) {
            // A book that breaks whenever it is mended must not take the credits of the others.
            channels.isResyncDue[channel] = true;
            channels.setDue(channel, nowNs + (RESYNC_DELAY_NS << count - RESYNCS_AT_ONCE));
            counters.increment(Counter.RESYNCS_DELAYED);
        }
        endStreamIf(gaps.exceeds(nowNs));
    }

    private void resync(final int channel, final long nowNs) {
        channels.isResyncDue[channel] = false;
        counters.increment(Counter.RESYNCS);
        final StaleCause cause = channels.books[channel].staleCause();
        switch (handler.resync(channels.bytes(channel), cause)) {
            case UNSUBSCRIBE_AND_SUBSCRIBE -> requests.leave(channel);
            case SUBSCRIBE_AGAIN -> requests.askAgain(channel);
            case WAIT -> channels.setDue(channel, nowNs + SNAPSHOT_TIMEOUT_NS);
            case RECONNECT -> endStreamIf(true);
        }
    }

    private void endStreamIf(final boolean isUnusable) {
        if (isUnusable && !isClosing) {
            isClosing = true;
            closingNs = channels.timeNs();
            counters.increment(Counter.UNUSABLE_STREAMS);
            out.disconnect(connectionId, epoch, DisconnectReason.STREAM_UNUSABLE);
        }
    }

    private void onOutbound(final MarketEvent event) {
        if (!isOpen || event.epoch != epoch) {
            return;
        }
        final int stage = RequestIds.stageOf(event.requestId);
        if (stage == SubscriptionStage.STAGE) {
            requests.asked.onOutbound(event.code);
        } else if (stage == ResponseStage.STAGE
                && isAwaitingGreeting
                && greetingId == MarketEvent.ABSENT) {
            // Stage 4 sends it before anything else.
            greetingId = event.requestId;
        }
    }

    private void onLifecycle(final MarketEvent event) {
        if (Stage.isOpening(event, needsAuth)) {
            if (isOpen && event.epoch == epoch) {
                return;
            }
            forgetSession();
            epoch = event.epoch;
            isOpen = true;
            isAwaitingGreeting = hasGreeting;
            connectedNs = event.receivedTimeNs;
            requests.askForAll();
        } else if (event.code == Lifecycle.DISCONNECTED.code() && isOpen && event.epoch >= epoch) {
            forgetSession();
        }
    }

    private void forgetSession() {
        isOpen = false;
        isClosing = false;
        isAwaitingGreeting = false;
        greetingId = MarketEvent.ABSENT;
        gaps.clear();
        rejects.clear();
        requests.forgetSession();
        for (int i = 0; i < channels.size(); i++) {
            channels.isResyncDue[i] = false;
            if (channels.isWanted(i)) {
                books.markStale(i, StaleCause.DISCONNECTED);
            }
        }
    }

    private void onTick(final long nowNs) {
        if (!isOpen) {
            return;
        }
        if (isClosing && nowNs - closingNs > TROUBLE_WINDOW_NS) {
            // Whoever runs the session would not end it: then it is to be used.
            isClosing = false;
            gaps.clear();
            rejects.clear();
        }
        if (isAwaitingGreeting && nowNs - connectedNs > GREETING_TIMEOUT_NS) {
            // The venue refuses what it must; waiting for ever would refuse everything.
            isAwaitingGreeting = false;
        }
        requests.expire(nowNs);
        for (int channel = books.expireCrossed(nowNs);
                channel != ConnectionBooks.NONE;
                channel = books.expireCrossed(nowNs)) {
            onTrouble(channel, nowNs);
        }
        for (int channel = requests.nextDue(nowNs);
                channel != ConnectionBooks.NONE;
                channel = requests.nextDue(nowNs)) {
            checkBook(channel, nowNs);
        }
    }

    /** Looks at a granted channel: has its snapshot come, and is it still heard of? */
    private void checkBook(final int channel, final long nowNs) {
        final OrderBook book = channels.books[channel];
        if (book == null) {
            return;
        }
        if (book.state() != BookState.LIVE) {
            if (channels.isResyncDue[channel]) {
                resync(channel, nowNs);
            } else if (channels.snapshotAttempts[channel] < SNAPSHOT_RETRIES_MAX) {
                channels.snapshotAttempts[channel]++;
                counters.increment(Counter.SNAPSHOTS_MISSING);
                books.markStale(channel, StaleCause.NO_SNAPSHOT);
                resync(channel, nowNs);
            } else {
                counters.increment(Counter.FAILED);
                books.markStale(channel, StaleCause.NO_SNAPSHOT);
                channels.setState(channel, State.FAILED, "no snapshot came");
            }
            return;
        }
        channels.isResyncDue[channel] = false;
        channels.snapshotAttempts[channel] = 0;
        final long silentAfterNs = channels.silentAfterNs[channel];
        if (silentAfterNs == 0) {
            return;
        }
        if (nowNs - channels.heardNs[channel] >= silentAfterNs) {
            counters.increment(Counter.SILENT);
            books.markStale(channel, StaleCause.SILENT);
            resync(channel, nowNs);
        } else {
            channels.setDue(channel, channels.heardNs[channel] + silentAfterNs);
        }
    }

    private void onCommand(final MarketEvent event) {
        final boolean isSubscribe = event.code == CommandType.SUBSCRIBE.code();
        if (!isSubscribe && event.code != CommandType.UNSUBSCRIBE.code()) {
            return;
        }
        int start = 0;
        for (int at = 0; at <= event.rawLength; at++) {
            if (at == event.rawLength || event.raw[at] == '\n') {
                final int end = at > start && event.raw[at - 1] == '\r' ? at - 1 : at;
                if (end > start) {
                    want(event.raw, start, end - start, isSubscribe);
                }
                start = at + 1;
            }
        }
    }

    private void want(
            final byte[] source, final int offset, final int length, final boolean isWanted) {
        final int before = channels.size();
        final int channel =
                isWanted
                        ? channels.intern(source, offset, length)
                        : channels.lookup(source, offset, length);
        if (channel < 0) {
            if (isWanted) {
                counters.increment(Counter.CHANNELS_OVER_MAX);
            }
            return;
        }
        if (channel == before) {
            channels.standsApart[channel] = handler.standsApart(channels.bytes(channel));
            addBook(channel);
        }
        if (channels.isWanted(channel) != isWanted || isToBeTriedAgain(channel)) {
            channels.setWanted(channel, isWanted);
            channels.snapshotAttempts[channel] = 0;
            requests.onWish(channel, isOpen);
            if (!isWanted) {
                books.markStale(channel, StaleCause.UNSUBSCRIBED);
            }
        }
    }

    /** A wish that is repeated is a reason to try a refused channel once more, and at once. */
    private boolean isToBeTriedAgain(final int channel) {
        final State state = channels.state(channel);
        return channels.isWanted(channel) && (state == State.REJECTED || state == State.FAILED);
    }

    private void addBook(final int channel) {
        final byte[] name = channels.bytes(channel);
        final String instrument = handler.instrumentOf(name);
        if (instrument != null || handler.isBook(name)) {
            channels.silentAfterNs[channel] = handler.silentAfterNs(name);
            books.add(
                    channel,
                    instrument != null ? instrument : channels.name(channel),
                    handler.sequencePolicy(name));
        }
    }
}
