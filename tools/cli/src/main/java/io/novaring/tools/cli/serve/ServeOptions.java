/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.serve;

import picocli.CommandLine.Option;

/** What {@code replay} takes more when it serves; nothing of it is understood without it. */
public final class ServeOptions {
    @Option(
            names = "--serve",
            required = true,
            description =
                    "Play the journal as the venue it was recorded from, on loopback, for any"
                            + " client: what was recorded, byte for byte, to those who subscribe"
                            + " to it.")
    private boolean serves;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --serve: port on loopback (default: a free one).")
    private int port;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "With --serve: begin when so many clients are subscribed; 0 is at once"
                            + " (default: ${DEFAULT-VALUE}).")
    private int clients;

    int port() {
        return port;
    }

    int clients() {
        return clients;
    }
}
