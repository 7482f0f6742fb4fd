/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack;

import java.nio.file.Path;
import java.util.Collection;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** What a part measures with and tells to. One thread. */
public interface Run {
    /** True when the whole pack has to end within ten minutes: fewer rounds and forks. */
    boolean isQuick();

    /** Interleaved rounds to take: 7, or 3. */
    int rounds();

    /**
     * True when this part may go on for so long. A quick run gives each part a time of its own, so
     * that all of them together keep theirs; what does not fit any more is left out, and told.
     */
    boolean hasTimeFor(long ns);

    /** A folder for files of this part, deleted at the end. */
    Path folder();

    /**
     * A folder in memory, deleted at the end; where there is no such file system it is {@link
     * #folder()}.
     */
    Path memoryFolder();

    /** A line for who watches. */
    void progress(String format, Object... values);

    /** A goal and its figure. */
    void row(Row row);

    /** A figure without a goal. */
    void figure(String name, Spread spread, String unit);

    /** Latencies in nanoseconds, drawn with others of the same group as one diagram. */
    void latency(String group, String series, Histogram histogram);

    /** A line of a diagram: how a figure moves with what is varied. */
    void curve(String diagram, String series, String xUnit, String yUnit, double[] x, double[] y);

    /** Runs JMH benchmarks, each in JVMs of its own with the project's flags and -prof gc. */
    Collection<RunResult> jmh(ChainedOptionsBuilder options) throws RunnerException;

    /** A JVM with the project's flags and class path; its output is read by line. */
    Child java(Class<?> main, String... arguments);

    /** As {@link #java(Class, String...)}, with more JVM flags. */
    Child java(String[] flags, Class<?> main, String... arguments);

    /**
     * Starts to look whether anything but this run and its children has the cores, or whether
     * threads are stopped for long; a round in which they were is to be dropped.
     */
    Quiet watchQuiet();
}
