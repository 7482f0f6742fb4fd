/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The process of a {@link FloodServer}. */
final class Sender implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final PrintStream input;
    private final int port;

    private Sender(final Process process) throws IOException {
        this.process = process;
        this.output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        this.port = Integer.parseInt(await("port"));
    }

    static Sender start() throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(FloodServer.class.getName());
        return new Sender(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    int port() {
        return port;
    }

    /**
     * @param originNs from which ids count, the same for all floods of a connection.
     */
    void flood(
            final long originNs,
            final long beginNs,
            final int rate,
            final int burst,
            final long count) {
        input.println(
                String.format(
                        Locale.ROOT,
                        "flood %d %d %d %d %d",
                        originNs,
                        beginNs,
                        rate,
                        burst,
                        count));
    }

    /** Once a flood is over: its count, worst own lateness and stall, nanoseconds. */
    String sent() throws IOException {
        return await("sent");
    }

    private String await(final String word) throws IOException {
        final String line = output.readLine();
        if (line == null || !line.startsWith(word + ' ')) {
            throw new IOException("the sender says " + line + " where " + word + " is expected");
        }
        return line.substring(word.length() + 1);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
