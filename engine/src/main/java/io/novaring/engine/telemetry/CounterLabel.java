/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.engine.telemetry.Measure.Kind;
import io.novaring.engine.telemetry.Measure.Label;
import io.novaring.engine.telemetry.Measure.Unit;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.concurrent.status.CountersReader;

/** A measure's name and labels as the text of a counter: {@code name{key="value",key="value"}}. */
final class CounterLabel {
    private static final int UNIT_BITS = 4;

    private CounterLabel() {}

    /** Kind and unit as the type of an Agrona counter. */
    static int typeOf(final Measure measure) {
        return measure.kind().ordinal() << UNIT_BITS | measure.unit().ordinal();
    }

    /** The kind in a type; a type no version of ours wrote is a gauge. */
    static Kind kindOf(final int type) {
        return type >> UNIT_BITS == Kind.COUNTER.ordinal() ? Kind.COUNTER : Kind.GAUGE;
    }

    static Unit unitOf(final int type) {
        final int ordinal = type & (1 << UNIT_BITS) - 1;
        final Unit[] units = Unit.values();
        return ordinal < units.length ? units[ordinal] : Unit.NONE;
    }

    static String of(final Measure measure) {
        final StringBuilder text = new StringBuilder(measure.name());
        char separator = '{';
        for (final Label label : measure.labels()) {
            text.append(separator).append(label.key()).append("=\"");
            escape(label.value(), text);
            text.append('"');
            separator = ',';
        }
        if (separator == ',') {
            text.append('}');
        }
        final String label = text.toString();
        if (label.getBytes(StandardCharsets.UTF_8).length > CountersReader.MAX_LABEL_LENGTH) {
            throw new IllegalArgumentException("a label is too long for a counter: " + label);
        }
        return label;
    }

    private static void escape(final String value, final StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
    }

    static String nameIn(final String text) {
        final int brace = text.indexOf('{');
        return brace < 0 ? text : text.substring(0, brace);
    }

    /** Labels in their order; of a text that was cut or is none of ours, those that can be read. */
    static Map<String, String> labelsIn(final String text) {
        final Map<String, String> labels = new LinkedHashMap<>();
        int at = text.indexOf('{') + 1;
        while (at > 0 && at < text.length()) {
            final int equals = text.indexOf("=\"", at);
            if (equals < 0) {
                break;
            }
            final String key = text.substring(at, equals);
            final StringBuilder value = new StringBuilder();
            at = equals + 2;
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            labels.put(key, value.toString());
            // Past the closing quote and the comma or brace.
            at += 2;
        }
        return labels;
    }
}
