/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.codec.shape.ShapeCounts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The decoder with its short path, and the one without, for the same frames. */
final class BothPaths {
    private final Symbols shortSymbols = new Symbols();
    private final Symbols generalSymbols = new Symbols();
    private final DeribitDecoder shortPath = DeribitDecoder.ofAccount(shortSymbols);
    private final DeribitDecoder general = DeribitDecoder.general(generalSymbols);
    private final MarketEvent shortEvent = new MarketEvent();
    private final MarketEvent generalEvent = new MarketEvent();

    /** What differs when both decode this frame; null when nothing does. */
    String difference(final byte[] frame) {
        decode(shortPath, shortEvent, frame);
        decode(general, generalEvent, frame);
        final String difference = EventEquality.difference(shortEvent, generalEvent);
        if (difference != null) {
            return difference + " in " + new String(frame, StandardCharsets.UTF_8);
        }
        if (!isSame(shortSymbols.channels(), generalSymbols.channels())
                || !isSame(shortSymbols.instruments(), generalSymbols.instruments())) {
            return "symbols after " + new String(frame, StandardCharsets.UTF_8);
        }
        return null;
    }

    String difference(final String frame) {
        return difference(frame.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decodes this frame so many times by the decoder that has learned, and by a fresh one that
     * goes the long way, into an event that is fresh, too.
     */
    void assertSame(final String frame, final int times) {
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < times; i++) {
            assertSame(bytes);
        }
    }

    /** As {@link #assertSame(String, int)}, once. */
    void assertSame(final byte[] frame) {
        decode(shortPath, shortEvent, frame);
        final MarketEvent fresh = new MarketEvent();
        decode(DeribitDecoder.general(generalSymbols), fresh, frame);
        assertNull(
                EventEquality.difference(shortEvent, fresh),
                () -> new String(frame, StandardCharsets.UTF_8));
        assertEquals(generalSymbols.channels().size(), shortSymbols.channels().size());
        assertTrue(isSame(shortSymbols.channels(), generalSymbols.channels()), "channels");
        assertTrue(isSame(shortSymbols.instruments(), generalSymbols.instruments()), "instruments");
    }

    long hits() {
        final ShapeCounts counts = shortPath.shapeCounts();
        long hits = 0;
        for (int i = 0; i < counts.size(); i++) {
            hits += counts.hits(i);
        }
        return hits;
    }

    long misses() {
        final ShapeCounts counts = shortPath.shapeCounts();
        long misses = 0;
        for (int i = 0; i < counts.size(); i++) {
            misses += counts.misses(i);
        }
        return misses;
    }

    /** The event behind the decoder with the short path. */
    MarketEvent event() {
        return shortEvent;
    }

    /** As the venue has sent its frames in different years: orders, spellings and all. */
    static List<String> frames() {
        final List<String> frames = new ArrayList<>(RealFrames.ALL);
        Frames.golden().stream()
                .filter(frame -> frame.matches(".*\"channel\":\"(book|trades|ticker|quote)\\..*"))
                .forEach(frames::add);
        return frames;
    }

    private static void decode(
            final DeribitDecoder decoder, final MarketEvent event, final byte[] frame) {
        event.reset(Origin.INBOUND, EventKind.REJECT);
        final byte[] raw = event.ensureRaw(frame.length);
        System.arraycopy(frame, 0, raw, 0, frame.length);
        event.rawLength = frame.length;
        decoder.decode(event);
    }

    /** By the symbol that was added last: they are added in the same order. */
    private static boolean isSame(final SymbolTable a, final SymbolTable b) {
        final int last = a.size() - 1;
        return a.size() == b.size() && (last < 0 || Arrays.equals(a.bytes(last), b.bytes(last)));
    }
}
