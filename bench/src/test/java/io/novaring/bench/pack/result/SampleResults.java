/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.result;

import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;
import io.novaring.bench.pack.result.Results.Curve;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** Results with one of everything, and what is awkward to write down. */
public final class SampleResults {
    private SampleResults() {}

    public static Results of() {
        final Figures decode = new Figures();
        decode.look(true, 0.012, 210_000);
        decode.look(false, 0.31, 4_200_000);
        decode.goal(
                new Row(
                        1,
                        "quote: fastest peer ÷ ours",
                        Target.atLeast(3, "times"),
                        Spread.of(new double[] {3.31, 3.4, 3.52}, 1),
                        "the copy of the frame & its check"));
        decode.goal(
                new Row(
                        2,
                        "book: ours ÷ sum of its bytes <large>",
                        Target.atMost(9, "times"),
                        Spread.of(new double[] {9.4, 10.1, 9.9}, 0),
                        ""));
        decode.goal(
                new Row(
                        4,
                        "decode",
                        Target.atMost(0.01, "B/op"),
                        Spread.of(new double[0], 9),
                        "start-up"));
        decode.figure("quote, ours", Spread.of(new double[] {63.1, 64.2, 63.7}, 1), "ns");
        decode.figure("nothing counted", Spread.of(new double[0], 3), "ns");
        final Figures client = new Figures();
        client.goal(
                new Row(
                        11,
                        "Java-WebSocket with Jackson ÷ ours, p50",
                        Target.atLeast(9, "times"),
                        Spread.of(new double[] {10.2, 9.8, 11.5}, 0),
                        "TLS, a network"));
        client.latency("10,000 messages/s", "NovaRing", latencies(1, 4_800, 0.4));
        client.latency("10,000 messages/s", "Java-WebSocket + Jackson", latencies(2, 48_500, 0.6));
        client.curve(
                new Curve(
                        "A message, by handlers",
                        "each reads a column",
                        "handlers",
                        "ns a message",
                        new double[] {1, 2, 4, 8},
                        new double[] {210, 214, 223, 240}));
        client.curve(
                new Curve(
                        "A message, by handlers",
                        "without one",
                        "handlers",
                        "ns a message",
                        new double[] {1, 2, 4, 8},
                        new double[] {180, 181, 0, 190}));
        final Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processor", "a \"processor\" <fast> & quiet");
        machine.put("processors", "2");
        machine.put("JDK", "OpenJDK 17");
        return new Results(
                Results.FORMAT,
                "2026-11-21T20:00:00Z",
                "0123456789abcdef",
                false,
                true,
                machine,
                List.of(
                        decode.result("decode", "bytes to columns", 61.5, ""),
                        client.result("client", "whole clients", 12.25, "no port <1>\n  at all")));
    }

    private static Histogram latencies(final int seed, final double middleNs, final double width) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Histogram histogram = new Histogram(60_000_000_000L, 3);
        for (int i = 0; i < 200_000; i++) {
            final double away = -Math.log(1 - random.nextDouble()) * width;
            histogram.recordValue((long) (middleNs * 0.7 * Math.exp(away)));
        }
        return histogram;
    }
}
