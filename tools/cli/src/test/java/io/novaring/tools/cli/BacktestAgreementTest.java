/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A maker that traded against the simulator, and backtests on the journal of that. */
@Timeout(300)
final class BacktestAgreementTest {
    @TempDir private static Path folder;
    private static Path journal;

    @TempDir private Path out;

    @BeforeAll
    static void trade() {
        journal = folder.resolve("live");
        final Cli demo =
                Cli.run(
                        "demo",
                        "--strategy",
                        "maker",
                        "--duration",
                        "3",
                        "--rate",
                        "1000",
                        "--journal",
                        journal.toString());
        assertTrue(Files.isDirectory(journal), demo.err());
    }

    private Cli backtest(final String... options) {
        final List<String> words = new ArrayList<>(List.of("backtest", "--strategy", "maker"));
        words.addAll(List.of("--order-latency", "recorded", "--out", out.toString()));
        words.addAll(List.of(options));
        return Cli.run(words.toArray(new String[0]));
    }

    @Test
    void shouldHoldEachModelAgainstTheRecordedRun() throws IOException {
        final Cli cli = backtest("--agreement", journal.toString());

        assertEquals(0, cli.exitCode(), cli.err());
        final JsonNode runs =
                new ObjectMapper().readTree(out.resolve("agreement.json").toFile()).path("runs");
        final List<String> names = new ArrayList<>();
        runs.forEach(
                run -> names.add(run.path("orders").asText() + ' ' + run.path("queue").asText()));
        assertEquals(
                List.of(
                        "maker pessimistic",
                        "maker proportional",
                        "maker optimistic",
                        "recorded orders pessimistic",
                        "recorded orders proportional",
                        "recorded orders optimistic"),
                names);
        final JsonNode sent = runs.get(3).path("ordersSent");
        assertTrue(sent.path("live").asLong() > 1, sent.toString());
        assertTrue(sent.path("recall").asDouble() > 0.5, sent.toString());
        assertTrue(cli.out().contains("recorded orders"), cli.out());
        assertTrue(Files.exists(out.resolve("agreement.html")));
        assertTrue(Files.exists(out.resolve("report.html")));

        // What is there is of the result beside it.
        backtest(journal.toString());
        assertFalse(Files.exists(out.resolve("agreement.json")));
        assertFalse(Files.exists(out.resolve("agreement.html")));
    }

    @Test
    void shouldSayWhatItCannotBeWith() {
        final String path = journal.toString();

        assertTrue(backtest("--agreement", path, path).err().contains("name one journal"));
        assertTrue(
                backtest("--agreement", "--sweep", "amount=10,20", path)
                        .err()
                        .contains("leave out --sweep"));
        assertTrue(
                backtest("--agreement-window", "1s", path)
                        .err()
                        .contains("--agreement-window is for --agreement"));
    }

    @Test
    void shouldSayThatNothingWasTraded() throws IOException {
        final Path market = ImportedMarket.record(Files.createDirectory(folder.resolve("market")));

        final Cli cli = backtest("--agreement", market.toString());

        assertEquals(1, cli.exitCode());
        assertTrue(cli.err().contains("sent no order"), cli.err());
    }
}
