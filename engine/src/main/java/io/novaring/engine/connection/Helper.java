/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does off the I/O thread what blocks: name resolution, which can hang, and certificate checks.
 * Bounded: two threads that end when idle, sixteen waiting tasks.
 */
final class Helper implements AutoCloseable {
    private final ThreadPoolExecutor executor;

    Helper() {
        executor =
                new ThreadPoolExecutor(
                        2,
                        2,
                        1,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(16),
                        task -> {
                            final Thread thread = new Thread(task, "novaring-helper");
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.allowCoreThreadTimeOut(true);
    }

    Executor executor() {
        return executor;
    }

    /** Every address of the host; fails with {@link UnknownHostException}. */
    CompletableFuture<InetAddress[]> resolve(final String host) {
        final CompletableFuture<InetAddress[]> result = new CompletableFuture<>();
        try {
            executor.execute(
                    () -> {
                        try {
                            result.complete(InetAddress.getAllByName(host));
                        } catch (final UnknownHostException e) {
                            result.completeExceptionally(e);
                        }
                    });
        } catch (final RejectedExecutionException e) {
            result.completeExceptionally(new UnknownHostException("name resolution is stuck"));
        }
        return result;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
