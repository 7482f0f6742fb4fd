/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.BookState;
import io.novaring.codec.CommandType;
import io.novaring.codec.Decimals;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.stage.RequestSink;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.venue.VenueClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;

/** True books, the frames they would be told in, and a client that reads them; no socket. */
final class SoakVenue implements RequestSink {
    private static final int LEVELS = 30;

    private final Random random;
    private final Truth[] truths;
    private final Symbols symbols = new Symbols();
    private final VenueClient client = new DeribitPublicClient(DeribitConfig.test());
    private final FrameDecoder decoder = client.messages().newDecoder(symbols);
    private final RateLimitStage limits = new RateLimitStage(List.of(client));
    private final SubscriptionStage stage = new SubscriptionStage(List.of(client), symbols, this);
    private final MarketEvent event = new MarketEvent();
    private final Queue<Asked> asked = new ArrayDeque<>();
    private long changeId = 1_000;
    private long nowNs = 1_800_000_000_000_000_000L;
    private long nextTickNs;
    private long sequence;

    /** One instrument as it is at the venue. */
    private static final class Truth {
        final String name;
        final TreeMap<Long, Long> bids = new TreeMap<>();
        final TreeMap<Long, Long> asks = new TreeMap<>();
        final long[] topAtId = new long[4];
        long lastId;
        long topId;

        Truth(final int index) {
            name = "SIM" + index + "-PERPETUAL";
        }
    }

    /** A request of the stages. */
    private record Asked(int type, long requestId, String text) {}

    SoakVenue(final int count, final Random random) {
        this.random = random;
        truths = new Truth[count];
        for (int i = 0; i < count; i++) {
            truths[i] = new Truth(i);
            for (int level = 1; level <= LEVELS; level++) {
                truths[i].bids.put(1_000L - level, 10L);
                truths[i].asks.put(1_000L + level, 10L);
            }
        }
    }

    void open() {
        begin(Origin.LIFECYCLE, EventKind.LIFECYCLE).code = Lifecycle.CONNECTED.code();
        publish();
        // The greeting: stage 4 is not part of this, so its request is played.
        begin(Origin.OUTBOUND, EventKind.OUTBOUND).requestId = 12;
        event.code = DeribitRequestType.HELLO;
        publish();
        begin(Origin.INBOUND, EventKind.RESPONSE).requestId = 12;
        publish();
        final StringBuilder channels = new StringBuilder();
        for (final Truth truth : truths) {
            channels.append("book.").append(truth.name).append(".100ms\n");
        }
        begin(Origin.COMMAND, EventKind.COMMAND).code = CommandType.SUBSCRIBE.code();
        final byte[] bytes = channels.toString().getBytes(StandardCharsets.US_ASCII);
        event.setRaw(bytes, 0, bytes.length);
        publish();
        answerAll();
    }

    void passTime(final long passedNs) {
        nowNs += passedNs;
        if (nowNs >= nextTickNs) {
            nextTickNs = nowNs + 1_000_000_000L;
            begin(Origin.TICK, EventKind.TICK);
            publish();
        }
    }

    void settle() {
        passTime(2_000_000_000L);
        answerAll();
    }

    /** Answers every request, snapshots included, until there is none left. */
    void answerAll() {
        while (!asked.isEmpty()) {
            final Asked request = asked.remove();
            begin(Origin.OUTBOUND, EventKind.OUTBOUND).requestId = request.requestId;
            event.code = request.type;
            publish();
            final JsonNode json = Json.parse(request.text);
            final StringBuilder granted = new StringBuilder();
            json.at("/params/channels")
                    .forEach(c -> granted.append(granted.length() == 0 ? "" : ",").append(c));
            receive(
                    "{\"jsonrpc\":\"2.0\",\"id\":"
                            + json.get("id")
                            + ",\"result\":["
                            + granted
                            + "],\"usIn\":1,\"usOut\":2,\"usDiff\":1,\"testnet\":true}");
            if ("public/subscribe".equals(json.get("method").textValue())) {
                json.at("/params/channels").forEach(c -> receive(snapshot(truthOf(c.textValue()))));
            }
        }
    }

    /** Changes the true book and writes the frame that tells of it. */
    String change(final int instrument) {
        final Truth truth = truths[instrument];
        final boolean isBid = random.nextBoolean();
        final TreeMap<Long, Long> side = isBid ? truth.bids : truth.asks;
        final long best = isBid ? side.lastKey() : side.firstKey();
        final int depth = random.nextInt(8);
        long price = isBid ? best - depth : best + depth;
        if (random.nextInt(6) == 0) {
            // One better than the best, if there is room between the sides.
            final long inside = isBid ? best + 1 : best - 1;
            final long other = isBid ? truth.asks.firstKey() : truth.bids.lastKey();
            price = isBid == inside < other && inside != other ? inside : price;
        }
        final String action;
        long amount = 1 + random.nextInt(100);
        if (!side.containsKey(price)) {
            action = "new";
            side.put(price, amount);
        } else if (random.nextInt(3) == 0 && side.size() > 5) {
            action = "delete";
            amount = 0;
            side.remove(price);
        } else {
            action = "change";
            side.put(price, amount);
        }
        return frame(truth, isBid, action, price, amount);
    }

    /** A frame with a bid above every ask that is not in the true book. */
    String crossing(final int instrument) {
        final Truth truth = truths[instrument];
        final long price = truth.asks.lastKey() + 2;
        return frame(truth, true, "new", price, 3);
    }

