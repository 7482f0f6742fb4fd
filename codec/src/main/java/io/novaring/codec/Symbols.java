/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** The two tables one ring shares: every id in an event is an index into one of them. */
public final class Symbols {
    /** A large venue lists some thousands of instruments; expired ones stay in the table. */
    public static final int INSTRUMENTS_MAX = 1 << 16;

    public static final int CHANNELS_MAX = 1 << 17;

    private final SymbolTable instruments = new SymbolTable(INSTRUMENTS_MAX);
    private final SymbolTable channels = new SymbolTable(CHANNELS_MAX);

    public SymbolTable instruments() {
        return instruments;
    }

    public SymbolTable channels() {
        return channels;
    }
}
