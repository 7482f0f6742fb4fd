/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo that trades, with faults, and a replay of its journal. */
@Timeout(300)
final class MakerDemoTest {
    @TempDir private static Path folder;
    private static Path journal;
    private static Cli demo;

    @BeforeAll
    static void runOnce() {
        journal = folder.resolve("journal");
        demo =
                Cli.run(
                        "demo",
                        "--strategy",
                        "maker",
                        "--duration",
                        "4",
                        "--faults",
                        "--seed",
                        "7",
                        "--json",
                        "--journal",
                        journal.toString());
    }

    @Test
    void shouldAgreeWithTheLedgerAndEndFlat() {
        final JsonNode json = demo.json();

        assertEquals(0, demo.exitCode(), demo.out() + demo.err());
        assertAll(
                () -> assertTrue(json.path("ok").asBoolean(), demo.out()),
                () -> assertTrue(json.path("flat").asBoolean()),
                () -> assertEquals(0, json.path("disagreements").size(), demo.out()),
                () -> assertEquals(0, json.path("openOrders").asInt()),
                () -> assertEquals(0, json.path("duplicateLabels").asInt()),
                () -> assertTrue(json.path("orders").asInt() > 1, demo.out()),
                () -> assertEquals(10, json.path("faults").size()),
                () -> assertTrue(json.path("privateDisconnects").asInt() > 0, demo.out()),
                () -> assertTrue(json.path("replayEqual").asBoolean()));
    }

    @Test
    void shouldReplayWithoutCredentials() {
        final Cli replay = Cli.run("replay", "--json", journal.toString());

        assertEquals(0, replay.exitCode(), replay.err());
        assertEquals(demo.json().path("stateHash"), replay.json().path("stateHash"));
        assertEquals(demo.json().path("events"), replay.json().path("events"));
    }

    @Test
    void shouldRecordAllThatABacktestNeeds() {
        final Cli backtest =
                Cli.run(
                        "backtest",
                        "--strategy",
                        "maker",
                        "--json",
                        "--out",
                        folder.resolve("result").toString(),
                        journal.toString());

        assertEquals(0, backtest.exitCode(), backtest.err());
        final JsonNode figures = backtest.json().path("figures");
        assertTrue(figures.path("activity").path("fills").asInt() > 0, backtest.out());
        // The mark price is the ticker's, and so is the price of a coin in dollars.
        final JsonNode perpetual = figures.path("instruments").path(0);
        assertEquals("mark", perpetual.path("valuation").asText(), backtest.out());
        assertTrue(figures.path("currencies").path(0).path("usdPrice").isTextual());
    }

    @Test
    void shouldKnowNoOtherStrategy() {
        final Cli refused = Cli.run("demo", "--strategy", "taker");

        assertEquals(2, refused.exitCode(), refused.out());
        assertTrue(refused.err().contains("maker"), refused.err());
    }
}
