/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

/**
 * How many threads carry the four stages and the handlers. The order is the same in each, and so
 * are the answers; only latency differs.
 */
public enum Topology {
    /** Chosen from the number of cores. */
    AUTO,
    /** The I/O thread runs everything between two reads: best on one or two cores. */
    INLINE,
    /** One consumer thread runs everything: for three to five cores. */
    FUSED,
    /** A thread for each stage and one for the handlers: for six cores and more. */
    STAGED;

    static Topology forCores(final int cores) {
        if (cores <= 2) {
            return INLINE;
        }
        return cores <= 5 ? FUSED : STAGED;
    }

    /** Threads that carry stages and handlers, beside the I/O thread. */
    int consumerThreads() {
        return switch (this) {
            case INLINE -> 0;
            case FUSED -> 1;
            default -> 5;
        };
    }
}
