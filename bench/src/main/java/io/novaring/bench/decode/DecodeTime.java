/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import java.io.IOException;
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

/**
 * One frame, from bytes where they lie to an event. One decoder in a JVM. The copy from a socket's
 * buffer is not in it, for nobody. Run by {@link DecodePart}, which writes the frames.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeTime {
    @Param("novaring")
    public String decoder;

    /** File of {@link FrameFile}. */
    @Param("")
    public String frames;

    private final MarketEvent event = new MarketEvent();
    private byte[][] bytes;
    private int[] lengths;
    private FrameDecoder measured;
    private int next;

    @Setup
    public void readFrames() throws IOException {
        final FrameFile file = FrameFile.read(Path.of(frames));
        measured = Decoder.of(decoder).create(new Symbols());
        file.check(measured, decoder);
        bytes = file.withSlack();
        lengths = file.lengths();
    }

    @Benchmark
    public MarketEvent decode() {
        next = next + 1 & FrameFile.FRAMES - 1;
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.raw = bytes[next];
        event.rawLength = lengths[next];
        measured.decode(event);
        return event;
    }
}
