/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

/** What a column holds, and so how each format writes it. */
public enum ColumnType {
    /** Nanoseconds since the epoch. */
    TIME,
    /** An exact number, scaled by {@link io.novaring.codec.Decimals#SCALE}. */
    DECIMAL,
    LONG,
    INT,
    DOUBLE,
    /** 1 or 0. */
    FLAG,
    /** One of the column's words, by its place among them. */
    WORD,
    /** A channel's name, by its number. */
    SYMBOL,
    /** Bytes of UTF-8. */
    TEXT
}
