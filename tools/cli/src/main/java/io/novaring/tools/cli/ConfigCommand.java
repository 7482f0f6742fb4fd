/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.config.ExampleFile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "config",
        sortOptions = false,
        description = "Shows what a configuration says, and what it could say.",
        subcommands = {ConfigExplainCommand.class, ConfigCommand.Example.class},
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:the command or the configuration was not understood"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring config example > novaring.conf",
            "  novaring config explain --config novaring.conf"
        })
final class ConfigCommand implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "example",
            description = "Prints a file with every key, its default and what it means.",
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = "0:printed",
            footerHeading = "%nExamples:%n",
            footer = "  novaring config example > novaring.conf")
    static final class Example implements Callable<Integer> {
        @Spec private CommandSpec spec;
        @Mixin private HelpOption help;

        @Override
        public Integer call() {
            final PrintWriter out = spec.commandLine().getOut();
            out.print(ExampleFile.text());
            out.flush();
            return ExitCode.OK;
        }
    }
}
