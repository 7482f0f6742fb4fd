/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Larger messages out of what smaller ones of the same channel hold: the i-th begins with the items
 * of the i-th message and goes on with those of the next, from the first again at the end.
 */
final class JoinedFrames {
    private static final int TRADES = 5;
    private static final int LEVELS_A_SIDE = 100;

    private static final String DATA = ",\"data\":";
    private static final String BIDS = "\"bids\":[";
    private static final String ASKS = "],\"asks\":[";
    private static final String END = "]}}}";

    private JoinedFrames() {}

    /** Messages of five trades, from messages of one. */
    static byte[][] trades(final byte[][] frames) {
        final String[] texts = texts(frames);
        final byte[][] joined = new byte[frames.length][];
        for (int i = 0; i < frames.length; i++) {
            final String head = head(texts[i]);
            final List<String> items = new ArrayList<>();
            for (int at = i; items.size() < TRADES; at = (at + 1) % frames.length) {
                if (texts[at].startsWith(head)) {
                    items.add(texts[at].substring(head.length() + 1, texts[at].length() - 3));
                }
            }
            joined[i] = bytes(head + '[' + String.join(",", items) + "]}}");
        }
        return joined;
    }

    /** Snapshots of 200 levels, from changes. */
    static byte[][] snapshots(final byte[][] frames) {
        final String[] texts = texts(frames);
        final byte[][] joined = new byte[frames.length][];
        for (int i = 0; i < frames.length; i++) {
            final String head = head(texts[i]);
            final List<String> bids = new ArrayList<>();
            final List<String> asks = new ArrayList<>();
            for (int at = i;
                    bids.size() < LEVELS_A_SIDE || asks.size() < LEVELS_A_SIDE;
                    at = (at + 1) % frames.length) {
                if (texts[at].startsWith(head)) {
                    addLevels(between(texts[at], BIDS, ASKS), bids);
                    addLevels(between(texts[at], ASKS, END), asks);
                }
            }
            final String start =
                    texts[i].substring(0, texts[i].indexOf(BIDS))
                            .replace("\"change\"", "\"snapshot\"")
                            .replaceAll("\"prev_change_id\":\\d+,", "");
            joined[i] =
                    bytes(
                            start
                                    + BIDS
                                    + String.join(",", bids)
                                    + ASKS
                                    + String.join(",", asks)
                                    + END);
        }
        return joined;
    }

    private static void addLevels(final String levels, final List<String> side) {
        for (final String level : levels.split("(?<=]),")) {
            if (!level.isEmpty() && side.size() < LEVELS_A_SIDE) {
                side.add("[\"new\"" + level.substring(level.indexOf(',')));
            }
        }
    }

    private static String head(final String text) {
        return text.substring(0, text.indexOf(DATA) + DATA.length());
    }

    private static String between(final String text, final String from, final String to) {
        final int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    private static String[] texts(final byte[][] frames) {
        final String[] texts = new String[frames.length];
        for (int i = 0; i < frames.length; i++) {
            texts[i] = new String(frames[i], StandardCharsets.US_ASCII);
        }
        return texts;
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
