/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.config.NovaRingConfig;
import io.novaring.tools.config.hocon.InvalidConfigException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which configuration a command works with. */
final class ConfigOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "A configuration, in HOCON.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A value in place of the file's; may be repeated. Never for a secret.")
    private List<String> overrides = new ArrayList<>();

    boolean isNamed() {
        return file != null;
    }

    List<String> overrides() {
        return overrides;
    }

    /** The file with what replaces its values; defaults when no file is named. */
    NovaRingConfig load() {
        try {
            if (file != null) {
                return NovaRingConfig.load(file, overrides);
            }
            return overrides.isEmpty()
                    ? NovaRingConfig.defaults()
                    : NovaRingConfig.parse("connections.main {}", overrides);
        } catch (final InvalidConfigException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    static void tell(final NovaRingConfig config, final PrintWriter err) {
        config.notices().forEach(notice -> err.println("note: " + notice));
        err.flush();
    }
}
