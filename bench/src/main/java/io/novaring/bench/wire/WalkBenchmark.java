/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import io.novaring.engine.connection.wire.FrameWalker;
import io.novaring.engine.connection.wire.MessageSink;
import io.novaring.engine.connection.wire.Utf8;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.util.Charsetfunctions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One frame of a read of many: {@code walk} finds it, {@code copy} takes its payload into an array
 * as the slot of an event does, {@code text} looks whether that is UTF-8 as well; {@code library}
 * is Java-WebSocket's way to a String.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Stream.FRAME_COUNT)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class WalkBenchmark {
    private static final int MESSAGE_LENGTH_MAX = 8 << 20;

    private final byte[] slot = new byte[1 << 16];
    private ByteBuffer direct;
    private ByteBuffer heap;
    private FrameWalker walk;
    private FrameWalker copy;
    private FrameWalker text;
    private Draft_6455 library;
    private long total;

    @Setup
    public void makeStream() {
        final byte[][] payloads = Stream.payloads();
        direct = Stream.framed(payloads, true);
        heap = Stream.framed(payloads, false);
        walk = new FrameWalker(MESSAGE_LENGTH_MAX, new Walked());
        copy = new FrameWalker(MESSAGE_LENGTH_MAX, new Copied());
        text = new FrameWalker(MESSAGE_LENGTH_MAX, new Checked());
        library = new Draft_6455();
    }

    private final class Walked implements MessageSink {
        @Override
        public int onText(final ByteBuffer source, final int offset, final int length) {
            total += offset ^ length;
            return CONTINUE;
        }

        @Override
        public void onBinary(final int length) {}
    }

    private final class Copied implements MessageSink {
        @Override
        public int onText(final ByteBuffer source, final int offset, final int length) {
            source.get(offset, slot, 0, length);
            total += length;
            return CONTINUE;
        }

        @Override
        public void onBinary(final int length) {}
    }

    private final class Checked implements MessageSink {
        @Override
        public int onText(final ByteBuffer source, final int offset, final int length) {
            source.get(offset, slot, 0, length);
            total += length;
            return Utf8.isValid(slot, length) ? CONTINUE : NOT_UTF8;
        }

        @Override
        public void onBinary(final int length) {}
    }

    @Benchmark
    public long walk() throws InvalidDataException {
        return through(walk, direct);
    }

    @Benchmark
    public long copy() throws InvalidDataException {
        return through(copy, direct);
    }

    @Benchmark
    public long text() throws InvalidDataException {
        return through(text, direct);
    }

    private long through(final FrameWalker walker, final ByteBuffer stream)
            throws InvalidDataException {
        stream.position(0);
        walker.translateFrame(stream);
        if (stream.hasRemaining()) {
            throw new IllegalStateException("frames are left");
        }
        return total;
    }

    @Benchmark
    public long library() throws InvalidDataException {
        heap.position(0);
        long length = 0;
        final List<Framedata> frames = library.translateFrame(heap);
        for (final Framedata frame : frames) {
            length += Charsetfunctions.stringUtf8(frame.getPayloadData()).length();
        }
        if (frames.size() != Stream.FRAME_COUNT) {
            throw new IllegalStateException("frames are left");
        }
        return length;
    }
}
