/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.data;

import io.novaring.tools.cli.console.CtrlC;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something at Ctrl-C while its thread waits for somebody else. */
final class CancelWatch {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final CountDownLatch ended = new CountDownLatch(1);

    CancelWatch(final CtrlC ctrlC, final Runnable cancel) {
        final Thread thread = new Thread(() -> watch(ctrlC, cancel), "novaring-cancel");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch(final CtrlC ctrlC, final Runnable cancel) {
        while (ended.getCount() > 0) {
            if (ctrlC.await(LOOK_NS)) {
                if (ended.getCount() > 0) {
                    cancel.run();
                }
                return;
            }
        }
    }

    void end() {
        ended.countDown();
    }
}
