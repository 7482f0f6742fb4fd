/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** One JSON object whose fields may be put in any order. */
final class Message {
    private final List<String> fields = new ArrayList<>();

    Message text(final String name, final String value) {
        return json(name, '"' + value + '"');
    }

    Message json(final String name, final Object value) {
        fields.add('"' + name + "\":" + value);
        return this;
    }

    /**
     * @param shuffle null to leave the order as it is.
     */
    String build(final Random shuffle) {
        if (shuffle != null) {
            Collections.shuffle(fields, shuffle);
        }
        return '{' + String.join(",", fields) + '}';
    }
}
