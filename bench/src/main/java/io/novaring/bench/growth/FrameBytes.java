/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Child: changes of a book as frames of so many bytes, copied into an event and decoded. Argument:
 * passes.
 */
final class FrameBytes {
    /** About: a frame ends behind the level that fills it. */
    static final int[] BYTES = {256, 512, 1 << 10, 1 << 12, 1 << 14, 1 << 16};

    private static final int BYTES_PER_PASS = 24 << 20;
    private static final int BYTES_OF_ALL = 1 << 20;
    private static final int FRAMES_MAX = 1024;

    private final MarketEvent event = new MarketEvent();
    private final DeribitDecoder decoder = new DeribitDecoder(new Symbols());
    private final byte[][] frames;

    private FrameBytes(final int bytes) {
        final SplittableRandom random = new SplittableRandom(bytes);
        frames = new byte[Math.min(FRAMES_MAX, BYTES_OF_ALL / bytes)][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = frame(random, bytes, i);
        }
    }

    private static byte[] frame(final SplittableRandom random, final int bytes, final int number) {
        final StringBuilder text = new StringBuilder();
        text.append("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":")
                .append("\"book.BTC-PERPETUAL.raw\",\"data\":{\"type\":\"change\",\"timestamp\":")
                .append(1_772_000_000_000L + number)
                .append(",\"prev_change_id\":")
                .append(193_809_616_666L + number)
                .append(",\"instrument_name\":\"BTC-PERPETUAL\",\"change_id\":")
                .append(193_809_616_667L + number)
                .append(",\"bids\":[");
        final int end = "],\"asks\":[]}}}".length();
        do {
            text.append(text.charAt(text.length() - 1) == '[' ? "[\"change\"," : ",[\"change\",");
            text.append(30_000 + random.nextInt(60_000))
                    .append(random.nextBoolean() ? ".5," : ".0,");
            text.append(10 * (1 + random.nextInt(50_000))).append(".0]");
        } while (text.length() + end < bytes);
        return text.append("],\"asks\":[]}}}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    public static void main(final String[] arguments) throws Exception {
        final Points.Point[] points = new Points.Point[BYTES.length];
        for (int i = 0; i < BYTES.length; i++) {
            final FrameBytes frames = new FrameBytes(BYTES[i]);
            points[i] = frames::measure;
            System.out.println(
                    String.format(Locale.ROOT, "bytes %d %d", i, frames.frames[0].length));
        }
        Points.print(Integer.parseInt(arguments[0]), points);
    }

    private double measure() {
        long left = BYTES_PER_PASS;
        int count = 0;
        final long startNs = Points.cpuNs();
        while (left > 0) {
            final byte[] frame = frames[count % frames.length];
            event.reset(Origin.INBOUND, EventKind.REJECT);
            event.setRaw(frame, 0, frame.length);
            decoder.decode(event);
            if (event.kind != EventKind.BOOK) {
                throw new IllegalStateException("decoded to " + event);
            }
            left -= frame.length;
            count++;
        }
        return (double) (Points.cpuNs() - startNs) / count;
    }
}
