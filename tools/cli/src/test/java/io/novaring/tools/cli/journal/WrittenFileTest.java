/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.journal.flat.FlatConfig;
import io.novaring.journal.flat.FlatWriter;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class WrittenFileTest {
    private static final int EVENTS = 10;

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldLeaveNothingWhenEndedByCtrlC() throws IOException {
        try (CtrlC ctrlC = new CtrlC()) {
            ctrlC.request();

            assertEquals(1, copy(EventRange.ALL, ctrlC));
        }

        assertEquals(List.of("journal"), names());
        assertTrue(err.toString().startsWith("ended by Ctrl-C: "), err.toString());
        assertTrue(err.toString().contains("out.nvr was not written"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void shouldLeaveTheWholeFileOtherwise() throws IOException {
        try (CtrlC ctrlC = new CtrlC()) {
            assertEquals(0, copy(EventRange.ALL, ctrlC));
        }

        assertEquals(List.of("journal", "out.nvr"), names());
        assertTrue(out.toString().contains("out.nvr: 10 events, "), out.toString());
        assertEquals("", err.toString());
    }

    private int copy(final EventRange events, final CtrlC ctrlC) {
        final Path journal = folder.resolve("journal");
        final MarketEvent event = new MarketEvent();
        try (JournalWriter writer = JournalWriter.open(journal, JournalConfig.DEFAULTS)) {
            for (int i = 0; i < EVENTS; i++) {
                event.reset(Origin.TICK, EventKind.TICK);
                event.sequence = i;
                writer.onEvent(event, i, true);
            }
        }
        final CommandLine line =
                new CommandLine(new JournalCommand())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        final Path file = folder.resolve("out.nvr");
        try (JournalReader reader = JournalReader.openPrefix(journal);
                FlatWriter writer = FlatWriter.create(file, FlatConfig.DEFAULTS, 1, 0);
                Progress progress = Progress.ofEvents(line.getErr(), "copied")) {
            return new WrittenFile(file, line).copy(reader, writer, events, progress, ctrlC);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
