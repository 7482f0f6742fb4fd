/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

/** What a step of a template does behind its literal. Numbers: they are in the program. */
final class Op {
    /** Nothing: the next literal follows. */
    static final int NONE = 0;

    /** An exact number at the scale of the step, or null. */
    static final int NUMBER = 1;

    /** A number for analytics, or null. */
    static final int ANALYTIC = 2;

    /** A plain text; the literal ends with its opening quote, the next begins with the other. */
    static final int TEXT = 3;

    /** The instrument of the channel, or one that is known. */
    static final int INSTRUMENT = 4;

    /** buy or sell. */
    static final int DIRECTION = 5;

    static final int BIDS = 6;
    static final int ASKS = 7;

    /** A row is complete; another one, or the end of the array, follows. */
    static final int ROW_END = 8;

    /** The end of the message. */
    static final int END = 9;

    private Op() {}
}
