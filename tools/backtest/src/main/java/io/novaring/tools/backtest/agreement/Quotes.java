/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.backtest.agreement.Entry.Key;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Where the orders of one run were in the last while: what it asked for, what became of it, and
 * from when to when each order rested at a price. One thread.
 */
final class Quotes {
    private static final int HISTORY_MAX = 1 << 16;

    private final Map<Long, Track> tracks = new HashMap<>();
    private final Map<Key, ArrayDeque<Stay>> stays = new HashMap<>();
    private final ArrayDeque<Wish> wishes = new ArrayDeque<>();

    /** What became of a wish, as far as it was not simply done. */
    enum Trouble {
        NONE,
        REFUSED,
        ANSWER
    }

    /** An order was asked for, or was to have this price. */
    private static final class Wish {
        private final Key key;
        private final long timeNs;
        private Trouble trouble = Trouble.NONE;

        Wish(final Key key, final long timeNs) {
            this.key = key;
            this.timeNs = timeNs;
        }
    }

    /** An order at a price. */
    private static final class Stay {
        private final String price;
        private final long fromNs;
        private long toNs = Long.MAX_VALUE;

        Stay(final String price, final long fromNs) {
            this.price = price;
            this.fromNs = fromNs;
        }
    }

    private static final class Track {
        private String instrument;
        private String side;
        private String price;
        private Wish wish;
        private Stay stay;
    }

    /**
     * Takes a row of orders.
     *
     * @return the key of what was asked for, null when the row is of something else.
     */
    Key read(final JsonNode row, final long timeNs) {
        final JsonNode handle = row.get("handle");
        if (handle == null) {
            return null;
        }
        final long id = handle.asLong();
        return switch (row.path("row").asText()) {
            case "asked" -> onAsked(row, id, timeNs);
            case "order" -> {
                onOrder(row, id, timeNs);
                yield null;
            }
            case "refused" -> onTrouble(id, Trouble.REFUSED);
            case "edit-failed" -> onTrouble(id, Trouble.ANSWER);
            default -> null;
        };
    }

    private Key onAsked(final JsonNode row, final long id, final long timeNs) {
        final String action = row.path("action").asText();
        final boolean isNew = "new".equals(action) || "close-position".equals(action);
        if (!isNew && !"edit".equals(action)) {
            return null;
        }
        final Track track = isNew ? tracks.computeIfAbsent(id, any -> new Track()) : tracks.get(id);
        if (track == null) {
            return null;
        }
        final String price = text(row, "price");
        if (isNew) {
            track.instrument = text(row, "instrument");
            track.side = text(row, "side");
            track.price = price;
        } else if (price != null) {
            track.price = price;
        }
        final Key key = new Key(track.instrument, track.side, track.price);
        track.wish = new Wish(key, timeNs);
        wishes.addLast(track.wish);
        if (wishes.size() > HISTORY_MAX) {
            wishes.removeFirst();
        }
        return key;
    }

    private Key onTrouble(final long id, final Trouble trouble) {
        final Track track = tracks.get(id);
        if (track != null && track.wish != null) {
            track.wish.trouble = trouble;
        }
        return null;
    }

    private void onOrder(final JsonNode row, final long id, final long timeNs) {
        final Track track = tracks.computeIfAbsent(id, any -> new Track());
        final String instrument = text(row, "instrument");
        final String side = text(row, "side");
        track.instrument = instrument == null ? track.instrument : instrument;
        track.side = side == null ? track.side : side;
        final String price = text(row, "price");
        switch (row.path("state").asText()) {
            case "OPEN" -> rest(track, price, timeNs);
            case "REJECTED" -> end(id, track, Trouble.ANSWER, timeNs);
            case "REFUSED", "UNSENT" -> end(id, track, Trouble.REFUSED, timeNs);
            case "FILLED", "CANCELLED", "TRIGGERED", "NOT_FOUND" ->
                    end(id, track, Trouble.NONE, timeNs);
            default -> {
                // On its way, or unknown: where it is it stays.
            }
        }
    }

    private void rest(final Track track, final String price, final long timeNs) {
        if (price == null || track.stay != null && price.equals(track.stay.price)) {
            return;
        }
        leave(track, timeNs);
        if (track.wish != null && !price.equals(track.wish.key.price())) {
            track.wish.trouble = Trouble.ANSWER;
        }
        track.stay = new Stay(price, timeNs);
        final ArrayDeque<Stay> all =
                stays.computeIfAbsent(
                        new Key(track.instrument, track.side, null), any -> new ArrayDeque<>());
        all.addLast(track.stay);
        if (all.size() > HISTORY_MAX) {
            all.removeFirst();
        }
    }

    private static void leave(final Track track, final long timeNs) {
        if (track.stay != null) {
            track.stay.toNs = timeNs;
            track.stay = null;
        }
    }

    private void end(final long id, final Track track, final Trouble trouble, final long timeNs) {
        leave(track, timeNs);
        if (trouble != Trouble.NONE && track.wish != null) {
            track.wish.trouble = trouble;
        }
        tracks.remove(id);
    }

    private static String text(final JsonNode row, final String name) {
        final JsonNode value = row.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }

    /** What was over before this time will not be asked for. */
    void forget(final long beforeNs) {
        while (!wishes.isEmpty() && wishes.peekFirst().timeNs < beforeNs) {
            wishes.removeFirst();
        }
        for (final ArrayDeque<Stay> all : stays.values()) {
            final Iterator<Stay> each = all.iterator();
            while (each.hasNext()) {
                final Stay stay = each.next();
                if (stay.toNs < beforeNs) {
                    each.remove();
                } else if (stay.toNs != Long.MAX_VALUE) {
                    break;
                }
            }
        }
    }

    /** True when an order rested at the key's price at any moment of a stretch. */
    boolean rested(final Key key, final long fromNs, final long toNs) {
        for (final Stay stay : of(key)) {
            if (stay.fromNs <= toNs && stay.toNs >= fromNs && stay.price.equals(key.price())) {
                return true;
            }
        }
        return false;
    }

    /** Whether something at the key's price was asked for within a stretch. */
    boolean asked(final Key key, final long fromNs, final long toNs) {
        return asked(key, fromNs, toNs, null);
    }

    /** The same, of that with which there was this trouble. */
    boolean asked(final Key key, final long fromNs, final long toNs, final Trouble trouble) {
        for (final Wish wish : wishes) {
            if (wish.timeNs >= fromNs
                    && wish.timeNs <= toNs
                    && (trouble == null || wish.trouble == trouble)
                    && wish.key.equals(key)) {
                return true;
            }
        }
        return false;
    }

    /** The price of the latest order on the key's side that rested then; null when none did. */
    String at(final Key key, final long timeNs) {
        String price = null;
        for (final Stay stay : of(key)) {
            if (stay.fromNs <= timeNs && stay.toNs > timeNs) {
                price = stay.price;
            }
        }
        return price;
    }

    private ArrayDeque<Stay> of(final Key key) {
        final ArrayDeque<Stay> none = new ArrayDeque<>(1);
        return stays.getOrDefault(new Key(key.instrument(), key.side(), null), none);
    }
}
