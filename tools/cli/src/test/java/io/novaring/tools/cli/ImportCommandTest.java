/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class ImportCommandTest {
    private static final String BOOK =
            "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount\n"
                    + "deribit,BTC-PERPETUAL,1790000000000000,1790000000001000,true,bid,100,1\n"
                    + "deribit,BTC-PERPETUAL,1790000000002000,1790000000003000,false,ask,101,2\n";

    @TempDir private Path folder;

    @Test
    void shouldMakeAJournalThatEveryCommandReads() throws IOException {
        final String journal = folder.resolve("journal").toString();
        final Path file = Files.writeString(folder.resolve("book.csv"), BOOK);

        final Cli imported = Cli.run("import", "--out", journal, file.toString());
        final Cli replayed = Cli.run("replay", "--verify", journal);
        final Cli verified = Cli.run("journal", "verify", journal);
        final Cli dumped = Cli.run("journal", "dump", journal);
        final Cli stat = Cli.run("journal", "stat", journal);

        assertEquals(0, imported.exitCode(), imported.err());
        assertTrue(imported.out().startsWith("2 messages of 3 lines, 2026-09-21T14:13:20.001"));
        assertTrue(imported.err().contains("a CSV file of Tardis, by its header"));
        assertEquals(0, replayed.exitCode(), replayed.out() + replayed.err());
        assertTrue(replayed.out().contains("equal to the recorded run"), replayed.out());
        assertEquals(0, verified.exitCode(), verified.out());
        assertTrue(dumped.out().contains("book.BTC-PERPETUAL.raw"), dumped.out());
        assertTrue(stat.out().contains("deribit public"), stat.out());
    }

    @Test
    void shouldSayWhereAFileIsWrongAndKeepWhatWasBefore() throws IOException {
        final String journal = folder.resolve("journal").toString();
        final Path file = Files.writeString(folder.resolve("book.csv"), BOOK + BOOK);

        final Cli imported = Cli.run("import", "--out", journal, file.toString());

        assertEquals(1, imported.exitCode());
        assertTrue(imported.err().contains("line 4: exchange is 'exchange'"), imported.err());
        assertEquals(0, Cli.run("replay", "--verify", journal).exitCode());
    }

    @Test
    void shouldRefuseWhatIsNoRecordingAndCreateNothing() throws IOException {
        final Path journal = folder.resolve("journal");
        final Path file = Files.writeString(folder.resolve("letter.txt"), "Dear reader\n");

        final Cli imported = Cli.run("import", "--out", journal.toString(), file.toString());

        assertEquals(1, imported.exitCode());
        assertTrue(imported.err().contains("of no format that is known: 'Dear reader'"));
        assertFalse(Files.exists(journal));
        assertEquals(2, Cli.run("import", "--out", journal.toString()).exitCode());
    }
}
