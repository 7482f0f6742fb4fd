/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a wish: the command sees it, ends in order, and its exit status is
 * that of the process. A second Ctrl-C does nothing; a command that takes too long is cut off.
 */
public final class CtrlC implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "novaring-ctrl-c");

    // Written by the command before `ended` is counted down, read by the hook behind it.
    private int exitCode = ExitCode.FAILED;

    public CtrlC() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits this long, or until Ctrl-C; true when it came. */
    public boolean await(final long nanoseconds) {
        try {
            return requested.await(nanoseconds, TimeUnit.NANOSECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Asks the command to end, as Ctrl-C would. */
    public void request() {
        requested.countDown();
    }

    /** Says so while there is time: once this is closed the process may end at any moment. */
    public int cancelled(final PrintWriter err, final String message) {
        err.println(message);
        return exit(ExitCode.FAILED);
    }

    /** The exit status of the process, should Ctrl-C have been what ended it. */
    public int exit(final int code) {
        exitCode = code;
        return code;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            // The JVM is ending: the hook runs, and ends with us.
        }
    }

    private void onShutdown() {
        request();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            return;
        }
        // Else the status would be 130, whatever the command found.
        Runtime.getRuntime().halt(exitCode);
    }
}
