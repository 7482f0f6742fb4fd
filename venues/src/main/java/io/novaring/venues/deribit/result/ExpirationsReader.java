/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import io.novaring.codec.json.JsonCursor;
import java.util.ArrayList;
import java.util.List;

/** A map from kinds to names, or a map from currencies to such maps. */
final class ExpirationsReader {
    private final ResultReader in;
    private final JsonCursor cursor;
    private final List<Expirations> found = new ArrayList<>();

    ExpirationsReader(final ResultReader in) {
        this.in = in;
        this.cursor = in.cursor();
    }

    List<Expirations> read() {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final String key = in.key();
            if (cursor.isObject()) {
                kinds(key);
            } else {
                found.add(new Expirations(null, key, in.strings()));
            }
        }
        return List.copyOf(found);
    }

    private void kinds(final String currency) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            found.add(new Expirations(currency, in.key(), in.strings()));
        }
    }
}
