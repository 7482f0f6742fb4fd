/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.BareRing;
import io.novaring.engine.BareRing.Behind;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Topology;
import io.novaring.engine.connection.InboundDecoding;
import io.novaring.engine.connection.wire.FrameWalker;
import io.novaring.engine.connection.wire.MessageSink;
import io.novaring.engine.connection.wire.Utf8;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.java_websocket.exceptions.InvalidDataException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole way of a message on the I/O thread but for the socket: frames as a read leaves them,
 * walk, copy, text, decoding, ring, stages and what an engine has behind them. Each benchmark adds
 * a step to the one before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class PathBenchmark {
    private static final int MESSAGE_LENGTH_MAX = 1 << 20;
    private static final int HEADER_LENGTH_MAX = 4;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final byte FIN_TEXT = (byte) 0x81;

    @Param({"64", "256", "4096"})
    int ringLength;

    private BareRing ring;
    private MarketEvent[] slots;
    private FrameDecoder decoder;
    private ByteBuffer frames;
    private FrameWalker copied;
    private FrameWalker decoded;
    private FrameWalker handled;
    private long next;
    private long receivedNs;
    private long handledCount;
    private int held;

    @Setup
    public void open() {
        final DeribitPublicClient client =
                new DeribitPublicClient(DeribitConfig.of(DeribitConfig.TEST));
        final EngineContext context =
                new EngineContext()
                        .client(client)
                        .topology(Topology.INLINE)
                        .ringLength(ringLength)
                        .handler("last", (event, sequence, isEndOfBatch) -> handledCount++);
        final Messages source =
                new Messages(
                        client,
                        filler -> {
                            filler.accept(ring.claim());
                            ring.publish();
                        });
        ring = new BareRing(context, Behind.ENGINE, source);
        final List<byte[]> messages = StageRing.frames();
        source.open(ring.symbols(), messages);
        decoder = InboundDecoding.newDecoder(client.messages(), ring.symbols());
        slots = new MarketEvent[ringLength];
        for (int i = 0; i < ringLength; i++) {
            slots[i] = new MarketEvent();
        }
        frames = walkable(messages);
        copied = new FrameWalker(MESSAGE_LENGTH_MAX, new Sink(this::copy));
        decoded = new FrameWalker(MESSAGE_LENGTH_MAX, new Sink(this::decode));
        handled = new FrameWalker(MESSAGE_LENGTH_MAX, new Sink(this::handle));
        // Old, as in a run of hours: to G1 a reference stored into an old event costs a fence.
        System.gc();
    }

    private static ByteBuffer walkable(final List<byte[]> messages) {
        final int length = messages.stream().mapToInt(each -> each.length).sum();
        final ByteBuffer frames =
                ByteBuffer.allocateDirect(length + messages.size() * HEADER_LENGTH_MAX);
        for (final byte[] message : messages) {
            frames.put(FIN_TEXT);
            if (message.length < LENGTH_IN_2_BYTES) {
                frames.put((byte) message.length);
            } else {
                frames.put((byte) LENGTH_IN_2_BYTES).putShort((short) message.length);
            }
            frames.put(message);
        }
        return frames.flip();
    }

    private MarketEvent fill(
            final MarketEvent event, final ByteBuffer from, final int offset, final int length) {
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.connectionId = 0;
        event.epoch = 1;
        event.receivedTimeNs = receivedNs;
        final byte[] raw = event.ensureRaw(length);
        from.get(offset, raw, 0, length);
        event.rawLength = length;
        event.code = Utf8.isValid(raw, length) ? 0 : 1;
        return event;
    }

    private MarketEvent slot() {
        return slots[(int) next++ & ringLength - 1];
    }

    private void copy(final ByteBuffer from, final int offset, final int length) {
        fill(slot(), from, offset, length);
    }

    private void decode(final ByteBuffer from, final int offset, final int length) {
        InboundDecoding.decode(fill(slot(), from, offset, length), decoder);
    }

    private void handle(final ByteBuffer from, final int offset, final int length) {
        final MarketEvent event = fill(ring.claim(), from, offset, length);
        InboundDecoding.decode(event, decoder);
        if (ring.holdMax() == 1) {
            event.publishedTimeNs = StageRing.EPOCH_NS + System.nanoTime();
            ring.publish();
            return;
        }
        ring.hold();
        if (++held == ring.holdMax()) {
            held = 0;
            ring.publishHeld(StageRing.EPOCH_NS + System.nanoTime());
        }
    }

    private int walk(final FrameWalker walker) throws InvalidDataException {
        receivedNs = StageRing.EPOCH_NS + System.nanoTime();
        frames.clear();
        walker.translateFrame(frames);
        return frames.position();
    }

    /** Walk, header of the event, copy, check of the text. */
    @Benchmark
    @OperationsPerInvocation(StageRing.MESSAGES)
    public int copied() throws InvalidDataException {
        return walk(copied);
    }

    /** And the columns. */
    @Benchmark
    @OperationsPerInvocation(StageRing.MESSAGES)
    public int decoded() throws InvalidDataException {
        return walk(decoded);
    }

    /** And ring, stages, hops, telemetry, a handler. */
    @Benchmark
    @OperationsPerInvocation(StageRing.MESSAGES)
    public int handled() throws InvalidDataException {
        return walk(handled);
    }

    /** What is done with a text. */
    private interface Step {
        void take(ByteBuffer from, int offset, int length);
    }

    private record Sink(Step step) implements MessageSink {
        @Override
        public int onText(final ByteBuffer source, final int offset, final int length) {
            step.take(source, offset, length);
            return CONTINUE;
        }

        @Override
        public void onBinary(final int length) {
            throw new IllegalStateException("binary");
        }
    }
}
