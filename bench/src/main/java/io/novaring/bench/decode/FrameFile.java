/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Frames and the fingerprints of their events, for processes of their own: for each its length, 4
 * bytes, its fingerprint, 8 bytes, and its bytes. Little-endian. The ids in a fingerprint come of
 * decoding the frames in their order with empty tables.
 */
final class FrameFile {
    /** As many as a branch predictor does not learn. */
    static final int FRAMES = 1024;

    private static final int HEADER_BYTES = 12;

    private final byte[][] frames;
    private final long[] fingerprints;

    private FrameFile(final byte[][] frames, final long[] fingerprints) {
        this.frames = frames;
        this.fingerprints = fingerprints;
    }

    /** Frames with the fingerprints that our decoder gives. */
    static FrameFile of(final byte[][] frames) {
        final FrameFile file = new FrameFile(frames, new long[frames.length]);
        final FrameDecoder decoder = Decoder.GENERAL.create(new Symbols());
        final MarketEvent event = new MarketEvent();
        for (int i = 0; i < frames.length; i++) {
            file.fingerprints[i] = decode(decoder, event, frames[i]);
        }
        return file;
    }

    static FrameFile read(final Path path) throws IOException {
        final ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        final byte[][] frames = new byte[FRAMES][];
        final long[] fingerprints = new long[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = new byte[bytes.getInt()];
            fingerprints[i] = bytes.getLong();
            bytes.get(frames[i]);
        }
        return new FrameFile(frames, fingerprints);
    }

    void write(final Path path) throws IOException {
        final int length = Arrays.stream(frames).mapToInt(frame -> frame.length).sum();
        final ByteBuffer bytes =
                ByteBuffer.allocate(length + frames.length * HEADER_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames.length; i++) {
            bytes.putInt(frames[i].length).putLong(fingerprints[i]).put(frames[i]);
        }
        Files.write(path, bytes.array());
    }

    /** All fingerprints as one. */
    long fingerprint() {
        long hash = 0;
        for (final long fingerprint : fingerprints) {
            hash = Fingerprint.mix(hash, fingerprint);
        }
        return hash;
    }

    /** Each with the room behind it that decoders may read. */
    byte[][] withSlack() {
        final byte[][] slack = new byte[frames.length][];
        for (int i = 0; i < frames.length; i++) {
            slack[i] = Arrays.copyOf(frames[i], frames[i].length + MarketEvent.RAW_SLACK);
        }
        return slack;
    }

    int[] lengths() {
        return Arrays.stream(frames).mapToInt(frame -> frame.length).toArray();
    }

    /**
     * Decodes every frame once and compares.
     *
     * @throws IllegalStateException with the first frame of which another event came.
     */
    void check(final FrameDecoder decoder, final String name) {
        final MarketEvent event = new MarketEvent();
        for (int i = 0; i < frames.length; i++) {
            if (decode(decoder, event, frames[i]) != fingerprints[i]) {
                throw new IllegalStateException(
                        name
                                + " fills another event from frame "
                                + i
                                + ": "
                                + new String(frames[i], StandardCharsets.UTF_8));
            }
        }
    }

    private static long decode(
            final FrameDecoder decoder, final MarketEvent event, final byte[] frame) {
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(frame, 0, frame.length);
        decoder.decode(event);
        return Fingerprint.of(event);
    }
}
