/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import io.novaring.bench.pack.Child;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process whose output, of both kinds, is read by a thread of its own. */
final class JavaChild implements Child {
    private static final int LAST_LINES = 12;
    private static final long END_SECONDS = 3;
    private static final String END = new String("end");

    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final Consumer<String> progress;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Deque<String> last = new ArrayDeque<>();

    JavaChild(final String name, final List<String> command, final Consumer<String> progress)
            throws IOException {
        this.name = name;
        this.progress = progress;
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        input = process.outputWriter(StandardCharsets.UTF_8);
        final Thread reader = new Thread(this::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (final IOException e) {
            lines.add(e.toString());
        }
        lines.add(END);
    }

    @Override
    public void tell(final String line) throws IOException {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (final IOException e) {
            throw new IOException(name + " does not listen any more" + said(), e);
        }
    }

    @Override
    public String await(final String word, final int timeoutSeconds) throws IOException {
        while (true) {
            final String line;
            try {
                line = lines.poll(timeoutSeconds, TimeUnit.SECONDS);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for " + word + " of " + name, e);
            }
            if (line == null) {
                throw new IOException(
                        name + " said nothing for " + timeoutSeconds + " s, not " + word + said());
            }
            // The very object: a process may say the same word.
            if (line == END) {
                lines.add(END);
                ended();
                throw new IOException(name + " ended before it said " + word + said());
            }
            remember(line);
            if (line.equals(word)) {
                return "";
            }
            if (line.startsWith(word + ' ')) {
                return line.substring(word.length() + 1);
            }
            progress.accept(line);
        }
    }

    /** Its output ends a moment before it does. */
    private void ended() {
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void remember(final String line) {
        if (last.size() == LAST_LINES) {
            last.removeFirst();
        }
        last.addLast(line);
    }

    private String said() {
        String line = lines.poll();
        while (line != null && line != END) {
            remember(line);
            line = lines.poll();
        }
        if (line == END) {
            // Whoever asks again learns at once that it ended.
            lines.add(END);
        }
        final String exit = process.isAlive() ? "" : " (exit code " + process.exitValue() + ")";
        return exit + (last.isEmpty() ? "" : "; it said last:\n    " + String.join("\n    ", last));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
