/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.run;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.venue.VenueClient;
import io.novaring.tools.backtest.timeline.Recording;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A recording of a public connection, as an engine would have written it: one book, whose changes
 * reach the engine a while after they happened. Times are milliseconds behind {@link #START_NS}.
 */
final class RecordedDay {
    static final long MS = 1_000_000L;
    static final long START_NS = 1_795_313_130_000_000_000L;
    static final String NAME = "BTC-PERPETUAL";

    private static final String CHANNEL = "book." + NAME + ".raw";

    private final List<MarketEvent> events = new ArrayList<>();
    private final long shiftNs;
    private final boolean isTrader;
    private long changeId = 1000;
    private long silenceNs;

    RecordedDay() {
        this(0);
    }

    /**
     * @param shiftMs by which all of it is later.
     */
    RecordedDay(final long shiftMs) {
        shiftNs = START_NS + shiftMs * MS;
        isTrader = false;
        add(Origin.LIFECYCLE, MarketEvent.NONE, Lifecycle.ENGINE_STARTED.code(), 0, 0, "{}");
        add(Origin.COMMAND, 0, CommandType.SUBSCRIBE.code(), 0, 0, CHANNEL + '\n');
        add(Origin.LIFECYCLE, 0, Lifecycle.CONNECTING.code(), 0, 1, "ws://127.0.0.1");
        add(Origin.LIFECYCLE, 0, Lifecycle.CONNECTED.code(), 0, 2, "");
        sent(2, 1, 12, "public/hello");
        sent(2, 2, 9, "public/set_heartbeat");
        answer(4, 12, "{\"version\":\"1.2.26\"}");
        answer(5, 9, "\"ok\"");
        sent(5, 4, 11, "public/subscribe");
        answer(7, 11, "[\"" + CHANNEL + "\"]");
    }

    private RecordedDay(final List<String> own) {
        shiftNs = START_NS;
        isTrader = true;
        final String channels = String.join("\",\"", own) + "\",\"" + CHANNEL;
        add(Origin.LIFECYCLE, MarketEvent.NONE, Lifecycle.ENGINE_STARTED.code(), 0, 0, "{}");
        add(Origin.COMMAND, 0, CommandType.SUBSCRIBE.code(), 0, 0, String.join("\n", own) + '\n');
        add(Origin.COMMAND, 0, CommandType.SUBSCRIBE.code(), 0, 0, CHANNEL + '\n');
        add(Origin.LIFECYCLE, 0, Lifecycle.CONNECTING.code(), 0, 1, "ws://127.0.0.1");
        add(Origin.LIFECYCLE, 0, Lifecycle.CONNECTED.code(), 0, 2, "");
        sent(2, 1, 13, "public/auth");
        answer(4, 13, "{\"token_type\":\"bearer\",\"expires_in\":900,\"scope\":\"trade:read\"}");
        add(Origin.LIFECYCLE, 0, Lifecycle.AUTHENTICATED.code(), 0, 4, "");
        sent(4, 2, 9, "public/set_heartbeat");
        answer(5, 9, "\"ok\"");
        sent(5, 4, 11, "private/subscribe");
        answer(7, 11, "[\"" + channels + "\"]");
    }

    /** As one connection that trades and has the book, too, would have recorded it. */
    static RecordedDay ofTrader() {
        return new RecordedDay(
                List.of("user.changes.any.BTC.raw", "user.portfolio.BTC", "user.mmp_trigger.btc"));
    }

    /** Whose books are lost when nothing is heard of them for so long. */
    static RecordedDay ofSilence(final long silenceNs) {
        final RecordedDay day = new RecordedDay();
        day.silenceNs = silenceNs;
        return day;
    }

    /** A notice of an order of the recorded account. */
    RecordedDay ownOrder(final long ms, final String state) {
        inbound(
                ms,
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":"
                        + "\"user.changes.any.BTC.raw\",\"data\":{\"trades\":[],\"positions\":[],"
                        + "\"instrument_name\":\""
                        + NAME
                        + "\",\"orders\":[{\"order_id\":\"77\",\"instrument_name\":\""
                        + NAME
                        + "\",\"direction\":\"buy\",\"order_state\":\""
                        + state
                        + "\",\"price\":60000.0,\"amount\":40.0,\"filled_amount\":0.0,"
                        + "\"last_update_timestamp\":"
                        + (shiftNs / MS + ms)
                        + "}]}}}");
        return this;
    }

    /** The book from here on: 5000 bid for 60000, 5000 asked for 60010. */
    RecordedDay snapshot(final long happenedMs, final long receivedMs) {
        changeId++;
        return book(
                happenedMs,
                receivedMs,
                "\"type\":\"snapshot\"",
                "[[\"new\",60000.0,5000.0]]",
                "[[\"new\",60010.0,5000.0]]");
    }

    /** The amount bid for 60000 from here on. */
    RecordedDay bid(final long happenedMs, final long receivedMs, final long amount) {
        final long before = changeId++;
        return book(
                happenedMs,
                receivedMs,
                "\"type\":\"change\",\"prev_change_id\":" + before,
                "[[\"change\",60000.0," + amount + ".0]]",
                "[]");
    }

    /** A message that never came. */
    RecordedDay gap() {
        changeId++;
        return this;
    }

    /** The connection is lost. */
    RecordedDay lost(final long ms) {
        final MarketEvent event =
                add(Origin.LIFECYCLE, 0, Lifecycle.DISCONNECTED.code(), 0, ms, "gone");
        event.reason = DisconnectReason.CONNECTION_LOST.code();
        return this;
    }

    /** The connection is tried again. */
    RecordedDay connecting(final long ms) {
        add(Origin.LIFECYCLE, 0, Lifecycle.CONNECTING.code(), 0, ms, "ws://127.0.0.1");
        return this;
    }

    /** Time passes on the connection. */
    RecordedDay ticks(final long fromMs, final long untilMs) {
        for (long ms = fromMs; ms < untilMs; ms += 100) {
            add(Origin.TICK, 0, 0, 0, ms, "");
        }
        return this;
    }

    /** The changes of amounts that a random market of some length makes. */
    RecordedDay market(final long fromMs, final long untilMs, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        long receivedMs = fromMs;
        long happenedMs = fromMs;
        while (true) {
            happenedMs = Math.max(happenedMs, receivedMs + random.nextLong(1, 20) - 10);
            receivedMs = Math.max(happenedMs + random.nextLong(1, 10), receivedMs);
            if (receivedMs >= untilMs) {
                return this;
            }
            bid(happenedMs, receivedMs, 10 * random.nextLong(1, 900));
        }
    }

    private RecordedDay book(
            final long happenedMs,
            final long receivedMs,
            final String type,
            final String bids,
            final String asks) {
        final long exchangeMs = (shiftNs + happenedMs * MS) / MS;
        inbound(
                receivedMs,
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\""
                        + CHANNEL
                        + "\",\"data\":{"
                        + type
                        + ",\"timestamp\":"
                        + exchangeMs
                        + ",\"instrument_name\":\""
                        + NAME
                        + "\",\"change_id\":"
                        + changeId
                        + ",\"bids\":"
                        + bids
                        + ",\"asks\":"
                        + asks
                        + "}}}");
        return this;
    }

    private void sent(final long ms, final int type, final long id, final String method) {
        final String text =
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + id
                        + ",\"method\":\""
                        + method
                        + "\",\"params\":{}}";
        add(Origin.OUTBOUND, 0, type, id, ms, text);
    }

    private void answer(final long ms, final long id, final String result) {
        final long outUs = (shiftNs + ms * MS) / 1000 - 500;
        inbound(
                ms,
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + id
                        + ",\"result\":"
                        + result
                        + ",\"usIn\":"
                        + (outUs - 200)
                        + ",\"usOut\":"
                        + outUs
                        + ",\"usDiff\":200,\"testnet\":true}");
    }

    private void inbound(final long ms, final String text) {
        add(Origin.INBOUND, 0, 0, MarketEvent.ABSENT, ms, text);
    }

    private MarketEvent add(
            final Origin origin,
            final int connectionId,
            final int code,
            final long requestId,
            final long ms,
            final String text) {
        final MarketEvent event = new MarketEvent();
        event.reset(origin, EventKind.TICK);
        event.sequence = events.size();
        event.connectionId = connectionId;
        event.epoch = connectionId < 0 || ms < 1 ? 0 : 1;
        event.code = code;
        event.requestId = requestId;
        event.receivedTimeNs = shiftNs + ms * MS;
        event.publishedTimeNs = event.receivedTimeNs;
        final byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        event.setRaw(raw, 0, raw.length);
        events.add(event);
        return event;
    }

    int size() {
        return events.size();
    }

    /** All of it. */
    Recording recording() {
        return recording(events.size());
    }

    /** Its first events. */
    Recording recording(final int count) {
        return new Recording(
                "day",
                isTrader ? () -> List.of(Rig.trader()) : this::feeds,
                () -> source(count),
                0);
    }

    private List<VenueClient> feeds() {
        return List.of(
                new DeribitPublicClient(DeribitConfig.production().withBookSilenceNs(silenceNs)));
    }

    static List<VenueClient> clients() {
        return List.of(new DeribitPublicClient(DeribitConfig.production()));
    }

    private static EventKind kindOf(final Origin origin) {
        return origin == Origin.INBOUND ? EventKind.REJECT : EventKind.valueOf(origin.name());
    }

    EventSource source(final int count) {
        final int[] at = {0};
        return event -> {
            if (at[0] == count) {
                return false;
            }
            final MarketEvent recorded = events.get(at[0]++);
            event.reset(recorded.origin, kindOf(recorded.origin));
            event.sequence = recorded.sequence;
            event.connectionId = recorded.connectionId;
            event.epoch = recorded.epoch;
            event.code = recorded.code;
            event.reason = recorded.reason;
            event.requestId = recorded.requestId;
            event.receivedTimeNs = recorded.receivedTimeNs;
            event.publishedTimeNs = recorded.publishedTimeNs;
            event.setRaw(recorded.raw, 0, recorded.rawLength);
            return true;
        };
    }
}
