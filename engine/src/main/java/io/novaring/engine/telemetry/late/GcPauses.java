/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Notes collections, as the JVM tells of them behind each. It counts their times in whole
 * milliseconds since some moment of its start; the shortest way a message ever had to us says which
 * moment that was on our clock. Until one came without delay, times are too late by the delay.
 * Costs nothing between collections.
 */
final class GcPauses implements NotificationListener {
    private static final String CYCLE = "end of GC cycle";

    private final LongSupplier clock;
    private final PauseNote.Writer writer;
    private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    private final List<NotificationEmitter> emitters = new ArrayList<>();

    // Guarded by this: notifications may come from several threads.
    private long delayMinMs = Long.MAX_VALUE;

    /**
     * @param clock the one events are stamped with; epoch nanoseconds, any thread.
     */
    GcPauses(final LongSupplier clock, final PauseNote.Writer writer) {
        this.clock = clock;
        this.writer = writer;
    }

    /** Listens until {@link #close}. */
    void open() {
        // The moment lies between the beginning of the JVM and the end of its start.
        final long beginMs = System.currentTimeMillis() - runtime.getUptime();
        known(Math.max(0, runtime.getStartTime() - beginMs) + 1);
        for (final GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (bean instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(this, null, null);
                emitters.add(emitter);
            }
        }
    }

    private synchronized void known(final long delayMs) {
        delayMinMs = Math.min(delayMinMs, delayMs);
    }

    void close() {
        for (final NotificationEmitter emitter : emitters) {
            try {
                emitter.removeNotificationListener(this);
            } catch (final ListenerNotFoundException e) {
                // That is what was wanted.
            }
        }
        emitters.clear();
    }

    @Override
    public void handleNotification(final Notification notification, final Object handback) {
        final String type = GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION;
        if (!type.equals(notification.getType())) {
            return;
        }
        final GarbageCollectionNotificationInfo info =
                GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
        final GcInfo gc = info.getGcInfo();
        onCollection(
                info.getGcName() + ", " + info.getGcCause(),
                CYCLE.equals(info.getGcAction()),
                gc.getStartTime(),
                gc.getEndTime(),
                used(gc.getMemoryUsageBeforeGc()),
                used(gc.getMemoryUsageAfterGc()),
                runtime.getUptime(),
                clock.getAsLong());
    }

    private static long used(final Map<String, MemoryUsage> pools) {
        return pools.values().stream().mapToLong(MemoryUsage::getUsed).sum();
    }

    /**
     * @param isCycle true of one that ran beside the threads.
     * @param startMs since some moment of the JVM's start, as {@code endMs} is.
     * @param uptimeMs now, since a moment of the start that may be another.
     * @param nowNs the same moment, epoch nanoseconds.
     */
    synchronized void onCollection(
            final String text,
            final boolean isCycle,
            final long startMs,
            final long endMs,
            final long beforeBytes,
            final long afterBytes,
            final long uptimeMs,
            final long nowNs) {
        delayMinMs = Math.min(delayMinMs, uptimeMs - endMs);
        final long sinceEndMs = uptimeMs - endMs - delayMinMs;
        final long durationNs = TimeUnit.MILLISECONDS.toNanos(Math.max(0, endMs - startMs));
        writer.write(
                new PauseNote(
                        isCycle ? PauseNote.Kind.CONCURRENT_GC : PauseNote.Kind.GC,
                        nowNs - TimeUnit.MILLISECONDS.toNanos(sinceEndMs) - durationNs,
                        durationNs,
                        beforeBytes,
                        afterBytes,
                        text));
    }
}
