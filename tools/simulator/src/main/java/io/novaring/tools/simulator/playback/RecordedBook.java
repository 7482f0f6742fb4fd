/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A book as its recorded channel tells it. Prices and amounts keep their spelling: what is written
 * of a level is what was recorded of it. A book whose chain broke is unknown until the next
 * recorded snapshot.
 */
final class RecordedBook implements ChannelMemory {
    private boolean known;
    private long changeId;
    private long timestampMs;
    private String instrument = "";
    private final byte[] head;
    private final SortedMap<BigDecimal, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final SortedMap<BigDecimal, Level> asks = new TreeMap<>();
    private final Update update = new Update();

    /** Texts as they were recorded. */
    record Level(String price, String amount) {}

    /** One action on one level. */
    private record Action(String name, Level level) {}

    /** A notification's data, collected before any of it is believed. */
    private static final class Update {
        private boolean snapshot;
        private long changeId;
        private long previousId;
        private boolean chained;
        private long timestampMs;
        private String instrument;
        private final List<Action> bids = new ArrayList<>();
        private final List<Action> asks = new ArrayList<>();

        private void reset() {
            snapshot = false;
            changeId = -1;
            chained = false;
            instrument = null;
            bids.clear();
            asks.clear();
        }
    }

    RecordedBook(final String channel) {
        head = Notifications.head(channel);
    }

    @Override
    public boolean apply(final byte[] bytes, final int length) {
        update.reset();
        if (!read(bytes, length)) {
            known = false;
            return false;
        }
        if (update.snapshot) {
            bids.clear();
            asks.clear();
            known = true;
        } else if (known && update.changeId == changeId) {
            // Once more what it was told already.
            return false;
        } else if (update.chained && update.previousId != changeId) {
            known = false;
        }
        if (known) {
            apply(update.bids, bids);
            apply(update.asks, asks);
            changeId = update.changeId;
            timestampMs = update.timestampMs;
            instrument = update.instrument;
        }
        return update.snapshot;
    }

    private static void apply(
            final List<Action> actions, final SortedMap<BigDecimal, Level> levels) {
        for (final Action action : actions) {
            final BigDecimal price = new BigDecimal(action.level.price);
            if ("delete".equals(action.name)) {
                levels.remove(price);
            } else {
                // A level's price is spelt anew as well.
                levels.put(price, action.level);
            }
        }
    }

    private boolean read(final byte[] bytes, final int length) {
        try (JsonParser json = Notifications.data(bytes, length)) {
            if (json == null || json.currentToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                final String name = json.currentName();
                json.nextToken();
                field(json, name);
            }
            return update.changeId >= 0 && update.instrument != null;
        } catch (final IOException | IllegalStateException e) {
            // Recorded as broken as it is: the book is not known behind it.
            return false;
        }
    }

    private void field(final JsonParser json, final String name) throws IOException {
        switch (name) {
            case "type" -> update.snapshot = "snapshot".equals(json.getText());
            case "timestamp" -> update.timestampMs = json.getLongValue();
            case "change_id" -> update.changeId = json.getLongValue();
            case "prev_change_id" -> {
                update.chained = true;
                update.previousId = json.getLongValue();
            }
            case "instrument_name" -> update.instrument = json.getText();
            case "bids" -> levels(json, update.bids);
            case "asks" -> levels(json, update.asks);
            default -> json.skipChildren();
        }
    }

    private static void levels(final JsonParser json, final List<Action> target)
            throws IOException {
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            final String name = json.getText();
            final String price = number(json);
            final String amount = number(json);
            target.add(new Action(name, new Level(price, amount)));
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == null) {
                    throw new IllegalStateException("the message ends in a level");
                }
                json.skipChildren();
            }
        }
    }

    private static String number(final JsonParser json) throws IOException {
        if (!json.nextToken().isNumeric()) {
            throw new IllegalStateException("a level without a number");
        }
        return json.getText();
    }

    boolean isKnown() {
        return known;
    }

    long changeId() {
        return changeId;
    }

    @Override
    public boolean writeFirst(final FrameWriter out) {
        if (!known) {
            return false;
        }
        out.raw(head).ascii("{\"type\":\"snapshot\",\"timestamp\":").integer(timestampMs);
        out.ascii(",\"instrument_name\":\"").raw(utf8(instrument));
        out.ascii("\",\"change_id\":").integer(changeId).ascii(",\"bids\":");
        write(out, bids, "\"new\",", Integer.MAX_VALUE);
        out.ascii(",\"asks\":");
        write(out, asks, "\"new\",", Integer.MAX_VALUE);
        out.octet('}').raw(Notifications.END);
        return true;
    }

    @Override
    public boolean mustBegin() {
        return true;
    }

    /** Writes the answer to a request for the book: what is known of it, and no statistics. */
    void writeResult(final FrameWriter out, final int depth) {
        out.ascii("{\"timestamp\":").integer(timestampMs);
        out.ascii(",\"instrument_name\":\"").raw(utf8(instrument));
        out.ascii("\",\"change_id\":").integer(changeId);
        best(out, "bid", bids);
        best(out, "ask", asks);
        out.ascii(",\"bids\":");
        write(out, bids, "", depth);
        out.ascii(",\"asks\":");
        write(out, asks, "", depth);
        out.octet('}');
    }

    private static void best(
            final FrameWriter out, final String side, final SortedMap<BigDecimal, Level> levels) {
        final Level best = levels.isEmpty() ? new Level("0", "0") : levels.get(levels.firstKey());
        out.ascii(",\"best_" + side + "_price\":").ascii(best.price);
        out.ascii(",\"best_" + side + "_amount\":").ascii(best.amount);
    }

    private static void write(
            final FrameWriter out,
            final SortedMap<BigDecimal, Level> levels,
            final String action,
            final int depth) {
        out.octet('[');
        int left = depth;
        for (final Level level : levels.values()) {
            if (left-- <= 0) {
                break;
            }
            out.octet('[').ascii(action).ascii(level.price).octet(',').ascii(level.amount);
            out.octet(']').octet(',');
        }
        out.dropLast(',').octet(']');
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
