/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.normalised;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonEncoder;

/** The fields of one normalised object: a key, and a value of one of the few types there are. */
final class NormalisedFields {
    private final Symbols symbols;
    private final JsonEncoder json;
    private MarketEvent event;

    /** True behind the brace that opens a row: its first key takes no comma. */
    private boolean isFirst;

    NormalisedFields(final Symbols symbols, final JsonEncoder json) {
        this.symbols = symbols;
        this.json = json;
    }

    /** Texts are ranges of this event's message from now on. */
    void begin(final MarketEvent newEvent) {
        event = newEvent;
        isFirst = false;
    }

    void beginRow(final int row) {
        json.raw(row == 0 ? "{" : ",{");
        isFirst = true;
    }

    NormalisedFields key(final String key) {
        json.raw(isFirst ? "\"" : ",\"").raw(key).raw("\":");
        isFirst = false;
        return this;
    }

    NormalisedFields channel() {
        return symbol("channel", symbols.channels(), event.channelId);
    }

    NormalisedFields instrument(final int instrumentId) {
        return symbol("instrument", symbols.instruments(), instrumentId);
    }

    private NormalisedFields symbol(final String key, final SymbolTable table, final int id) {
        key(key);
        if (id < 0) {
            json.raw("null");
        } else {
            json.string(table.bytes(id), 0, table.bytes(id).length);
        }
        return this;
    }

    /** A word of ours, or null. */
    NormalisedFields word(final String key, final String word) {
        key(key);
        if (word == null) {
            json.raw("null");
        } else {
            json.raw('"').raw(word).raw('"');
        }
        return this;
    }

    /** A text that is no part of the message, or null when it is empty. */
    NormalisedFields ascii(final String key, final byte[] text, final int length) {
        if (length == 0) {
            return word(key, null);
        }
        key(key);
        json.string(text, 0, length);
        return this;
    }

    NormalisedFields side(final String key, final byte side) {
        return word(key, Side.word(side));
    }

    NormalisedFields exact(final String key, final long scaled) {
        key(key);
        if (scaled == MarketEvent.ABSENT) {
            json.raw("null");
        } else {
            json.raw('"').decimal(scaled).raw('"');
        }
        return this;
    }

    NormalisedFields integer(final String key, final long value) {
        key(key);
        if (value == MarketEvent.ABSENT) {
            json.raw("null");
        } else {
            json.integer(value);
        }
        return this;
    }

    NormalisedFields analytic(final String key, final double value) {
        key(key);
        json.raw(Double.isFinite(value) ? Double.toString(value) : "null");
        return this;
    }

    NormalisedFields bool(final String key, final boolean value) {
        key(key);
        json.raw(value ? "true" : "false");
        return this;
    }

    /** 1, 0, or unknown. */
    NormalisedFields flag(final String key, final byte flag) {
        key(key);
        json.raw(flag == 1 ? "true" : flag == 0 ? "false" : "null");
        return this;
    }

    /** A text of the message: its escapes are valid as they stand. A number stays a number. */
    NormalisedFields text(final String key, final long text) {
        if (text == Text.ABSENT || event.raw[Text.offset(text) - 1] != '"') {
            return json(key, text);
        }
        key(key);
        json.raw(event.raw, Text.offset(text) - 1, Text.length(text) + 2);
        return this;
    }

    /** A text of the message that may be part of a longer one, such as a channel's name. */
    NormalisedFields name(final String key, final long text) {
        if (text == Text.ABSENT) {
            return word(key, null);
        }
        key(key);
        json.raw('"').raw(event.raw, Text.offset(text), Text.length(text)).raw('"');
        return this;
    }

    /** A piece of the message that is JSON, as it stands. */
    NormalisedFields json(final String key, final long text) {
        key(key);
        if (text == Text.ABSENT) {
            json.raw("null");
        } else {
            json.raw(event.raw, Text.offset(text), Text.length(text));
        }
        return this;
    }

    /** All raw bytes of the event, as a string. */
    NormalisedFields rawText(final String key) {
        key(key);
        json.string(event.raw, 0, event.rawLength);
        return this;
    }
}
