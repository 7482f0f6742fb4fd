/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.serve;

import picocli.CommandLine.Option;

/** What {@code replay} takes more when it serves; nothing of it is understood without it. */
public final class ServeOptions {
    @Option(
            names = "--serve",
            required = true,
            description = {
                "Play the journal as the venue it was recorded from, on loopback, for any",
                "client: what was recorded, byte for byte, to those who subscribe to it."
            })
    private boolean serves;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --serve: port on loopback (default: a free one).")
    private int port;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            converter = ServeStart.Converter.class,
            description = {
                "With --serve: begin at this sequence, or time such as",
                "2026-11-21T09:30:00Z, with the books as they were then."
            })
    private ServeStart from;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "With --serve: begin when so many clients are subscribed; 0 is at once",
                "(default: ${DEFAULT-VALUE})."
            })
    private int clients;

    @Option(
            names = "--connection",
            paramLabel = "N",
            description = {
                "With --serve: play this recorded connection alone, a private one too",
                "(default: all public ones)."
            })
    private Integer connection;

    int port() {
        return port;
    }

    ServeStart from() {
        return from == null ? ServeStart.BEGINNING : from;
    }

    int clients() {
        return clients;
    }

    /** Null for all public ones. */
    Integer connection() {
        return connection;
    }
}
