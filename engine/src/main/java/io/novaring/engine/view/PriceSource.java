/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

/** Where the best bid and ask of a row come from. */
public enum PriceSource {
    /** Nothing has been said of them. */
    NONE,
    /** A book that stage 3 keeps: its chain of messages is checked. */
    BOOK,
    /** A channel of quotes. Nothing tells that one was lost, but its age. */
    QUOTE,
    /** A ticker. Nothing tells that one was lost, but its age. */
    TICKER
}
