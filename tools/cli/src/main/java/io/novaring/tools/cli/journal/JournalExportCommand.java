/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.journal.flat.FlatWriter;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.session.EventRange;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RecordingOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        sortOptions = false,
        description = {
            "Copies a whole run to one file, which every command reads as it reads a journal.",
            "",
            "The file is for its owner alone: a journal may hold private messages. It has its name"
                    + " only when it is whole."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written; everything in it is valid",
            "1:the journal is damaged, or the file cannot be written; nothing is left of it",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring journal export /data/journal monday.nvr",
            "  novaring journal export --run 3 --compress /data/journal third.nvr"
        })
final class JournalExportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private RecordingOptions recording;
    @Mixin private OutputOptions output;

    @Parameters(index = "1", paramLabel = "OUT.nvr", description = "The file to write.")
    private Path out;

    @Override
    public Integer call() {
        final JournalRun run = recording.facts();
        output.requireRoom(out, run.bytes());
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "copied");
                CtrlC ctrlC = new CtrlC();
                JournalReader reader = recording.open()) {
            progress.total(run.events());
            final long first = reader.firstSequence();
            try (FlatWriter writer = FlatWriter.create(out, output.config(), reader.run(), first)) {
                return ctrlC.exit(
                        new WrittenFile(out, spec.commandLine())
                                .copy(
                                        reader,
                                        writer,
                                        new EventRange(first, Long.MAX_VALUE),
                                        progress,
                                        ctrlC));
            }
        }
    }
}
