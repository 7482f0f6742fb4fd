/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for secrets in files, in every spelling they might have: as they are, as base64 wherever
 * they begin, as hexadecimal digits, escaped as in JSON or an address, in one or two bytes a
 * character; and for their beginnings and ends, should one be cut.
 */
final class Canaries {
    private static final int PART_LENGTH = 24;
    private static final int KEY_LENGTH = 8;

    /** What is looked for, by its first bytes. */
    private final Map<Long, List<Spelling>> byStart = new HashMap<>();

    private int spellingCount;

    private record Spelling(String name, byte[] bytes) {}

    void add(final String name, final String secret) {
        final Set<String> parts = new LinkedHashSet<>(List.of(secret));
        if (secret.length() > 2 * PART_LENGTH) {
            parts.add(secret.substring(0, PART_LENGTH));
            parts.add(secret.substring(secret.length() - PART_LENGTH));
        }
        for (final String part : parts) {
            spellings(part).forEach((how, text) -> add(name + " as " + how, text, part.length()));
        }
    }

    private void add(final String name, final String text, final int length) {
        for (final Charset charset :
                List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE)) {
            final byte[] bytes = text.getBytes(charset);
            if (bytes.length < KEY_LENGTH) {
                throw new IllegalArgumentException("too short to be told apart: " + length);
            }
            byStart.computeIfAbsent(key(bytes, 0), start -> new ArrayList<>())
                    .add(new Spelling(name + ", " + charset, bytes));
            spellingCount++;
        }
    }

    /** Every spelling of one text. */
    static Map<String, String> spellings(final String secret) {
        final Map<String, String> all = new LinkedHashMap<>();
        final byte[] bytes = secret.getBytes(StandardCharsets.ISO_8859_1);
        all.put("raw", secret);
        all.put("reversed", new StringBuilder(secret).reverse().toString());
        final String hex = HexFormat.of().formatHex(bytes);
        all.put("hex", hex);
        all.put("upper-case hex", hex.toUpperCase(Locale.ROOT));
        for (int skipped = 0; skipped < 3; skipped++) {
            // In the middle of something longer the first and last characters are others.
            final byte[] rest = new byte[(bytes.length - skipped) / 3 * 3];
            System.arraycopy(bytes, skipped, rest, 0, rest.length);
            all.put("base64 at " + skipped, Base64.getEncoder().encodeToString(rest));
            all.put(
                    "base64 of addresses at " + skipped,
                    Base64.getUrlEncoder().encodeToString(rest));
        }
        final StringBuilder unicode = new StringBuilder();
        final StringBuilder percent = new StringBuilder();
        for (final byte one : bytes) {
            unicode.append(String.format("\\u%04x", one));
            percent.append(String.format("%%%02X", one));
        }
        all.put("JSON, every character escaped", unicode.toString());
        all.put("JSON, slashes escaped", secret.replace("/", "\\/"));
        all.put("JSON, punctuation escaped", escaped(secret));
        all.put("percent", percent.toString());
        return all;
    }

    private static String escaped(final String secret) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            final char one = secret.charAt(i);
            text.append(
                    Character.isLetterOrDigit(one)
                            ? String.valueOf(one)
                            : String.format("\\u%04x", (int) one));
        }
        return text.toString();
    }

    int spellingCount() {
        return spellingCount;
    }

    /** Where something was found: nothing of what. */
    List<String> findIn(final Path folder) throws IOException {
        final List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                find(Files.readAllBytes(file), folder.relativize(file).toString(), found);
            }
        }
        return found;
    }

    private void find(final byte[] bytes, final String where, final List<String> found) {
        for (int i = 0; i + KEY_LENGTH <= bytes.length; i++) {
            final List<Spelling> candidates = byStart.get(key(bytes, i));
            if (candidates == null) {
                continue;
            }
            for (final Spelling candidate : candidates) {
                if (startsWith(bytes, i, candidate.bytes())) {
                    found.add(where + " at " + i + ": " + candidate.name());
                }
            }
        }
    }

    private static boolean startsWith(final byte[] bytes, final int at, final byte[] wanted) {
        return at + wanted.length <= bytes.length
                && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static long key(final byte[] bytes, final int at) {
        long key = 0;
        for (int i = 0; i < KEY_LENGTH; i++) {
            key = key << 8 | bytes[at + i] & 0xFF;
        }
        return key;
    }
}
