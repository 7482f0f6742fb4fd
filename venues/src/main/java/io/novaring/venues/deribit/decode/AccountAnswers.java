/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.JsonText;
import java.nio.charset.StandardCharsets;

/**
 * Reads a result of an account outside of a ring, by the decoders that read it inside: what a
 * program gets as text. One thread; allocates.
 */
public final class AccountAnswers {
    private static final byte[] BEGIN = "{\"result\":".getBytes(StandardCharsets.US_ASCII);

    /** More than an account has positions, orders or trades in at once. */
    private static final int INSTRUMENTS_MAX = 4096;

    private final SymbolTable instruments = new SymbolTable(INSTRUMENTS_MAX);
    private final MarketEvent event = new MarketEvent();
    private final JsonCursor cursor = new JsonCursor();
    private final AnswerRows rows =
            new AnswerRows(
                    new OrderRowDecoder(instruments, true),
                    new TradeRowDecoder(instruments, true),
                    new PositionRowDecoder(instruments, true),
                    new PortfolioDecoder(true));

    /**
     * Decodes a result into the columns that the event says it has {@link MarketEvent#answered}.
     *
     * @param json valid JSON: a result is looked at as far as its rows go.
     * @return the same event each time.
     */
    public MarketEvent decode(final String json) {
        final byte[] result = json.strip().getBytes(StandardCharsets.UTF_8);
        final int length = BEGIN.length + result.length + 1;
        final byte[] raw = event.ensureRaw(length);
        System.arraycopy(BEGIN, 0, raw, 0, BEGIN.length);
        System.arraycopy(result, 0, raw, BEGIN.length, result.length);
        raw[length - 1] = '}';
        event.rawLength = length;
        event.answered = 0;
        event.resultText = Text.of(BEGIN.length, result.length);
        rows.decode(cursor, event);
        return event;
    }

    /** Name of an instrument in the columns; null for NONE. */
    public String instrument(final int id) {
        return instruments.name(id);
    }

    /** A text of the columns, unescaped; null when absent. */
    public String text(final long text) {
        return JsonText.unescaped(event.raw, text);
    }
}
