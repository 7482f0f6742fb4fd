/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config.hocon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds keys that a text sets twice: HOCON lets the later one win and says nothing. The text has
 * been parsed before, so its quotes and brackets are in order.
 *
 * <p>Not told of: objects, which are merged; {@code +=}; and a later value with a substitution, for
 * {@code key = ${?NAME}} behind a default is how a variable overrides a file.
 */
final class DuplicateKeys {
    private final String text;
    private final String name;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<String> notices = new ArrayList<>();
    private int at;
    private int line = 1;

    private DuplicateKeys(final String text, final String name) {
        this.text = text;
        this.name = name;
    }

    static List<String> in(final String text, final String name) {
        final DuplicateKeys keys = new DuplicateKeys(text, name);
        keys.skipBlank();
        if (keys.isAt('{')) {
            keys.next();
        }
        keys.object("");
        return keys.notices;
    }

    /** Fields up to the brace that ends them, or the end of the text. */
    private void object(final String prefix) {
        skipBlank();
        while (at < text.length() && !isAt('}')) {
            field(prefix);
            skipBlank();
        }
        if (isAt('}')) {
            next();
        }
    }

    private void field(final String prefix) {
        final int keyLine = line;
        final int from = at;
        while (at < text.length() && "=:{\n".indexOf(text.charAt(at)) < 0) {
            if (isAt('"')) {
                skipQuoted();
            } else {
                next();
            }
        }
        final String written = text.substring(from, at).strip();
        if (at == text.length() || isAt('\n')) {
            // An include has no separator.
            return;
        }
        final boolean isAppended = written.endsWith("+");
        final String key = (isAppended ? written.substring(0, written.length() - 1) : written);
        final String path = prefix + key.strip().replace("\"", "");
        if (!isAt('{')) {
            next();
            skipBlankOfLines();
        }
        if (isAt('{')) {
            next();
            object(path + '.');
            value();
            return;
        }
        final String value = value();
        final Integer before = lines.put(path, keyLine);
        if (before != null && !isAppended && !value.contains("${")) {
            notices.add(
                    name
                            + " line "
                            + keyLine
                            + ": "
                            + path
                            + " is set in line "
                            + before
                            + " already; this one holds");
        }
    }

    /** The rest of a value: up to a line feed, comma or brace that is not inside of it. */
    private String value() {
        final int from = at;
        int depth = 0;
        while (at < text.length()) {
            final char c = text.charAt(at);
            if (depth == 0 && (c == '\n' || c == ',' || c == '}')) {
                break;
            }
            if (c == '"') {
                skipQuoted();
            } else if (isComment()) {
                skipLine();
            } else {
                depth += "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
                next();
            }
        }
        return text.substring(from, at);
    }

    private void skipQuoted() {
        final String mark = text.startsWith("\"\"\"", at) ? "\"\"\"" : "\"";
        skip(mark.length());
        while (at < text.length() && !text.startsWith(mark, at)) {
            skip(mark.length() == 1 && isAt('\\') ? 2 : 1);
        }
        skip(mark.length());
        // Three quotes may follow on a quote that belongs to the text.
        while (mark.length() == 3 && isAt('"')) {
            next();
        }
    }

    private void skipBlank() {
        while (at < text.length()) {
            if (isComment()) {
                skipLine();
            } else if (Character.isWhitespace(text.charAt(at))
                    || isAt(',')
                    || isAt('\uFEFF')
                    || isAt('\u00A0')) {
                next();
            } else {
                return;
            }
        }
    }

    /** Between a separator and its value there may be lines, but no comma. */
    private void skipBlankOfLines() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            next();
        }
    }

    private boolean isComment() {
        return isAt('#') || text.startsWith("//", at);
    }

    private void skipLine() {
        while (at < text.length() && !isAt('\n')) {
            at++;
        }
    }

    private boolean isAt(final char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void skip(final int count) {
        for (int i = 0; i < count && at < text.length(); i++) {
            next();
        }
    }

    private void next() {
        if (text.charAt(at) == '\n') {
            line++;
        }
        at++;
    }
}
