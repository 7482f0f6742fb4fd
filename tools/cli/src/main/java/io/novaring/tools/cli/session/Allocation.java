/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bytes that threads allocated between two moments. */
public final class Allocation {
    private final ThreadMXBean threadBean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Thread> threads;
    private final long[] startBytes;

    /** Measures from now on. */
    public Allocation(final List<Thread> threads) {
        this.threads = List.copyOf(threads);
        startBytes = now();
    }

    /** Bytes since the start, by thread; a thread that is gone has none. */
    public Map<String, Long> bytes() {
        final long[] nowBytes = now();
        final Map<String, Long> result = new LinkedHashMap<>();
        for (int i = 0; i < nowBytes.length; i++) {
            result.put(threads.get(i).getName(), Math.max(0, nowBytes[i] - startBytes[i]));
        }
        return result;
    }

    private long[] now() {
        return threadBean.getThreadAllocatedBytes(
                threads.stream().mapToLong(Allocation::id).toArray());
    }

    @SuppressWarnings("deprecation") // threadId() is not in Java 17.
    private static long id(final Thread thread) {
        return thread.getId();
    }
}
