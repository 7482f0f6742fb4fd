/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import picocli.CommandLine.Option;

/** The option every command has. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;
}
