/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.schedule;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Lets any thread run work on the simulator's thread and wait for its result. */
public final class Mailbox {
    private volatile boolean closed;
    private volatile Thread owner;
    private final Runnable wakeup;
    private final Queue<Letter<?>> letters = new ConcurrentLinkedQueue<>();

    public Mailbox(final Runnable wakeup) {
        this.wakeup = wakeup;
    }

    /** The calling thread is the simulator's. */
    public void open() {
        owner = Thread.currentThread();
    }

    /** What is posted from now on fails. */
    public void close() {
        closed = true;
        fail();
    }

    /** Runs what was posted. Simulator thread only. */
    public void drain() {
        Letter<?> letter = letters.poll();
        while (letter != null) {
            letter.run();
            letter = letters.poll();
        }
    }

    /**
     * Waits for the result.
     *
     * @throws IllegalStateException when the simulator is closed, or on its own thread: a listener
     *     is called in the middle of an event.
     */
    public <T> T call(final Supplier<T> work) {
        if (Thread.currentThread() == owner) {
            throw new IllegalStateException("called from the simulator's own thread");
        }
        final Letter<T> letter = new Letter<>(work);
        letters.add(letter);
        wakeup.run();
        if (closed) {
            // It was posted behind the last drain.
            fail();
        }
        try {
            return letter.answer.join();
        } catch (final CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void fail() {
        Letter<?> letter = letters.poll();
        while (letter != null) {
            letter.answer.completeExceptionally(new IllegalStateException("simulator is closed"));
            letter = letters.poll();
        }
    }

    private static final class Letter<T> {
        private final Supplier<T> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();

        private Letter(final Supplier<T> work) {
            this.work = work;
        }

        private void run() {
            try {
                answer.complete(work.get());
            } catch (final RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        }
    }
}
