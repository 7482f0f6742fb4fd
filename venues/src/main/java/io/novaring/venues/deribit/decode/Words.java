/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.RejectReason;
import io.novaring.codec.Side;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/** Words that more than one kind of message uses. */
final class Words {
    /** In the order of the codes of {@link Side}. */
    private static final WordTable SIDES = WordTable.of("buy", "sell", "zero");

    private Words() {}

    /** Consumes a direction: a {@link Side} code, NONE when null or no text. */
    static byte side(final JsonCursor cursor) {
        final int offset = cursor.valueOffset();
        final int word = cursor.word(SIDES);
        if (word == JsonCursor.ABSENT) {
            return Side.NONE;
        }
        if (word == WordTable.UNKNOWN) {
            cursor.fail(RejectReason.BAD_VALUE, offset);
            return Side.NONE;
        }
        return (byte) word;
    }
}
