/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class OutboundBufferProperties {
    private static final int CAPACITY = 256 << 10;

    @Property(tries = 500)
    void shouldUnmaskToWhatWasPutIn(
            @ForAll final long seed, @ForAll @IntRange(min = 0, max = 100_000) final int length)
            throws IOException {
        check(new Random(seed), length);
    }

    @Example
    void shouldWriteEveryLengthForm() throws IOException {
        for (final int length : new int[] {0, 1, 7, 8, 9, 125, 126, 127, 65_535, 65_536, 65_537}) {
            check(new Random(length), length);
        }
    }

    @Example
    void shouldLeaveNothingOfASecretBehind() throws IOException {
        final OutboundBuffer outbound = new OutboundBuffer(CAPACITY);
        final Pipe pipe = new Pipe(50);
        final byte[] secret = new byte[120];
        Arrays.fill(secret, (byte) 'S');
        outbound.appendText(new byte[10], 10);
        outbound.appendSecret(secret, secret.length);
        outbound.flush(pipe, 0);
        outbound.flush(pipe, 0);
        assertFalse(isZero(outbound), "half of it is still to be sent");
        outbound.flush(pipe, 0);
        outbound.flush(pipe, 0);
        assertTrue(outbound.isEmpty());
        assertTrue(isZero(outbound));

        outbound.appendSecret(secret, secret.length);
        outbound.clear();

        assertTrue(isZero(outbound), "the session ended before it was sent");
    }

    private static boolean isZero(final OutboundBuffer outbound) {
        for (int i = 0; i < CAPACITY; i++) {
            if (outbound.byteAt(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static void check(final Random random, final int length) throws IOException {
        final byte[] payload = new byte[length + 5];
        random.nextBytes(payload);
        final OutboundBuffer outbound = new OutboundBuffer(CAPACITY);
        final Pipe pipe = new Pipe(1 + random.nextInt(30_000));

        assertTrue(outbound.appendText(payload, length));
        assertTrue(outbound.appendText(payload, length));
        while (!outbound.isEmpty()) {
            outbound.flush(pipe, 0);
        }

        final ByteBuffer wire = ByteBuffer.wrap(pipe.taken.toByteArray());
        final byte[] expected = Arrays.copyOf(payload, length);
        assertArrayEquals(expected, unmask(wire));
        assertArrayEquals(expected, unmask(wire));
        assertFalse(wire.hasRemaining());
    }

    private static byte[] unmask(final ByteBuffer wire) {
        assertEquals(0x81, wire.get() & 0xFF);
        final int second = wire.get() & 0xFF;
        assertTrue((second & 0x80) != 0, "masked");
        final int form = second & 0x7F;
        final long length =
                form == 126 ? wire.getShort() & 0xFFFF : form == 127 ? wire.getLong() : form;
        assertTrue(form < 126 || length > (form == 126 ? 125 : 65_535), "the shortest form");
        final byte[] key = new byte[4];
        wire.get(key);
        final byte[] payload = new byte[(int) length];
        wire.get(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= key[i % 4];
        }
        return payload;
    }

    @Example
    void shouldRefuseWhatDoesNotFitAndKeepWhatItHas() throws IOException {
        final OutboundBuffer outbound = new OutboundBuffer(1 << 16);
        final byte[] payload = new byte[1000];
        int count = 0;
        while (outbound.appendText(payload, payload.length)) {
            count++;
        }

        assertFalse(outbound.append(ByteBuffer.allocate(1009)));
        final Pipe pipe = new Pipe(Integer.MAX_VALUE);
        outbound.flush(pipe, 0);

        assertEquals(65, count);
        assertEquals(count * 1008, pipe.taken.size());
        assertTrue(outbound.isEmpty());
    }

    @Example
    void shouldTellHowLongNothingWasTaken() throws IOException {
        final OutboundBuffer outbound = new OutboundBuffer(1 << 16);
        outbound.appendText(new byte[10], 10);
        final Pipe pipe = new Pipe(0);

        outbound.flush(pipe, 100);
        outbound.flush(pipe, 150);
        final long stalledNs = outbound.stalledNs(170);
        pipe.room = 1;
        outbound.flush(pipe, 180);
        final long movedNs = outbound.stalledNs(190);

        assertEquals(70, stalledNs);
        assertEquals(0, movedNs);
    }

    @Example
    void shouldTellAStallOfBytesThatWaitInTheTransport() throws IOException {
        final OutboundBuffer outbound = new OutboundBuffer(1 << 16);
        final Pipe pipe = new Pipe(0);
        pipe.pending = true;

        outbound.flush(pipe, 100);

        assertEquals(50, outbound.stalledNs(150));
    }

    @Example
    void shouldKeepItsBytesWhenTheTransportFails() throws IOException {
        final OutboundBuffer outbound = new OutboundBuffer(1 << 16);
        outbound.appendText(new byte[10], 10);
        final Pipe pipe = new Pipe(Integer.MAX_VALUE);
        pipe.fails = true;

        assertThrows(IOException.class, () -> outbound.flush(pipe, 0));
        outbound.appendText(new byte[10], 10);
        pipe.fails = false;
        outbound.flush(pipe, 0);

        assertEquals(2 * 16, pipe.taken.size());
    }

    /** Takes so many bytes a call and keeps them. */
    private static final class Pipe implements Transport {
        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        int room;
        boolean pending;
        boolean fails;

        Pipe(final int room) {
            this.room = room;
        }

        @Override
        public boolean handshake() {
            return true;
        }

        @Override
        public int read(final ByteBuffer target) {
            return 0;
        }

        @Override
        public int write(final ByteBuffer source) throws IOException {
            if (fails) {
                throw new IOException("as asked");
            }
            final byte[] bytes = new byte[Math.min(room, source.remaining())];
            source.get(bytes);
            taken.writeBytes(bytes);
            return bytes.length;
        }

        @Override
        public boolean isDrained() {
            return true;
        }

        @Override
        public boolean hasPendingWrites() {
            return pending;
        }

        @Override
        public boolean wantsDirectBuffers() {
            return true;
        }

        @Override
        public void end() {}
    }
}
