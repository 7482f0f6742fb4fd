/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Checks what goes into channel names and parameters. For start-up and rare requests. */
final class Names {
    private static final int LENGTH_MAX = 64;
    private static final Set<String> KINDS =
            Set.of("future", "option", "spot", "future_combo", "option_combo");

    private Names() {}

    static String instrument(final String instrument) {
        return checked("instrument", instrument);
    }

    static String currency(final String currency) {
        return checked("currency", currency);
    }

    static String index(final String index) {
        return checked("index", index);
    }

    static String orderId(final String orderId) {
        return checked("orderId", orderId);
    }

    static String kind(final String kind) {
        return oneOf("kind", KINDS, kind);
    }

    /** One of a few words. */
    static String oneOf(final String what, final Set<String> words, final String word) {
        Objects.requireNonNull(word, what);
        if (!words.contains(word)) {
            throw new IllegalArgumentException(
                    what
                            + " unknown: '"
                            + word
                            + "'; known are "
                            + String.join(", ", new TreeSet<>(words)));
        }
        return word;
    }

    /** Neither dots, which part channel names, nor anything JSON would have to escape. */
    private static String checked(final String what, final String name) {
        Objects.requireNonNull(name, what);
        if (name.isEmpty() || name.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    what + " not within 1 and 64 characters: '" + name + '\'');
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isAllowed(name.charAt(i))) {
                throw new IllegalArgumentException(
                        what
                                + " with something else than letters, digits, - and _: '"
                                + name
                                + '\'');
            }
        }
        return name;
    }

    private static boolean isAllowed(final char c) {
        return c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '_';
    }
}
