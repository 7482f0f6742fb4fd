/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack;

/**
 * One group of measurements. Ours and its peers or floors are measured in the same run, in turns,
 * and only their ratios are claimed.
 */
public interface Part {
    /** One word, as on the command line. */
    String name();

    /** What it measures, in one line. */
    String summary();

    /** Measures; tells rows, figures and curves to the run as soon as they are known. */
    void measure(Run run) throws Exception;
}
