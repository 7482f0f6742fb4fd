/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The states of a book, as the venue names them since January 2026. */
public enum State {
    OPEN,
    LOCKED,
    SETTLEMENT,
    DELIVERED,
    INACTIVE,
    HALTED,
    ARCHIVIZED;

    private final String word = name().toLowerCase(Locale.ROOT);
    private final byte[] json = ('"' + word + '"').getBytes(StandardCharsets.US_ASCII);

    public String word() {
        return word;
    }

    /** Quoted; shared, not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Whether it never trades again. */
    public boolean isFinal() {
        return this == DELIVERED || this == ARCHIVIZED;
    }
}
