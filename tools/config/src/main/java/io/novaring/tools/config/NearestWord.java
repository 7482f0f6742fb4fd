/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import java.util.Collection;

/** The word that was probably meant. */
public final class NearestWord {
    private NearestWord() {}

    /** What to put behind "no such word": a question, or a full stop when no candidate is near. */
    public static String question(final String word, final Collection<String> candidates) {
        final String nearest = of(word, candidates);
        return nearest == null ? "." : "; did you mean " + nearest + '?';
    }

    /** The candidate with the fewest letters to change; null when none is near. */
    public static String of(final String word, final Collection<String> candidates) {
        String nearest = null;
        int least = Math.max(word.length() > 3 ? 2 : 1, word.length() / 3) + 1;
        for (final String candidate : candidates) {
            final int changes = changes(word, candidate);
            if (changes < least) {
                least = changes;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance. */
    private static int changes(final String from, final String to) {
        int[] above = new int[to.length() + 1];
        for (int i = 0; i <= to.length(); i++) {
            above[i] = i;
        }
        for (int row = 1; row <= from.length(); row++) {
            final int[] line = new int[to.length() + 1];
            line[0] = row;
            for (int i = 1; i <= to.length(); i++) {
                final int replaced = from.charAt(row - 1) == to.charAt(i - 1) ? 0 : 1;
                line[i] = Math.min(above[i - 1] + replaced, 1 + Math.min(above[i], line[i - 1]));
            }
            above = line;
        }
        return above[to.length()];
    }
}
