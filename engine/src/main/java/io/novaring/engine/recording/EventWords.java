/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import java.nio.charset.StandardCharsets;

/** An event in words, for a person who looks for a difference. */
public final class EventWords {
    private static final int RAW_MAX = 240;

    private EventWords() {}

    /** One line. The raw text is cut, and what is not printable in it replaced. Allocates. */
    public static String of(final MarketEvent event, final Symbols symbols) {
        final StringBuilder out = new StringBuilder();
        out.append(event.origin).append(' ').append(event.kind);
        if (event.connectionId >= 0) {
            out.append(" of connection ").append(event.connectionId);
        }
        append(out, ", channel ", event.channelId, symbols.channels());
        append(out, ", instrument ", event.instrumentId, symbols.instruments());
        final int length = Math.min(event.rawLength, RAW_MAX);
        if (length > 0) {
            final String text = new String(event.raw, 0, length, StandardCharsets.UTF_8);
            out.append(": ");
            text.codePoints()
                    .forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
            out.append(length < event.rawLength ? " ..." : "");
        }
        return out.toString();
    }

    private static void append(
            final StringBuilder out, final String word, final int id, final SymbolTable table) {
        if (id >= 0 && id < table.size()) {
            out.append(word).append(table.name(id));
        }
    }
}
