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
        description = "Looks into the journal of a run, also while it is written.",
        subcommands = {
            JournalVerifyCommand.class,
            JournalStatCommand.class,
            JournalDumpCommand.class
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
            "  novaring journal verify /data/journal/monday",
            "  novaring journal dump --kind trades --limit 10 /data/journal/monday"
        })
public final class JournalCommand implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
