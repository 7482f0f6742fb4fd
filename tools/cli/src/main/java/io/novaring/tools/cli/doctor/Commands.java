/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a command that prints a few lines; ends one that takes long. */
final class Commands {
    private static final int TIMEOUT_SECONDS = 2;

    private Commands() {}

    static Optional<String> run(final List<String> command) {
        final Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (final IOException e) {
            return Optional.empty();
        }
        try {
            // A few lines fit into the pipe: it can be waited for before it is read.
            if (process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                final byte[] said = process.getInputStream().readAllBytes();
                return Optional.of(new String(said, StandardCharsets.UTF_8));
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final IOException e) {
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
        return Optional.empty();
    }
}
