/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.generate;

import io.novaring.tools.cli.console.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Parent of the commands that write what one starts from. */
@Command(
        name = "generate",
        sortOptions = false,
        description = "Writes something to start from.",
        subcommands = {GenerateVenueCommand.class, GenerateStrategyCommand.class},
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written",
            "1:it could not be written; nothing was",
            "2:the command was not understood, or the directory is not empty"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  novaring generate venue acme", "  novaring generate strategy First"})
public final class GenerateCommand implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
