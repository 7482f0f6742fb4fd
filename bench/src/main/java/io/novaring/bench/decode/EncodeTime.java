/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import io.novaring.codec.order.OrderCommand;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One order of a program's into the bytes of a request. One encoder in a JVM. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeTime {
    @Param("novaring")
    public String encoder;

    private final OrderCommand[] orders = Orders.make();
    private OrderEncoder measured;
    private int next;

    @Setup
    public void choose() {
        measured = OrderEncoder.of(encoder);
    }

    @Benchmark
    public Object encode() {
        next = next + 1 & Orders.COUNT - 1;
        return measured.encode(orders[next], Orders.FIRST_ID + next);
    }
}
