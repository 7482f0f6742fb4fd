/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** A recording of a made-up minute of one market, imported: the same bytes each time, at once. */
final class ImportedMarket {
    static final long START_US = 1_795_000_000_000_000L;
    static final int STEPS = 3_000;

    private static final long STEP_US = 20_000;
    private static final double SPREAD = 4;

    private ImportedMarket() {}

    /** Two levels a side, that move by a tick now and then, and trades at the best. */
    static Path record(final Path folder) throws IOException {
        final List<String> book = new ArrayList<>();
        final List<String> trades = new ArrayList<>();
        final List<String> ticker = new ArrayList<>();
        book.add("exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount");
        trades.add("exchange,symbol,timestamp,local_timestamp,id,side,price,amount");
        ticker.add(
                "exchange,symbol,timestamp,local_timestamp,funding_timestamp,funding_rate,"
                        + "predicted_funding_rate,open_interest,last_price,index_price,mark_price");
        final SplittableRandom random = new SplittableRandom(5);
        double bid = 60_000;
        long us = START_US;
        level(book, us, true, "bid", bid, 300);
        level(book, us, true, "bid", bid - 0.5, 3000);
        level(book, us, true, "ask", bid + SPREAD, 300);
        level(book, us, true, "ask", bid + SPREAD + 0.5, 3000);
        for (int i = 1; i < STEPS; i++) {
            us += STEP_US;
            final double move = 0.5 * (random.nextInt(3) - 1);
            if (move != 0) {
                level(book, us, false, "bid", move > 0 ? bid - 0.5 : bid, 0);
                level(book, us, false, "ask", bid + SPREAD + (move > 0 ? 0 : 0.5), 0);
                level(book, us, false, "bid", move > 0 ? bid + 0.5 : bid - 1, 300);
                level(book, us, false, "ask", bid + SPREAD + (move > 0 ? 1 : -0.5), 300);
                bid += move;
            }
            if (i % 5 == 0) {
                final boolean isBuy = random.nextBoolean();
                trades.add(
                        head(us)
                                + i
                                + (isBuy ? ",buy," : ",sell,")
                                + price(isBuy ? bid + SPREAD : bid)
                                + ",200");
            }
            if (i % 50 == 0) {
                final String middle = price(bid + SPREAD / 2);
                ticker.add(head(us) + ",0.0001,,1000000," + middle + "," + middle + "," + middle);
            }
        }
        final List<String> command =
                new ArrayList<>(List.of("import", "--out", folder.resolve("market").toString()));
        command.add(Files.write(folder.resolve("book.csv"), book).toString());
        command.add(Files.write(folder.resolve("trades.csv"), trades).toString());
        command.add(Files.write(folder.resolve("ticker.csv"), ticker).toString());
        final Cli imported = Cli.run(command.toArray(new String[0]));
        assertEquals(0, imported.exitCode(), imported.out() + imported.err());
        return folder.resolve("market");
    }

    private static void level(
            final List<String> book,
            final long us,
            final boolean isSnapshot,
            final String side,
            final double price,
            final int amount) {
        book.add(head(us) + isSnapshot + ',' + side + ',' + price(price) + ',' + amount);
    }

    private static String head(final long us) {
        return "deribit,BTC-PERPETUAL," + us + ',' + (us + 1_500) + ',';
    }

    private static String price(final double price) {
        return String.format(Locale.ROOT, "%.1f", price);
    }
}
