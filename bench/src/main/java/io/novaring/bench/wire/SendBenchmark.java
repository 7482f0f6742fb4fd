/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import io.novaring.engine.connection.wire.OutboundBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.TextFrame;
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

/** One message of the client, from its bytes to a masked frame in the buffer of the socket. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class SendBenchmark {
    @Param({"100", "1000"})
    int length;

    private final OutboundBuffer outbound = new OutboundBuffer(256 << 10);
    private final Draft_6455 library = new Draft_6455();
    private byte[] payload;
    private String text;

    @Setup
    public void makePayload() {
        payload = new byte[length];
        Arrays.fill(payload, (byte) 'x');
        text = new String(payload, StandardCharsets.US_ASCII);
    }

    @Benchmark
    public boolean novaring() {
        outbound.clear();
        return outbound.appendText(payload, length);
    }

    /** Java-WebSocket's frame, up to the buffer that it would write. */
    @Benchmark
    public ByteBuffer library() {
        final TextFrame frame = (TextFrame) library.createFrames(text, true).get(0);
        return library.createBinaryFrame(frame);
    }
}
