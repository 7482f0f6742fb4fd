/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;

/**
 * One row of JSON: keys in the order they are put, exact numbers as strings in plain notation, what
 * is absent, and a text without a letter, as null. Reused; one thread.
 */
final class JsonRow {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final StringBuilder text = new StringBuilder(256);

    JsonRow clear() {
        text.setLength(0);
        text.append('{');
        return this;
    }

    private StringBuilder key(final String key) {
        if (text.length() > 1) {
            text.append(',');
        }
        return text.append('"').append(key).append("\":");
    }

    JsonRow text(final String key, final String value) {
        key(key);
        if (value == null || value.isEmpty()) {
            text.append("null");
        } else {
            text.append('"');
            ENCODER.quoteAsString(value, text);
            text.append('"');
        }
        return this;
    }

    /** An integer, such as a time; ABSENT is null. */
    JsonRow whole(final String key, final long value) {
        key(key);
        if (value == MarketEvent.ABSENT) {
            text.append("null");
        } else {
            text.append(value);
        }
        return this;
    }

    /** An exact number; ABSENT is null. */
    JsonRow exact(final String key, final long scaled) {
        return text(key, scaled == MarketEvent.ABSENT ? null : Decimals.toString(scaled));
    }

    JsonRow truth(final String key, final Boolean value) {
        key(key).append(value);
        return this;
    }

    String end() {
        return text.append('}').toString();
    }
}
