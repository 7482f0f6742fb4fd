/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.InputStreamReader;

/**
 * A client as a process: it says its process id, opens a window at the line "open flood" or "open
 * paced", tells it as text at the line "close", and tells hash and count behind the last message of
 * the feed.
 */
final class ClientProcess {
    private ClientProcess() {}

    /** Connects a client and asks for everything; messages are handled until it is closed. */
    interface Connector {
        Closeable connect(Setup setup, Meter meter) throws Exception;
    }

    static void run(final String[] arguments, final Connector connector) throws Exception {
        final Setup setup = Setup.parse(arguments);
        final Meter meter = new Meter(setup.baseNs());
        System.out.println("pid " + ProcessHandle.current().pid());
        meter.end().thenAccept(end -> System.out.println("end " + end));
        try (Closeable client = connector.connect(setup, meter)) {
            final BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if ("open flood".equals(line) || "open paced".equals(line)) {
                    meter.open(line.endsWith("paced"));
                    System.out.println("opened " + client.getClass().getSimpleName());
                } else if ("close".equals(line)) {
                    System.out.println("window " + meter.close().toText());
                }
            }
        }
        // Libraries leave threads behind.
        System.exit(0);
    }
}
