/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** The two tables one ring shares: every id in an event is an index into one of them. */
public final class Symbols {
    /** A large venue lists some thousands of instruments; expired ones stay in the table. */
    public static final int INSTRUMENTS_MAX = 1 << 16;

    public static final int CHANNELS_MAX = 1 << 17;

    private final SymbolTable instruments;
    private final SymbolTable channels;

    /** With room for {@link #INSTRUMENTS_MAX} and {@link #CHANNELS_MAX}: three megabytes. */
    public Symbols() {
        this(INSTRUMENTS_MAX, CHANNELS_MAX);
    }

    /** With room for so many, where many tables are made or few names can come. */
    public Symbols(final int instrumentsMax, final int channelsMax) {
        instruments = new SymbolTable(instrumentsMax);
        channels = new SymbolTable(channelsMax);
    }

    public SymbolTable instruments() {
        return instruments;
    }

    public SymbolTable channels() {
        return channels;
    }
}
