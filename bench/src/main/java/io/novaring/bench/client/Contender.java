/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import io.novaring.bench.pack.Child;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A client that waits for its turn: between turns its process is stopped by a signal, with what the
 * JIT has made of it and its connection kept. Two spinning threads would not share two cores.
 */
final class Contender implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 60;

    private final String name;
    private final Child process;
    private final Child server;
    private final String pid;
    private boolean isClosed;

    /**
     * @param name as the server knows it.
     * @param process of the client, just started.
     */
    Contender(final String name, final Child process, final Child server) throws IOException {
        this.name = name;
        this.process = process;
        this.server = server;
        pid = process.await("pid", TIMEOUT_SECONDS);
        server.await("subscribed " + name, TIMEOUT_SECONDS);
    }

    /** Takes what the server sends, as fast as it can, without being looked at. */
    void warmUp(final double seconds, final double pacedSeconds, final double rate)
            throws IOException, InterruptedException {
        server.tell("flood " + name);
        sleep(seconds);
        stop();
        server.tell("paced " + name + ' ' + rate);
        sleep(pacedSeconds);
        stop();
    }

    /** A turn flooded. */
    Window flooded(final double settleSeconds, final double seconds)
            throws IOException, InterruptedException {
        return turn("flood " + name, "open flood", settleSeconds, seconds);
    }

    /** A turn with so many messages a second. */
    Window paced(final double rate, final double settleSeconds, final double seconds)
            throws IOException, InterruptedException {
        return turn("paced " + name + ' ' + rate, "open paced", settleSeconds, seconds);
    }

    private Window turn(
            final String order, final String open, final double settle, final double seconds)
            throws IOException, InterruptedException {
        resume();
        server.tell(order);
        sleep(settle);
        process.tell(open);
        process.await("opened", TIMEOUT_SECONDS);
        sleep(seconds);
        process.tell("close");
        final Window window = Window.parse(process.await("window", TIMEOUT_SECONDS));
        stop();
        pause();
        return window;
    }

    private void stop() throws IOException {
        server.tell("stop");
        server.await("stopped " + name, TIMEOUT_SECONDS);
    }

    /**
     * The last turn: compares books and count with what was sent.
     *
     * @throws IllegalStateException when they differ: no figure of this client means anything then.
     */
    void end(final String hash) throws IOException, InterruptedException {
        resume();
        server.tell("end " + name);
        final String sent = server.await("ended " + name, TIMEOUT_SECONDS);
        final String got = process.await("end", TIMEOUT_SECONDS);
        if (!got.equals(hash + ' ' + sent)) {
            throw new IllegalStateException(
                    name
                            + " ended with books and count "
                            + got
                            + " where "
                            + hash
                            + ' '
                            + sent
                            + " was sent");
        }
        close();
    }

    void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    private void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(final String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor();
    }

    private static void sleep(final double seconds) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            resume();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.close();
    }
}
