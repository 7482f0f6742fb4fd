/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all books hold, as text that every client can write alike, and a hash of it. */
final class Books {
    private static final int HASH_BYTES = 8;

    private final SortedMap<String, SortedMap<BigDecimal, BigDecimal>> bids = new TreeMap<>();
    private final SortedMap<String, SortedMap<BigDecimal, BigDecimal>> asks = new TreeMap<>();

    /** Levels of one side, lowest price first; to be changed by the caller. */
    SortedMap<BigDecimal, BigDecimal> side(final String instrument, final boolean isBid) {
        return (isBid ? bids : asks).computeIfAbsent(instrument, name -> new TreeMap<>());
    }

    /** Takes over levels held as doubles. */
    void put(final String instrument, final boolean isBid, final Map<Double, Double> levels) {
        final SortedMap<BigDecimal, BigDecimal> side = side(instrument, isBid);
        levels.forEach(
                (price, amount) -> side.put(BigDecimal.valueOf(price), BigDecimal.valueOf(amount)));
    }

    /** The first 16 hexadecimal digits of the SHA-256 of all levels. */
    String hash() {
        final StringBuilder text = new StringBuilder();
        // An instrument that has neither side yet says nothing.
        for (final String instrument : bids.keySet()) {
            append(text, instrument, "b", bids.get(instrument));
            append(text, instrument, "a", asks.getOrDefault(instrument, new TreeMap<>()));
        }
        try {
            final byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void append(
            final StringBuilder text,
            final String instrument,
            final String side,
            final Map<BigDecimal, BigDecimal> levels) {
        levels.forEach(
                (price, amount) ->
                        text.append(instrument)
                                .append(' ')
                                .append(side)
                                .append(' ')
                                .append(plain(price))
                                .append(' ')
                                .append(plain(amount))
                                .append('\n'));
    }

    private static String plain(final BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
