/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.tools.cli.console.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "journal",
        sortOptions = false,
        description = {
            "Looks into the journal of a run, also while it is written; copies parts of it.",
            "",
            "JOURNAL is the directory of a journal, of which the last run is meant unless --run"
                    + " names another, or a file made by slice, export or merge."
        },
        subcommands = {
            JournalVerifyCommand.class,
            JournalStatCommand.class,
            JournalDumpCommand.class,
            JournalSeekCommand.class,
            JournalQualityCommand.class,
            JournalSliceCommand.class,
            JournalExportCommand.class,
            JournalMergeCommand.class
        },
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done; what is recorded is valid",
            "1:something in it is damaged, or there is no journal",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring journal verify /data/journal",
            "  novaring journal dump --kind trades --limit 10 /data/journal",
            "  novaring journal slice --from +90s --until +120s /data/journal incident.nvr"
        })
public final class JournalCommand implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
