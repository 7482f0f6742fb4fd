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

    /** Slots of a ring on which somebody may lag behind its producer. */
    static final int RING_LENGTH = 4096;

    // A slot has one to two kilobytes that are used: these stay in the second cache of one core,
    // where 4,096 go through the third. 1,024 were measured to be too many.
    private static final int RING_LENGTH_INLINE = 256;

    // Far below the shortest ring; 48 gain no more than a hundredth over these.
    private static final int HOLD_MAX_INLINE = 16;

    static Topology forCores(final int cores) {
        if (cores <= 2) {
            return INLINE;
        }
        return cores <= 5 ? FUSED : STAGED;
    }

    /**
     * Slots of a ring for this topology. Where the I/O thread runs everything and nobody else reads
     * the ring, nothing ever waits on it.
     *
     * @param hasJournal whether a journal reads it beside the stages.
     */
    int ringLength(final boolean hasJournal) {
        return this == INLINE && !hasJournal ? RING_LENGTH_INLINE : RING_LENGTH;
    }

    /**
     * How many messages of a read are decoded before they are handled. Where another thread handles
     * them, it begins with the first at once; where the I/O thread does, it goes through the code
     * of decoder and stages in turns, which do not fit into the first cache together.
     */
    int holdMax() {
        return this == INLINE ? HOLD_MAX_INLINE : 1;
    }

    /** What a context names, else what suits this topology. */
    int ringLengthOf(final EngineContext context) {
        return context.ringLengthOr(ringLength(context.journal() != null));
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
