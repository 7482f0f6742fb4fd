/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.bench.decode.peer.JacksonDecoder;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One message, from bytes to columns. {@code baseline} is the copy into the event that every
 * decoder pays; {@code jackson} fills the same event; {@code jacksonTree} builds a tree and stops
 * there.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class DecodeBenchmark {
    private static final int FRAME_COUNT = 1024;

    @Param({"book", "trades", "ticker", "quote"})
    String kind;

    private final MarketEvent event = new MarketEvent();
    private final ObjectMapper mapper = new ObjectMapper();
    private byte[][] frames;
    private FrameDecoder novaring;
    private FrameDecoder jackson;
    private int next;

    @Setup
    public void collectFrames() {
        final List<byte[]> collected = Frames.of(kind, FRAME_COUNT);
        frames = collected.toArray(new byte[0][]);
        novaring = new DeribitDecoder(new Symbols());
        jackson = new JacksonDecoder(new Symbols());
        for (final byte[] frame : frames) {
            final long ours = fingerprint(novaring, frame);
            final long theirs = fingerprint(jackson, frame);
            if (ours != theirs) {
                throw new IllegalStateException("decoders differ on " + new String(frame));
            }
        }
    }

    private long fingerprint(final FrameDecoder decoder, final byte[] frame) {
        load(frame);
        decoder.decode(event);
        long hash = event.kind.ordinal() * 31L + event.exchangeTimeNs;
        switch (event.kind) {
            case BOOK -> {
                hash = hash * 31 + event.changeId;
                for (int i = 0; i < event.bids.size(); i++) {
                    hash = hash * 31 + event.bids.price(i) + 7 * event.bids.amount(i);
                }
                for (int i = 0; i < event.asks.size(); i++) {
                    hash = hash * 31 + event.asks.price(i) + 7 * event.asks.amount(i);
                }
            }
            case TRADES -> {
                hash = 0;
                for (int i = 0; i < event.trades.size(); i++) {
                    hash = hash * 31 + event.trades.price[i] + 7 * event.trades.amount[i];
                }
            }
            default -> {
                hash = hash * 31 + event.ticker.bestBidPrice + 7 * event.ticker.bestAskAmount;
                hash = hash * 31 + event.ticker.markPrice + Double.hashCode(event.ticker.delta);
            }
        }
        return hash;
    }

    private byte[] load(final byte[] frame) {
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(frame, 0, frame.length);
        return frame;
    }

    private byte[] nextFrame() {
        next = next + 1 & FRAME_COUNT - 1;
        return frames[next];
    }

    @Benchmark
    public MarketEvent baseline() {
        load(nextFrame());
        return event;
    }

    @Benchmark
    public MarketEvent novaring() {
        load(nextFrame());
        novaring.decode(event);
        return event;
    }

    @Benchmark
    public MarketEvent jackson() {
        load(nextFrame());
        jackson.decode(event);
        return event;
    }

    @Benchmark
    public JsonNode jacksonTree() throws IOException {
        final byte[] frame = load(nextFrame());
        return mapper.readTree(frame);
    }
}
