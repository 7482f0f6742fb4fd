/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import io.novaring.engine.pinning.Cores;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.Selector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does off the I/O thread what blocks: name resolution, which can hang for minutes, and certificate
 * checks, which must not wait behind it. Bounded; the threads end when idle.
 */
public final class Helper implements AutoCloseable {
    private static final int TASK_THREADS = 2;
    private static final int TASKS_WAITING_MAX = 64;

    private final ThreadPoolExecutor resolver;
    private final ThreadPoolExecutor tasks;
    private final Runnable wakeUp;

    /**
     * @param connectionCount each has at most one name being resolved, and so a thread of its own.
     * @param selector woken when something is done; may be null.
     */
    public Helper(final int connectionCount, final Selector selector) {
        resolver = newExecutor("novaring-resolver", connectionCount);
        tasks = newExecutor("novaring-tls", TASK_THREADS);
        wakeUp = selector == null ? () -> {} : selector::wakeup;
    }

    private static ThreadPoolExecutor newExecutor(final String name, final int threadCount) {
        final ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        Math.max(1, threadCount),
                        Math.max(1, threadCount),
                        1,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(TASKS_WAITING_MAX),
                        task -> {
                            final Thread thread = new Thread(Cores.anywhere(task), name);
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Runs certificate checks; throws {@link RejectedExecutionException} when it has too many. */
    Executor executor() {
        return task ->
                tasks.execute(
                        () -> {
                            task.run();
                            wakeUp.run();
                        });
    }

    /** Every address of the host; fails with {@link UnknownHostException}. */
    CompletableFuture<InetAddress[]> resolve(final String host) {
        final CompletableFuture<InetAddress[]> result = new CompletableFuture<>();
        try {
            resolver.execute(
                    () -> {
                        try {
                            result.complete(InetAddress.getAllByName(host));
                        } catch (final UnknownHostException | RuntimeException | Error e) {
                            result.completeExceptionally(e);
                        }
                        wakeUp.run();
                    });
        } catch (final RejectedExecutionException e) {
            result.completeExceptionally(new UnknownHostException("name resolution is stuck"));
        }
        return result;
    }

    @Override
    public void close() {
        resolver.shutdownNow();
        tasks.shutdownNow();
    }
}