    void deliver(final String frame, final int instrument) {
        receive(frame);
    }

    BookState lastState() {
        return event.bookState;
    }

    boolean wasCrossed() {
        return event.hasFlag(MarketEvent.CROSSED);
    }

    OrderBook book(final int instrument) {
        return stage.book(truths[instrument].name);
    }

    String nameOf(final int instrument) {
        return truths[instrument].name;
    }

    SubscriptionStage subscriptions() {
        return stage;
    }

    /** True when the book has the top the true one had when this id was written. */
    boolean isTopOf(final int instrument, final long id, final OrderBook book) {
        final Truth truth = truths[instrument];
        return id == truth.topId
                && book.bestBidPrice() == scaled(truth.topAtId[0])
                && book.bestBidAmount() == scaled(truth.topAtId[1])
                && book.bestAskPrice() == scaled(truth.topAtId[2])
                && book.bestAskAmount() == scaled(truth.topAtId[3]);
    }

    /** True when every level of a book that has all messages is the true one. */
    boolean isEqual(final int instrument) {
        final Truth truth = truths[instrument];
        final OrderBook book = book(instrument);
        if (book.bidCount() != truth.bids.size() || book.askCount() != truth.asks.size()) {
            return false;
        }
        int level = 0;
        for (final Map.Entry<Long, Long> bid : truth.bids.descendingMap().entrySet()) {
            if (book.bidPrice(level) != scaled(bid.getKey())
                    || book.bidAmount(level++) != scaled(bid.getValue())) {
                return false;
            }
        }
        level = 0;
        for (final Map.Entry<Long, Long> ask : truth.asks.entrySet()) {
            if (book.askPrice(level) != scaled(ask.getKey())
                    || book.askAmount(level++) != scaled(ask.getValue())) {
                return false;
            }
        }
        return true;
    }

    private String frame(
            final Truth truth,
            final boolean isBid,
            final String action,
            final long price,
            final long amount) {
        final String level = "[\"" + action + "\"," + price + ".0," + amount + ".0]";
        final long previous = truth.lastId;
        truth.lastId = changeId += 1 + random.nextInt(3);
        noteTop(truth);
        return envelope(
                truth,
                "\"type\":\"change\",\"prev_change_id\":" + previous + ",",
                isBid ? level : "",
                isBid ? "" : level);
    }

    private String snapshot(final Truth truth) {
        truth.lastId = ++changeId;
        noteTop(truth);
        final StringBuilder bids = new StringBuilder();
        truth.bids.descendingMap().forEach((price, amount) -> append(bids, price, amount));
        final StringBuilder asks = new StringBuilder();
        truth.asks.forEach((price, amount) -> append(asks, price, amount));
        return envelope(truth, "\"type\":\"snapshot\",", bids.toString(), asks.toString());
    }

    private String envelope(
            final Truth truth, final String head, final String bids, final String asks) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"book."
                + truth.name
                + ".100ms\",\"data\":{"
                + head
                + "\"timestamp\":"
                + nowNs / 1_000_000
                + ",\"instrument_name\":\""
                + truth.name
                + "\",\"change_id\":"
                + truth.lastId
                + ",\"bids\":["
                + bids
                + "],\"asks\":["
                + asks
                + "]}}}";
    }

    private static void append(final StringBuilder levels, final long price, final long amount) {
        levels.append(levels.length() == 0 ? "[\"new\"," : ",[\"new\",");
        levels.append(price).append(',').append(amount).append(']');
    }

    private static void noteTop(final Truth truth) {
        truth.topId = truth.lastId;
        truth.topAtId[0] = truth.bids.lastKey();
        truth.topAtId[1] = truth.bids.lastEntry().getValue();
        truth.topAtId[2] = truth.asks.firstKey();
        truth.topAtId[3] = truth.asks.firstEntry().getValue();
    }

    private static long scaled(final long value) {
        return value * Decimals.SCALE;
    }

    private Truth truthOf(final String channel) {
        for (final Truth truth : truths) {
            if (channel.startsWith("book." + truth.name + '.')) {
                return truth;
            }
        }
        throw new AssertionError("no such channel: " + channel);
    }

    private void receive(final String frame) {
        begin(Origin.INBOUND, EventKind.REJECT);
        final byte[] bytes = frame.getBytes(StandardCharsets.US_ASCII);
        event.setRaw(bytes, 0, bytes.length);
        decoder.decode(event);
        if (event.kind == EventKind.REJECT) {
            throw new AssertionError(event.rejectReason + ": " + frame);
        }
        publish();
    }

    private MarketEvent begin(final Origin origin, final EventKind kind) {
        event.reset(origin, kind);
        event.connectionId = 0;
        event.epoch = 1;
        event.receivedTimeNs = nowNs;
        return event;
    }

    private void publish() {
        event.sequence = sequence++;
        limits.onEvent(event, event.sequence, true);
        stage.onEvent(event, event.sequence, true);
    }

    @Override
    public void send(
            final int stageNumber,
            final int connectionId,
            final int epoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        final String text = new String(message, 0, length, StandardCharsets.US_ASCII);
        asked.add(new Asked(requestType, requestId, text));
    }

    @Override
    public void disconnect(
            final int stageNumber,
            final int connectionId,
            final int epoch,
            final DisconnectReason reason) {
        throw new AssertionError("a session was ended: " + reason);
    }

    @Override
    public void reauthenticate(final int stageNumber, final int connectionId, final int epoch) {
        throw new AssertionError("nobody needs to be known here");
    }
}
