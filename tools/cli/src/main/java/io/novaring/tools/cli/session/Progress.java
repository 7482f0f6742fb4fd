/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.tools.cli.console.Units;
import java.io.PrintWriter;
import java.util.function.LongConsumer;

/**
 * Says how far a long work is, once a second, and nothing when it is done before that. The work
 * begins with a count of 0.
 */
public final class Progress implements LongConsumer {
    private static final long INTERVAL_NS = 1_000_000_000L;

    private final PrintWriter out;
    private final String what;
    private long dueNs;

    /**
     * @param what such as "replayed %s events".
     */
    public Progress(final PrintWriter out, final String what) {
        this.out = out;
        this.what = what;
    }

    @Override
    public void accept(final long count) {
        final long nowNs = System.nanoTime();
        if (count == 0) {
            dueNs = nowNs + INTERVAL_NS;
        } else if (nowNs - dueNs >= 0) {
            dueNs = nowNs + INTERVAL_NS;
            out.println(String.format(what, Units.count(count)));
            out.flush();
        }
    }
}
