/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * Changes of books as WebSocket frames, built beforehand: only the two ids are written into a frame
 * when it is sent. An id says when its message was due, in nanoseconds behind {@link #ID_BASE}, and
 * each book is chained by these. One thread.
 */
final class BookFlood {
    /** 16 digits with any time that a run can take, and below 2^53. */
    static final long ID_BASE = 1_000_000_000_000_000L;

    static final int INSTRUMENTS = 8;

    private static final int ID_DIGITS = 16;
    private static final int LEVELS = 20;
    private static final int VARIANTS = 64;
    private static final int HEADER_LENGTH = 4;
    private static final String ID = "0".repeat(ID_DIGITS);

    private final byte[][] frames = new byte[INSTRUMENTS * VARIANTS][];
    private final int[] previousAt = new int[frames.length];
    private final int[] idAt = new int[frames.length];
    private final long[] lastIds = new long[INSTRUMENTS];
    private int next;

    BookFlood() {
        final Random random = new Random(1);
        for (int i = 0; i < frames.length; i++) {
            final String text = change(i % INSTRUMENTS, random);
            frames[i] = frame(text);
            previousAt[i] = HEADER_LENGTH + text.indexOf("\"prev_change_id\":") + 17;
            idAt[i] = HEADER_LENGTH + text.indexOf("\"change_id\":" + ID) + 12;
        }
    }

    static String name(final int instrument) {
        return "BTC-" + (10 + instrument) + "DEC26";
    }

    static String channel(final int instrument) {
        return "book." + name(instrument) + ".raw";
    }

    /** Every book as it begins. */
    byte[] snapshot(final int instrument) {
        lastIds[instrument] = ID_BASE;
        final StringBuilder text = begin(instrument, "snapshot");
        text.append("\"change_id\":").append(ID_BASE).append(",\"bids\":[");
        for (int level = 0; level < LEVELS; level++) {
            level(text, "new", true, level, 10 * (level + 1));
        }
        text.append("],\"asks\":[");
        for (int level = 0; level < LEVELS; level++) {
            level(text, "new", false, level, 10 * (level + 1));
        }
        return frame(text.append("]}}}").toString());
    }

    /** Adds the next change, due so long behind the start. Ids of one book must grow. */
    void put(final ByteBuffer out, final long dueNs) {
        final int at = next;
        next = at + 1 == frames.length ? 0 : at + 1;
        final int instrument = at % INSTRUMENTS;
        final long id = ID_BASE + dueNs;
        digits(frames[at], previousAt[at], lastIds[instrument]);
        digits(frames[at], idAt[at], id);
        lastIds[instrument] = id;
        out.put(frames[at]);
    }

    int lengthMax() {
        int max = 0;
        for (final byte[] frame : frames) {
            max = Math.max(max, frame.length);
        }
        return max;
    }

    private static String change(final int instrument, final Random random) {
        final StringBuilder text = begin(instrument, "change");
        text.append("\"prev_change_id\":").append(ID).append(",\"change_id\":").append(ID);
        text.append(",\"bids\":[");
        levels(text, true, 1 + random.nextInt(3), random);
        text.append("],\"asks\":[");
        levels(text, false, 1 + random.nextInt(3), random);
        return text.append("]}}}").toString();
    }

    private static void levels(
            final StringBuilder text, final boolean isBid, final int count, final Random random) {
        int level = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            level(text, "change", isBid, level, 10 * (1 + random.nextInt(500)));
            level += 1 + random.nextInt(4);
        }
    }

    private static StringBuilder begin(final int instrument, final String type) {
        return new StringBuilder("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",")
                .append("\"params\":{\"channel\":\"")
                .append(channel(instrument))
                .append("\",\"data\":{\"type\":\"")
                .append(type)
                .append("\",\"timestamp\":1790000000000,\"instrument_name\":\"")
                .append(name(instrument))
                .append("\",");
    }

    private static void level(
            final StringBuilder text,
            final String action,
            final boolean isBid,
            final int level,
            final int amount) {
        if (text.charAt(text.length() - 1) == ']') {
            text.append(',');
        }
        final double price = isBid ? 60_000 - level * 0.5 : 60_000.5 + level * 0.5;
        text.append(String.format(Locale.ROOT, "[\"%s\",%.1f,%d.0]", action, price, amount));
    }

    private static byte[] frame(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return frame(bytes);
    }

    /** An unmasked text frame. */
    static byte[] frame(final byte[] bytes) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + HEADER_LENGTH);
        out.write(0x81);
        if (bytes.length < 126) {
            out.write(bytes.length);
        } else {
            out.write(126);
            out.write(bytes.length >> 8);
            out.write(bytes.length);
        }
        out.write(bytes, 0, bytes.length);
        return out.toByteArray();
    }

    private static void digits(final byte[] frame, final int offset, final long value) {
        long rest = value;
        for (int i = ID_DIGITS - 1; i >= 0; i--) {
            frame[offset + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
