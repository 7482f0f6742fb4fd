/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.connection.EpochClock;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.stage.RequestSink;
import io.novaring.engine.venue.VenueClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the events of a backtest in the order of time. Two cursors are on the recording: the
 * engine's, at which messages are received, and the venue's, which is ahead of it by as long as
 * messages take. What the strategy sends meets the venue when it arrives there, and no sooner has
 * the venue seen anything that happened later.
 *
 * <p>Events of connections that trade are left out; a virtual connection takes the place of the
 * first of them, or is added behind all others. Behind each event come, as live, what the stages
 * wished for, and then what the program commanded. Of equal times the venue's comes first, then the
 * recording's, then what arrives from the venue. One thread.
 */
public final class Timeline
        implements EventSource, RequestSink, UserCommands.Receiver, EpochClock, AutoCloseable {
    private final TimelineSettings settings;
    private final Tapes tapes;
    private final boolean[] trades;
    private final int tradingId;
    private final VenueCursor market;
    private final VirtualVenue venue;
    private final Wire wire;
    private final VirtualConnection connection;
    private final UserCommands commands;
    private final ArrayDeque<Prepared> ready = new ArrayDeque<>();
    private final ArrayDeque<StageWish> wishes = new ArrayDeque<>();
    private long sequence;
    private long nowNs;
    private boolean isStopped;

    /**
     * @param client of the virtual connection.
     * @param commands what the strategy submits, taken behind each event.
     */
    public Timeline(
            final List<Recording> recordings,
            final VenueClient client,
            final VirtualVenue venue,
            final UserCommands commands,
            final TimelineSettings settings) {
        this.settings = settings;
        this.venue = venue;
        this.commands = commands;
        tapes = new Tapes(recordings);
        final List<VenueClient> clients = tapes.clients();
        trades = new boolean[clients.size()];
        int first = clients.size();
        for (int i = clients.size() - 1; i >= 0; i--) {
            trades[i] = clients.get(i).messages().trading().isSupported();
            first = trades[i] ? i : first;
        }
        tradingId = first;
        market = new VenueCursor(recordings, id -> trades[id], venue, settings.venueAheadNs());
        wire = new Wire(venue, settings.orderLatency());
        final Tape tape = tapes.peek();
        nowNs = tape == null ? 0 : tape.timeNs() + settings.feedLatencyNs();
        connection =
                new VirtualConnection(
                        tradingId,
                        client,
                        settings.connection(),
                        settings.seed(),
                        wire,
                        nowNs,
                        ready);
    }

    /**
     * The clients of the run, by connection: those of the recordings, and the virtual one's in its
     * place.
     */
    public static List<VenueClient> clients(
            final List<Recording> recordings, final VenueClient client) {
        final List<VenueClient> clients = new ArrayList<>();
        recordings.forEach(recording -> clients.addAll(recording.clients().get()));
        for (int i = 0; i < clients.size(); i++) {
            if (clients.get(i).messages().trading().isSupported()) {
                clients.set(i, client);
                return clients;
            }
        }
        clients.add(client);
        return clients;
    }

    /** The connection that trades. */
    public int tradingId() {
        return tradingId;
    }

    /** True when a recorded connection traded, so that its channels are asked for again. */
    public boolean isTradingRecorded() {
        return tradingId < trades.length;
    }

    /** When the last event was published. */
    @Override
    public long epochNs() {
        return nowNs;
    }

    @Override
    public boolean next(final MarketEvent event) {
        while (true) {
            if (!ready.isEmpty()) {
                ready.remove().fill(event, nowNs);
                event.sequence = sequence++;
                return true;
            }
            if (!wishes.isEmpty()) {
                connection.onWish(wishes.remove(), nowNs);
            } else if (sequence == 0 || commands.drain(this) == 0) {
                // Whatever was asked for before, the run's beginning comes first.
                if (isStopped || tapes.peek() == null) {
                    return false;
                }
                if (advance(event)) {
                    event.sequence = sequence++;
                    return true;
                }
            }
        }
    }

    /** Does what is next in time; true when that is a recorded event, which is filled in. */
    private boolean advance(final MarketEvent event) {
        final long recordedNs = tapes.peek().timeNs() + settings.feedLatencyNs();
        final long arrivalNs = wire.engineDueNs();
        final long ownNs = connection.nextDueNs();
        final long engineNs = Math.min(recordedNs, Math.min(arrivalNs, ownNs));
        if (advanceVenue(engineNs)) {
            return false;
        }
        if (engineNs >= settings.untilNs()) {
            isStopped = true;
            return false;
        }
        nowNs = Math.max(nowNs, engineNs);
        if (recordedNs == engineNs) {
            return take(event);
        }
        if (arrivalNs == engineNs) {
            connection.onFrame(wire.receive(), nowNs);
        } else {
            connection.poll(nowNs);
        }
        return false;
    }

    /** Has the venue do the one thing that is next there, if that is before the engine's next. */
    private boolean advanceVenue(final long engineNs) {
        final long marketNs = market.nextDueNs();
        final long requestNs = wire.venueDueNs();
        final long timerNs = venue.nextDueNs();
        final long venueNs = Math.min(marketNs, Math.min(requestNs, timerNs));
        if (venueNs > engineNs || venueNs == VirtualVenue.NEVER) {
            return false;
        }
        if (marketNs == venueNs) {
            market.advance();
        } else if (timerNs == venueNs) {
            venue.run(venueNs);
        } else {
            wire.arrive();
        }
        return true;
    }

    /** Takes the recorded event in view if it goes through. */
    private boolean take(final MarketEvent event) {
        final MarketEvent recorded = tapes.peek().event;
        final boolean isEnd =
                recorded.origin == Origin.LIFECYCLE
                        && recorded.code == Lifecycle.ENGINE_STOPPED.code();
        if (isEnd && tapes.isLast() && connection.nextDueNs() != VirtualVenue.NEVER) {
            connection.stop(nowNs);
            return false;
        }
        final boolean isTaken = goesThrough(recorded, isEnd);
        if (isTaken) {
            event.copyFrom(recorded);
            event.receivedTimeNs += settings.feedLatencyNs();
            event.publishedTimeNs = nowNs;
            if (recorded.connectionId == tradingId) {
                event.epoch = connection.epoch();
            }
        }
        tapes.pass();
        return isTaken;
    }

    private boolean goesThrough(final MarketEvent recorded, final boolean isEnd) {
        if (recorded.connectionId == MarketEvent.NONE) {
            // One run has one beginning and one end.
            final boolean isStart =
                    recorded.origin == Origin.LIFECYCLE
                            && recorded.code == Lifecycle.ENGINE_STARTED.code();
            return isEnd ? tapes.isLast() : !isStart || tapes.isFirst();
        }
        if (!trades[recorded.connectionId]) {
            return true;
        }
        return recorded.connectionId == tradingId
                && recorded.origin == Origin.COMMAND
                && isSetting(CommandType.ofCode(recorded.code));
    }

    /** What was asked of the connection that holds for whoever trades on it. */
    private static boolean isSetting(final CommandType type) {
        return type == CommandType.SUBSCRIBE
                || type == CommandType.UNSUBSCRIBE
                || type == CommandType.LIMIT
                || type == CommandType.INSTRUMENT_RULES
                || type == CommandType.RISK_LIMITS;
    }

    @Override
    public void onCommand(
            final int connectionId,
            final CommandType type,
            final int requestType,
            final long token,
            final byte[] payload,
            final int length) {
        final int epoch = connectionId == tradingId ? connection.epoch() : 0;
        ready.add(Prepared.command(connectionId, epoch, type, requestType, token, payload, length));
    }

    /** {@inheritDoc} Of a recorded connection that is dropped: what was sent is recorded. */
    @Override
    public void send(
            final int stage,
            final int connectionId,
            final int epoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        if (connectionId == tradingId) {
            final byte[] copy = Arrays.copyOf(message, length);
            wishes.add(new StageWish(epoch, requestType, requestId, token, copy, null));
        }
    }

    @Override
    public void disconnect(
            final int stage,
            final int connectionId,
            final int epoch,
            final DisconnectReason reason) {
        if (connectionId == tradingId) {
            wishes.add(StageWish.disconnect(epoch, reason));
        }
    }

    @Override
    public void reauthenticate(final int stage, final int connectionId, final int epoch) {
        if (connectionId == tradingId) {
            wishes.add(StageWish.reauthenticate(epoch));
        }
    }

    @Override
    public void close() {
        tapes.close();
        market.close();
    }
}
