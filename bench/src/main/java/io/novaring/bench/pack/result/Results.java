/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.result;

import io.novaring.bench.pack.Spread;
import java.util.List;
import java.util.Map;

/**
 * What a run found, as it stands in its file; README.md of bench/results tells how to read one.
 *
 * @param format of the file.
 * @param date and time of the start, UTC.
 * @param commit that was built.
 * @param isClean false when files were changed and not committed.
 * @param isQuick with fewer rounds.
 * @param machine facts of it, in order.
 */
public record Results(
        int format,
        String date,
        String commit,
        boolean isClean,
        boolean isQuick,
        Map<String, String> machine,
        List<PartResult> parts) {
    /** Of this version; a change of meaning makes another. */
    public static final int FORMAT = 1;

    /**
     * What one part found.
     *
     * @param failure why it did not run to its end; empty when it did.
     * @param looks at whether the machine was quiet.
     * @param looksDropped those that it was not.
     * @param foreignMax greatest share of the processors that others had in a round that counted.
     * @param hiccupP99MaxNs greatest p99 of hiccups of a round that counted.
     */
    public record PartResult(
            String name,
            String summary,
            double seconds,
            String failure,
            int looks,
            int looksDropped,
            double foreignMax,
            long hiccupP99MaxNs,
            List<Goal> goals,
            List<Figure> figures,
            List<Latency> latencies,
            List<Curve> curves) {}

    /**
     * A row of the table of goals.
     *
     * @param isMet as told then; a target may have been changed since.
     */
    public record Goal(
            int goal,
            String what,
            double target,
            boolean isAtMost,
            String unit,
            Spread spread,
            boolean isMet,
            String excludes) {
        /** In words: a figure that could not be taken is neither met nor missed. */
        public String verdict() {
            return spread.rounds() == 0 ? "no figure" : isMet ? "met" : "missed";
        }
    }

    /** A figure without a goal. */
    public record Figure(String name, Spread spread, String unit) {}

    /**
     * A histogram of latencies.
     *
     * @param percentilesNs the usual ones by name, to read without a decoder.
     * @param histogram compressed HdrHistogram, Base64.
     */
    public record Latency(
            String group,
            String series,
            long count,
            Map<String, Long> percentilesNs,
            String histogram) {}

    /** A line of a diagram. */
    public record Curve(
            String diagram, String series, String xUnit, String yUnit, double[] x, double[] y) {}

    /** True when every part ran to its end. */
    public boolean isComplete() {
        return parts.stream().allMatch(part -> part.failure().isEmpty());
    }
}
