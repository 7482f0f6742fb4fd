/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Where ccxt pro is, and how it is run: on node, with what {@code npm ci} has fetched. */
final class Ccxt {
    private static final String SCRIPT = "client.mjs";
    private static final int INSTALL_TIMEOUT_SECONDS = 120;

    private Ccxt() {}

    /** The folder of the client, from the working directory or one above; null if there is none. */
    static Path folder() {
        for (final Path folder : List.of(Path.of("ccxt"), Path.of("bench/ccxt"))) {
            if (Files.exists(folder.resolve(SCRIPT))) {
                return folder.toAbsolutePath();
            }
        }
        return null;
    }

    static boolean isInstalled() {
        final Path folder = folder();
        return folder != null && Files.isDirectory(folder.resolve("node_modules/ccxt"));
    }

    /**
     * Fetches what is missing.
     *
     * @return what stands in the way of running it; empty when nothing does.
     */
    static String install() throws IOException, InterruptedException {
        if (folder() == null) {
            return "no bench/ccxt here: run it in the project";
        }
        if (!hasNode()) {
            return "no node";
        }
        if (isInstalled()) {
            return "";
        }
        final Process npm =
                new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                        .directory(folder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!npm.waitFor(INSTALL_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
        }
        return isInstalled() ? "" : "npm ci failed in " + folder();
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (final IOException e) {
            return false;
        }
    }

    static ProcessBuilder process(final Setup setup) {
        return new ProcessBuilder(
                        "node",
                        SCRIPT,
                        setup.uri().toString(),
                        Long.toString(setup.baseNs()),
                        String.join(",", setup.instruments()))
                .directory(folder().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
