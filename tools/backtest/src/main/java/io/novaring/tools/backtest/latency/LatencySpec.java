/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.latency;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Order latency as a person writes it: one way as {@code 2ms}, {@code uniform:1ms..3ms} or {@code
 * lognormal:2ms,0.5} (median, and the deviation of its natural logarithm), or both ways, there and
 * back, with a slash between; or {@code recorded}, drawn from what was measured. Immutable; {@link
 * #model} makes one for each run.
 */
public final class LatencySpec {
    /** What help texts say of it. */
    public static final String FORMS =
            "TIME, uniform:TIME..TIME or lognormal:MEDIAN,SIGMA, once for each way or as"
                    + " THERE/BACK; file:PATH or file:THERE,BACK: drawn from lines such as 850us;"
                    + " or recorded: drawn from the recording's own answers";

    private static final Pattern TIME =
            Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(ns|us|ms|s)");
    private static final long MAX_NS = 3_600_000_000_000L;
    private static final String RECORDED = "recorded";
    private static final String FILE = "file:";
    private static final int SIGMAS_MAX = 6;

    private final String text;
    private final ToLongFunction<SplittableRandom> there;
    private final ToLongFunction<SplittableRandom> back;

    private LatencySpec(
            final String text,
            final ToLongFunction<SplittableRandom> there,
            final ToLongFunction<SplittableRandom> back) {
        this.text = text;
        this.there = there;
        this.back = back;
    }

    /** As long each time. */
    public static LatencySpec constant(final long oneWayNs) {
        return new LatencySpec(oneWayNs + "ns", random -> oneWayNs, random -> oneWayNs);
    }

    /**
     * @throws IllegalArgumentException which says what was wrong, and what to write.
     */
    public static LatencySpec parse(final String text) {
        if (RECORDED.equals(text)) {
            return new LatencySpec(text, null, null);
        }
        if (text.startsWith(FILE)) {
            return ofFiles(text, text.substring(FILE.length()).split(",", -1));
        }
        final int slash = text.indexOf('/');
        if (slash < 0) {
            final ToLongFunction<SplittableRandom> way = way(text);
            return new LatencySpec(text, way, way);
        }
        return new LatencySpec(text, way(text.substring(0, slash)), way(text.substring(slash + 1)));
    }

    private static LatencySpec ofFiles(final String text, final String... names) {
        if (names.length > 2) {
            throw wrong(text);
        }
        return new LatencySpec(
                text, LatencyFile.read(names[0]), LatencyFile.read(names[names.length - 1]));
    }

    /**
     * One time, such as 2ms.
     *
     * @return nanoseconds, at most those of an hour.
     * @throws IllegalArgumentException which says what was wrong, and what to write.
     */
    public static long parseTimeNs(final String text) {
        if (!TIME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time: write a number and ns, us, ms or s, such as 2ms");
        }
        return timeNs(text, text);
    }

    /** True when the recording's own measurements are wanted. */
    public boolean isRecorded() {
        return there == null;
    }

    /**
     * A model for one run.
     *
     * @param seed of what is random.
     * @param measured of the recording; null where {@link #isRecorded} is false.
     */
    public LatencyModel model(final long seed, final MeasuredLatency measured) {
        return isRecorded() ? measured.model(seed) : new DrawnLatency(seed, there, back);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    private static ToLongFunction<SplittableRandom> way(final String text) {
        if (text.startsWith("uniform:")) {
            return uniform(text, text.substring("uniform:".length()).split("\\.\\.", -1));
        }
        if (text.startsWith("lognormal:")) {
            return lognormal(text, text.substring("lognormal:".length()).split(",", -1));
        }
        final long ns = timeNs(text, text);
        return random -> ns;
    }

    private static ToLongFunction<SplittableRandom> uniform(
            final String text, final String... ends) {
        if (ends.length != 2) {
            throw wrong(text);
        }
        final long least = timeNs(ends[0], text);
        final long most = timeNs(ends[1], text);
        if (most < least) {
            throw new IllegalArgumentException(
                    "latency '" + text + "' ends before it begins: write the smaller time first");
        }
        return random -> least == most ? least : random.nextLong(least, most + 1);
    }

    private static ToLongFunction<SplittableRandom> lognormal(
            final String text, final String... words) {
        if (words.length != 2 || !words[1].matches("[0-9]{1,2}(\\.[0-9]{1,9})?")) {
            throw wrong(text);
        }
        final long medianNs = timeNs(words[0], text);
        final double sigma = Double.parseDouble(words[1]);
        return random -> {
            // Irwin and Hall's: twelve draws, no table and no logarithm that rounds otherwise
            // on another machine but StrictMath's.
            double normal = -SIGMAS_MAX;
            for (int i = 0; i < 2 * SIGMAS_MAX; i++) {
                normal += random.nextDouble();
            }
            return Math.min(MAX_NS, (long) (medianNs * StrictMath.exp(sigma * normal)));
        };
    }

    private static long timeNs(final String time, final String text) {
        final Matcher matcher = TIME.matcher(time);
        if (!matcher.matches()) {
            throw wrong(text);
        }
        final long unitNs =
                switch (matcher.group(2)) {
                    case "ns" -> 1L;
                    case "us" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    default -> 1_000_000_000L;
                };
        final BigDecimal ns = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitNs));
        if (ns.compareTo(BigDecimal.valueOf(MAX_NS)) > 0) {
            throw new IllegalArgumentException("'" + text + "' is longer than an hour");
        }
        return ns.longValue();
    }

    private static IllegalArgumentException wrong(final String text) {
        return new IllegalArgumentException("'" + text + "' is no latency: write " + FORMS);
    }
}
