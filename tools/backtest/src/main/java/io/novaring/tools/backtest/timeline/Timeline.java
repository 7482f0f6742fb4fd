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
    private final VenueClient client;
    private final int tradingId;
    private final boolean isTradingRecorded;
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
        this.client = client;
        tapes = new Tapes(recordings);
        isTradingRecorded = tapes.firstTrading() != MarketEvent.NONE;
        tradingId = isTradingRecorded ? tapes.firstTrading() : tapes.clients().size();
        market = new VenueCursor(recordings, venue, settings.venueAheadNs());
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
    public List<VenueClient> clients() {
        final List<VenueClient> clients = new ArrayList<>(tapes.clients());
        if (isTradingRecorded) {
            clients.set(tradingId, client);
        } else {
            clients.add(client);
        }
        return clients;
    }

    /** The connection that trades. */
    public int tradingId() {
        return tradingId;
    }

    /** True when a recorded connection traded, so that its channels are asked for again. */
    public boolean isTradingRecorded() {
        return isTradingRecorded;
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
        final boolean isTaken;
        if (tapes.isTrading(recorded.connectionId)) {
            isTaken = takeTrading(event, recorded);
        } else {
            isTaken = recorded.connectionId >= 0 || isOfRun(recorded, isEnd);
            if (isTaken) {
                fill(event, recorded);
            }
        }
        tapes.pass();
        return isTaken;
    }

    /** An event of a recorded connection that traded: true when it is market data. */
    private boolean takeTrading(final MarketEvent event, final MarketEvent recorded) {
        if (recorded.connectionId == tradingId) {
            if (recorded.origin == Origin.COMMAND) {
                onSetting(recorded, CommandType.ofCode(recorded.code));
            } else if (recorded.origin == Origin.LIFECYCLE && settings.isSessionRecorded()) {
                connection.onRecorded(recorded, nowNs);
            }
        }
        final int marketId = tapes.peek().marketId();
        if (marketId == MarketEvent.NONE) {
            return false;
        }
        fill(event, recorded);
        event.connectionId = marketId;
        return true;
    }

    /** What was asked of the connection that holds for whoever trades on it. */
    private void onSetting(final MarketEvent recorded, final CommandType type) {
        final boolean isSubscription =
                type == CommandType.SUBSCRIBE || type == CommandType.UNSUBSCRIBE;
        final boolean isSetting =
                isSubscription
                        || type == CommandType.LIMIT
                        || type == CommandType.INSTRUMENT_RULES
                        || type == CommandType.RISK_LIMITS;
        if (isSetting) {
            final byte[] payload =
                    isSubscription
                            ? tapes.withoutMarket(recorded)
                            : Arrays.copyOf(recorded.raw, recorded.rawLength);
            final int requestType = (int) Math.max(0, recorded.requestId);
            if (payload.length > 0) {
                onCommand(tradingId, type, requestType, recorded.token, payload, payload.length);
            }
        }
    }

    private void fill(final MarketEvent event, final MarketEvent recorded) {
        event.copyFrom(recorded);
        event.receivedTimeNs += settings.feedLatencyNs();
        event.publishedTimeNs = nowNs;
    }

    /** One run has one beginning and one end. */
    private boolean isOfRun(final MarketEvent recorded, final boolean isEnd) {
        final boolean isStart =
                recorded.origin == Origin.LIFECYCLE
                        && recorded.code == Lifecycle.ENGINE_STARTED.code();
        return isEnd ? tapes.isLast() : !isStart || tapes.isFirst();
    }

    /**
     * The engine knows at an event that a book is lost for a reason that no message tells, such as
     * silence: the venue does not know either what it is.
     */
    public void onLost(final String instrument, final String channel) {
        market.lose(instrument, channel, nowNs - settings.feedLatencyNs(), nowNs);
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
