/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What touching every byte of a frame costs that is not understood: floors of decoding. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FloorTime {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;
    private static final int LANE_BITS = 16;

    /** File of {@link FrameFile}. */
    @Param("")
    public String frames;

    private byte[][] bytes;
    private int[] lengths;
    private byte[] target;
    private int next;

    @Setup
    public void readFrames() throws IOException {
        final FrameFile file = FrameFile.read(Path.of(frames));
        bytes = file.withSlack();
        lengths = file.lengths();
        int most = 0;
        for (final int length : lengths) {
            most = Math.max(most, length);
        }
        target = new byte[most];
    }

    /** Byte by byte; the compiler makes vectors of it where it can. */
    @Benchmark
    public int byteSum() {
        next = next + 1 & FrameFile.FRAMES - 1;
        final byte[] frame = bytes[next];
        final int length = lengths[next];
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += frame[i];
        }
        return sum;
    }

    /** Eight bytes at once, in four 16-bit lanes, which 128 words cannot fill. */
    @Benchmark
    public long wordSum() {
        next = next + 1 & FrameFile.FRAMES - 1;
        final byte[] frame = bytes[next];
        final int length = lengths[next];
        long sum = 0;
        int at = 0;
        while (at < length) {
            final int end = Math.min(length, at + 1024);
            long even = 0;
            long odd = 0;
            for (; at < end; at += 8) {
                // The bytes behind the last word are zero.
                final long word = (long) WORDS.get(frame, at);
                even += word & EVEN_BYTES;
                odd += word >>> 8 & EVEN_BYTES;
            }
            sum += lanes(even) + lanes(odd);
        }
        return sum;
    }

    private static long lanes(final long lanes) {
        long sum = 0;
        for (int shift = 0; shift < Long.SIZE; shift += LANE_BITS) {
            sum += lanes >>> shift & 0xFFFF;
        }
        return sum;
    }

    /** Quotes, brackets, braces, colons and commas that are not in a text, byte by byte. */
    @Benchmark
    public int structuralScan() {
        next = next + 1 & FrameFile.FRAMES - 1;
        final byte[] frame = bytes[next];
        final int length = lengths[next];
        int count = 0;
        boolean isInText = false;
        for (int i = 0; i < length; i++) {
            switch (frame[i]) {
                case '"' -> {
                    isInText = !isInText;
                    count++;
                }
                case '\\' -> i++;
                case '{', '}', '[', ']', ':', ',' -> count += isInText ? 0 : 1;
                default -> {}
            }
        }
        return count;
    }

    @Benchmark
    public byte[] arraycopy() {
        next = next + 1 & FrameFile.FRAMES - 1;
        System.arraycopy(bytes[next], 0, target, 0, lengths[next]);
        return target;
    }
}
