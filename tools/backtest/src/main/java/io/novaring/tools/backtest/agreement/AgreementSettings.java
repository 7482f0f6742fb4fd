/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

/**
 * How two runs are compared.
 *
 * @param windowNs how far apart the same fill, or the same order, may be in the two.
 * @param fromNs epoch nanoseconds; what was before is not looked at.
 * @param untilNs nor what is here or behind it.
 * @param examplesMax of each reason so many fills are kept to be looked up.
 */
public record AgreementSettings(long windowNs, long fromNs, long untilNs, int examplesMax) {
    /** A second; all of both runs; ten examples of each reason. */
    public static final AgreementSettings DEFAULT =
            new AgreementSettings(1_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE, 10);

    public AgreementSettings {
        if (windowNs < 0 || windowNs > 3_600_000_000_000L) {
            throw new IllegalArgumentException(
                    "windowNs is to be from 0 to an hour, not " + windowNs);
        }
        if (untilNs <= fromNs) {
            throw new IllegalArgumentException("the range ends before it begins");
        }
        if (examplesMax < 0) {
            throw new IllegalArgumentException("examplesMax below 0: " + examplesMax);
        }
    }

    /** The same with another window. */
    public AgreementSettings withWindowNs(final long value) {
        return new AgreementSettings(value, fromNs, untilNs, examplesMax);
    }

    /** The same for a part of the time. */
    public AgreementSettings withRange(final long from, final long until) {
        return new AgreementSettings(windowNs, from, until, examplesMax);
    }

    boolean contains(final long timeNs) {
        return timeNs >= fromNs && timeNs < untilNs;
    }
}
