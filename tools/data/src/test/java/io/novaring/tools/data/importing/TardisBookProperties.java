/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class TardisBookProperties {
    private static final List<String> SYMBOLS = List.of("BTC-PERPETUAL", "ETH-27NOV26-3000-P");

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void shouldHaveTheBooksOfItsRows(
            @ForAll final long seed,
            @ForAll @IntRange(min = 1, max = 60) final int messageCount,
            @ForAll @IntRange(min = 1, max = 3) final int fileCount)
            throws IOException {
        final Path folder = Files.createTempDirectory("tardis-properties");
        try {
            final Market market = new Market(new Random(seed), fileCount);
            for (int i = 0; i < messageCount; i++) {
                market.step();
            }

            final Imported imported =
                    Imported.of(ImportOptions.of(market.write(folder)), folder.resolve("journal"));

            for (final String symbol : SYMBOLS) {
                assertEquals(market.levels(symbol), imported.levels(symbol));
            }
            assertEquals(0, imported.result.rejects());
        } finally {
            delete(folder);
        }
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(
                            path -> {
                                try {
                                    Files.delete(path);
                                } catch (final IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }

    /** Books that change at random, and the rows that say so; the obvious way. */
    private static final class Market {
        private final Random random;
        private final StringBuilder[] files;
        private final Map<String, TreeMap<Integer, Integer>> bids = new TreeMap<>();
        private final Map<String, TreeMap<Integer, Integer>> asks = new TreeMap<>();
        private long timeUs = 1_790_000_000_000_000L;

        Market(final Random random, final int fileCount) {
            this.random = random;
            files = new StringBuilder[fileCount];
            for (int i = 0; i < fileCount; i++) {
                files[i] = new StringBuilder(Imported.BOOK_HEADER);
            }
            for (final String symbol : SYMBOLS) {
                bids.put(symbol, new TreeMap<>(Comparator.reverseOrder()));
                asks.put(symbol, new TreeMap<>());
                snapshot(symbol);
            }
        }

        void step() {
            final String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
            if (random.nextInt(8) == 0) {
                snapshot(symbol);
            } else {
                change(symbol);
            }
        }

        private void snapshot(final String symbol) {
            timeUs += 1 + random.nextInt(70_000);
            final StringBuilder file = files[random.nextInt(files.length)];
            bids.get(symbol).clear();
            asks.get(symbol).clear();
            final int count = 1 + random.nextInt(12);
            for (int i = 0; i < count; i++) {
                final boolean isBid = random.nextBoolean();
                final int price = isBid ? 100 - random.nextInt(50) : 101 + random.nextInt(50);
                final int amount = 1 + random.nextInt(1000);
                if (side(isBid, symbol).putIfAbsent(price, amount) == null) {
                    row(file, symbol, true, isBid, price, amount);
                }
            }
        }

        private void change(final String symbol) {
            timeUs += 1 + random.nextInt(70_000);
            final StringBuilder file = files[random.nextInt(files.length)];
            final int count = 1 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                final boolean isBid = random.nextBoolean();
                final int price = isBid ? 100 - random.nextInt(50) : 101 + random.nextInt(50);
                final boolean isThere = side(isBid, symbol).containsKey(price);
                final int amount = isThere && random.nextBoolean() ? 0 : 1 + random.nextInt(1000);
                if (amount == 0) {
                    side(isBid, symbol).remove(price);
                } else {
                    side(isBid, symbol).put(price, amount);
                }
                row(file, symbol, false, isBid, price, amount);
            }
        }

        private TreeMap<Integer, Integer> side(final boolean isBid, final String symbol) {
            return (isBid ? bids : asks).get(symbol);
        }

        /** Prices are tenths, amounts thousandths, with all their zeros. */
        private void row(
                final StringBuilder file,
                final String symbol,
                final boolean isSnapshot,
                final boolean isBid,
                final int price,
                final int amount) {
            file.append("deribit,").append(symbol).append(',').append(timeUs - 500).append(',');
            file.append(timeUs).append(',').append(isSnapshot).append(isBid ? ",bid," : ",ask,");
            file.append(
                    "%d.%d,%d.%03d%n"
                            .formatted(price / 10, price % 10, amount / 1000, amount % 1000));
        }

        List<Path> write(final Path folder) {
            return java.util.stream.IntStream.range(0, files.length)
                    .mapToObj(i -> Imported.file(folder, "book" + i + ".csv", files[i].toString()))
                    .toList();
        }

        String levels(final String symbol) {
            return ("LIVE " + text(bids.get(symbol)) + "| " + text(asks.get(symbol))).trim();
        }

        private static String text(final Map<Integer, Integer> side) {
            return side.entrySet().stream()
                    .map(level -> plain(level.getKey(), 10) + 'x' + plain(level.getValue(), 1000))
                    .map(level -> level + ' ')
                    .collect(Collectors.joining());
        }

        private static String plain(final int value, final int scale) {
            return java.math.BigDecimal.valueOf(value)
                    .divide(java.math.BigDecimal.valueOf(scale))
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }
}
