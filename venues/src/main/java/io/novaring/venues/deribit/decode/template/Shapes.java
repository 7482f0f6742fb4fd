/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The shapes of one kind of frame, how often they fit, and whether it pays to try them. A venue has
 * a few shapes of a kind: with and without greeks, snapshot and change. Where frames keep missing,
 * trying and learning stop for longer and longer, so that a venue without a steady shape costs its
 * decoder next to nothing. One thread.
 */
final class Shapes {
    private static final int SHAPES_MAX = 8;

    /** So many misses in a row end the trying for a while. */
    private static final int MISSES_IN_ROW_MAX = 16;

    private static final int PAUSE_MIN = 64;
    private static final int PAUSE_MAX = 1 << 14;

    /** Learned as soon as they are seen; from then on only after ever more misses. */
    private static final int LESSONS_AT_ONCE = 16;

    private static final int GAP_MAX = 1 << 20;

    private static final VarHandle HITS;
    private static final VarHandle MISSES;

    static {
        try {
            final MethodHandles.Lookup lookup = MethodHandles.lookup();
            HITS = lookup.findVarHandle(Shapes.class, "hits", long.class);
            MISSES = lookup.findVarHandle(Shapes.class, "misses", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Template[] all = new Template[SHAPES_MAX];
    int count;

    // Written by one thread, read by any: opaque, so that no count is torn or kept back.
    private long hits;
    private long misses;

    private int missesInRow;
    private int pause = PAUSE_MIN;

    /** Frames that are still let pass untried. */
    private int untried;

    private int lessons;
    private int gap = 1;
    private int missesToLesson;

    long hits() {
        return (long) HITS.getOpaque(this);
    }

    long misses() {
        return (long) MISSES.getOpaque(this);
    }

    /** True when the next frame should be tried. */
    boolean isTried() {
        return untried == 0 || --untried == 0;
    }

    void hit(final Template shape) {
        HITS.setOpaque(this, hits + 1);
        shape.uses = shape.uses + 1 & Integer.MAX_VALUE;
        missesInRow = 0;
        pause = PAUSE_MIN;
    }

    /** Counts a frame that went the long way; true when something should be learned from it. */
    boolean miss(final boolean isNewChannel) {
        MISSES.setOpaque(this, misses + 1);
        if (untried > 0) {
            // Frames of a known channel were counted when they were not tried.
            untried -= isNewChannel ? 1 : 0;
            return false;
        }
        if (++missesInRow >= MISSES_IN_ROW_MAX) {
            missesInRow = 0;
            untried = pause;
            pause = Math.min(pause << 1, PAUSE_MAX);
            // Nothing known fits any more: one lesson a pause costs next to nothing.
            missesToLesson = 1;
        }
        if (isNewChannel || lessons < LESSONS_AT_ONCE) {
            lessons += isNewChannel ? 0 : 1;
            return true;
        }
        if (--missesToLesson > 0) {
            return false;
        }
        gap = Math.min(gap << 1, GAP_MAX);
        missesToLesson = gap;
        return true;
    }

    /** The miss counted last was a new channel's first frame: such are no reason to stop. */
    void forgiveMiss() {
        missesInRow = Math.max(0, missesInRow - 1);
    }

    /**
     * Takes in what was compiled, unless it is known; where there are many, the least used goes.
     */
    void learn(final TemplateCompiler compiler, final Prefix prefix) {
        int place = 0;
        for (int i = 0; i < count; i++) {
            if (all[i].prefix == prefix && compiler.isOf(all[i])) {
                return;
            }
            if (all[i].uses < all[place].uses) {
                place = i;
            }
        }
        if (count < SHAPES_MAX) {
            place = count++;
        } else {
            for (final Template shape : all) {
                shape.uses >>= 1;
            }
        }
        all[place] = compiler.template(prefix);
    }
}
