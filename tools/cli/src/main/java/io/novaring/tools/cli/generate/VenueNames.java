/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.generate;

import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * What a new adapter is called.
 *
 * @param name of the venue, as {@code VenueClient.venue()} says it: acme-futures.
 * @param packageName of its classes: com.example.acmefutures.
 * @param classPrefix what their names begin with: AcmeFutures.
 */
record VenueNames(String name, String packageName, String classPrefix) {
    private static final int LENGTH_MAX = 40;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /**
     * @param packageName null for the default.
     * @throws IllegalArgumentException with a sentence for the person who typed it.
     */
    static VenueNames of(final String name, final String packageName) {
        if (name.length() > LENGTH_MAX || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "NAME must be lower-case letters and digits, with single hyphens between, a"
                            + " letter first, at most "
                            + LENGTH_MAX
                            + " characters: '"
                            + name
                            + "'");
        }
        final boolean isDefault = packageName == null;
        final String chosen = isDefault ? "com.example." + name.replace("-", "") : packageName;
        if (!SourceVersion.isName(chosen, SourceVersion.RELEASE_17)) {
            final String advice = isDefault ? "; choose another with --package" : "";
            throw new IllegalArgumentException(
                    "no name of a Java package: '" + chosen + '\'' + advice);
        }
        if (chosen.startsWith("java.") || chosen.startsWith("javax.")) {
            throw new IllegalArgumentException("a package of the JDK's own: '" + chosen + '\'');
        }
        return new VenueNames(name, chosen, classPrefix(name));
    }

    private static String classPrefix(final String name) {
        final StringBuilder prefix = new StringBuilder();
        for (final String word : name.split("-")) {
            prefix.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return prefix.toString();
    }
}
