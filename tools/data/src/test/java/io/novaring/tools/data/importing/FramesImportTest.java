/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FramesImportTest {
    private static final long START_NS = 1_790_000_000_000_000_123L;

    @TempDir private Path folder;

    private static String book(final String type, final long id, final String bids) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":"
                + "\"book.BTC-PERPETUAL.100ms\",\"data\":{\"type\":\""
                + type
                + "\",\"timestamp\":1790000000000,\"instrument_name\":\"BTC-PERPETUAL\","
                + (type.equals("change") ? "\"prev_change_id\":" + (id - 1) + ',' : "")
                + "\"change_id\":"
                + id
                + ",\"bids\":["
                + bids
                + "],\"asks\":[]}}}";
    }

    private static String object(final long atMs, final String message) {
        return "{\"timeNs\": " + (START_NS + atMs * 1_000_000) + ", \"frame\": " + message + "}\n";
    }

    @Test
    void shouldTakeEveryWayInWhichMessagesAreWritten() {
        final String snapshot = book("snapshot", 7, "[\"new\", 100.50, 1]");
        final String change = book("change", 8, "[\"change\",100.50,2e0]");
        final String text =
                object(0, snapshot)
                        + "{\"frame\":\""
                        + change.replace("\"", "\\\"")
                        + "\",\"localTimestamp\":1790000000001000}\r\n"
                        + "{\"localTimestamp\":\"2026-09-21T14:13:20.0020003Z\",\"message\":"
                        + book("change", 9, "")
                        + "}\n"
                        + "2026-09-21T14:13:20.0030000Z "
                        + book("change", 10, "[\"new\",99,3]");

        final Imported imported = Imported.ofText(folder, text);

        assertEquals(List.of(snapshot, change), imported.inbound.subList(0, 2), "byte for byte");
        assertEquals(
                List.of(
                        START_NS,
                        1_790_000_000_001_000_000L,
                        1_790_000_000_002_000_300L,
                        1_790_000_000_003_000_000L),
                imported.times);
        assertEquals("LIVE 100.5x2 99x3 |", imported.levels("BTC-PERPETUAL"));
    }

    @Test
    void shouldLeaveOutWhatTheRecorderAndTheVenueToldEachOther() {
        final Imported imported =
                Imported.ofText(
                        folder,
                        object(0, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[\"a\"]}")
                                + object(
                                        1,
                                        "{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":"
                                                + "{\"type\":\"test_request\"}}")
                                + object(
                                        2,
                                        "{\"method\":\"subscription\",\"params\":{\"channel\":"
                                                + "\"user.orders.any.any.raw\",\"data\":[]}}")
                                + object(3, book("snapshot", 1, "")));

        assertEquals(2, imported.result.answers());
        assertEquals(1, imported.result.privates());
        assertEquals(1, imported.inbound.size());
    }

    @Test
    void shouldLoseTheConnectionWhereTheRecordingDoesAndWhereItIsSilent() {
        final Imported imported =
                Imported.ofText(
                        folder,
                        object(0, book("snapshot", 1, "[\"new\",100,1]"))
                                + "\n"
                                + object(500, book("snapshot", 5, "[\"new\",101,1]"))
                                + object(120_000, book("change", 6, "[\"new\",102,1]"))
                                + object(120_001, book("snapshot", 9, "[\"new\",103,1]")));

        assertEquals(2, imported.result.holes());
        assertEquals(3, imported.lives.stream().filter("CONNECTED"::equals).count());
        assertEquals(List.of("LIVE", "LIVE", "RESYNCING", "LIVE"), imported.bookStates);
        assertTrue(imported.tickCount > 1_200, "the time passes in a hole too");
    }

    @Test
    void shouldBeStaleFromAGapToTheNextSnapshot() {
        final Imported imported =
                Imported.ofText(
                        folder,
                        object(0, book("snapshot", 1, "[\"new\",100,1]"))
                                + object(1, book("change", 3, "[\"new\",101,1]"))
                                + object(2, book("change", 4, "[\"new\",102,1]"))
                                + object(50_000, book("snapshot", 9, "[\"new\",103,1]")));

        assertEquals(List.of("LIVE", "STALE", "RESYNCING", "LIVE"), imported.bookStates);
        assertEquals("LIVE 103x1 |", imported.levels("BTC-PERPETUAL"));
    }

    @Test
    void shouldSayWhichLineIsNoMessage() {
        final String good = object(0, book("snapshot", 1, ""));

        assertTrue(
                errorOf("a", good + "{\"timeNs\":1,\"frame\":{}}\n").contains("of this century"));
        assertTrue(errorOf("b", good + "{\"timeNs\":").contains("line 2: is no JSON"));
        assertTrue(errorOf("c", good + "hello\n").contains("line 2: neither an object nor"));
        assertTrue(errorOf("d", good + object(1, "[1]")).contains("has no frame"));
        assertTrue(errorOf("e", good + object(1, "\"[1]\"")).contains("message is no object"));
        assertTrue(errorOf("f", good + object(1, "{} {}")).contains("line 2: "));
    }

    private String errorOf(final String name, final String text) {
        final Path file = Imported.file(folder, name, text);
        final Imported imported =
                Imported.of(ImportOptions.of(List.of(file)), folder.resolve("journal-" + name));
        assertEquals(1, imported.result.messages());
        return imported.result.error();
    }

    @Test
    void shouldReadStandardInput() {
        final Imported imported =
                Imported.ofStdin(
                        folder.resolve("journal"), object(0, book("snapshot", 1, "[\"new\",1,1]")));

        assertEquals("LIVE 1x1 |", imported.levels("BTC-PERPETUAL"));
        assertEquals(List.of("standard input: raw messages, by its first line"), imported.notices);
    }
}
