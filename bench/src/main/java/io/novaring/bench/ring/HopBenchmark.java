/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import io.novaring.engine.BareRing.Behind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A message through the ring on one thread: what ring, chain and handlers cost without the way from
 * core to core. Messages of all four kinds in turns.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class HopBenchmark {
    private final RingBuffer<long[]> raw =
            RingBuffer.createSingleProducer(
                    () -> new long[1], StageRing.LENGTH, new BusySpinWaitStrategy());
    private EventPoller<long[]> poller;
    private StageRing bare;
    private StageRing whole;
    private StageRing stampless;
    private long sum;
    private long nowNs = StageRing.START_NS;

    @Setup
    public void open() {
        poller = raw.newPoller();
        raw.addGatingSequences(poller.getSequence());
        final List<byte[]> frames = StageRing.frames();
        bare = StageRing.inline(frames, Behind.NOTHING, true);
        whole = StageRing.inline(frames, Behind.ENGINE, true);
        stampless = StageRing.inline(frames, Behind.ENGINE, false);
    }

    /** A Disruptor's ring with one number in a slot. */
    @Benchmark
    public long raw() throws Exception {
        final long sequence = raw.next();
        raw.get(sequence)[0] = sequence;
        raw.publish(sequence);
        poller.poll(
                (event, at, isEndOfBatch) -> {
                    sum += event[0];
                    return true;
                });
        return sum;
    }

    /** The four stages, and nothing behind them. */
    @Benchmark
    public void stages() {
        nowNs += StageRing.STEP_NS;
        bare.publish(nowNs);
    }

    /** As in an engine: hops, telemetry and futures behind the stages. */
    @Benchmark
    public void engine() {
        nowNs += StageRing.STEP_NS;
        whole.publish(nowNs);
    }

    /** As in an engine that records no hops. */
    @Benchmark
    public void engineWithoutHops() {
        nowNs += StageRing.STEP_NS;
        stampless.publish(nowNs);
    }
}
