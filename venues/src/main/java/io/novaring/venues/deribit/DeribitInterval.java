/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

/** How often a channel speaks: the last part of its name. */
public enum DeribitInterval {
    /**
     * Every event. Only for a connection that is logged in; on any other the venue refuses the
     * whole request that names such a channel, with error 13778.
     */
    RAW("raw"),
    /** Gathered for 100 ms. */
    MS_100("100ms"),
    /** Gathered for one to two seconds; the venue's pages disagree. */
    AGG2("agg2");

    private final String word;

    DeribitInterval(final String word) {
        this.word = word;
    }

    /** The word in channel names. */
    public String word() {
        return word;
    }
}
