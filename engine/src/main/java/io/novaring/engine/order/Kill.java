/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import io.novaring.engine.connection.KillSwitch;
import io.novaring.engine.order.KillReport.Line;
import io.novaring.engine.order.KillReport.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One kill, carried out by the thread that asks for it. The I/O thread is asked first: it sends
 * ahead of everything that waits. When it does not look, because a handler keeps it, a full ring
 * holds it up or it has ended, or when it has no session, this thread opens a session of its own.
 * Never throws on what a venue does. Used once.
 */
final class Kill {
    /** The I/O thread looks every few microseconds unless something is wrong with it. */
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A venue that does not answer in this time is asked on another session. */
    private static final long ANSWER_NS = TimeUnit.SECONDS.toNanos(2);

    /** All of it. */
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(10);

    private static final long PARK_NS = TimeUnit.MICROSECONDS.toNanos(50);

    private final long startNs = System.nanoTime();
    private final List<Target> targets;

    Kill(final List<Target> targets) {
        this.targets = targets;
    }

    /**
     * @param isIoThread true when the caller is the I/O thread, which cannot wait for itself.
     */
    KillReport run(final boolean isIoThread) {
        for (final Target target : targets) {
            target.ticket = target.kill.turnOn();
        }
        if (isIoThread) {
            targets.forEach(target -> target.text = "sent when the handler has returned");
            return report();
        }
        // An interrupt is for whoever comes after: half a kill is none.
        final boolean wasInterrupted = Thread.interrupted();
        try {
            awaitIoThread();
            awaitSessions();
            return report();
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void awaitIoThread() {
        await(LOOK_NS, () -> targets.stream().allMatch(Target::isLookedAt));
        await(ANSWER_NS, () -> targets.stream().allMatch(t -> !t.isSent() || t.isConfirmed()));
    }

    private void await(final long timeoutNs, final BooleanSupplier condition) {
        final long endNs = System.nanoTime() + timeoutNs;
        while (!condition.getAsBoolean() && System.nanoTime() - endNs < 0) {
            LockSupport.parkNanos(PARK_NS);
        }
    }

    /** Sessions of our own where they are needed and can be had; meanwhile the I/O thread may. */
    private void awaitSessions() {
        final List<Target> open = new ArrayList<>();
        for (final Target target : targets) {
            if (!target.isConfirmed()) {
                target.openSession();
                open.add(target);
            }
        }
        final long deadlineNs = startNs + DEADLINE_NS;
        try {
            while (!open.isEmpty() && System.nanoTime() - deadlineNs < 0) {
                int work = 0;
                for (final Target target : open) {
                    work += target.poll();
                }
                open.removeIf(Target::isOver);
                if (work == 0) {
                    LockSupport.parkNanos(PARK_NS);
                }
            }
        } finally {
            targets.forEach(Target::close);
        }
    }

    private KillReport report() {
        final List<Line> lines = new ArrayList<>();
        for (final Target target : targets) {
            lines.add(target.line(startNs));
        }
        return new KillReport(lines, System.nanoTime() - startNs);
    }

    /** Makes a session of one's own; null when the venue has none. */
    @FunctionalInterface
    interface SessionFactory {
        EmergencySession open();
    }

    /** One connection. */
    static final class Target {
        private final int connectionId;
        private final KillSwitch kill;
        private final SessionFactory factory;
        private long ticket;
        private long confirmedNs;
        private String text = "";
        private EmergencySession session;

        Target(final int connectionId, final KillSwitch kill, final SessionFactory factory) {
            this.connectionId = connectionId;
            this.kill = kill;
            this.factory = factory;
        }

        boolean isLookedAt() {
            return kill.looked() >= ticket;
        }

        boolean isSent() {
            return kill.sent() >= ticket;
        }

        /** By the I/O thread. */
        boolean isConfirmed() {
            if (confirmedNs == 0 && kill.answered() >= ticket) {
                confirmedNs = System.nanoTime();
            }
            return confirmedNs != 0;
        }

        /** Whoever writes an adapter may throw here; the I/O thread may still do it. */
        void openSession() {
            try {
                session = factory.open();
                text = session == null ? "the venue's adapter has no session for this" : "";
            } catch (final RuntimeException e) {
                text = "no session of its own: " + e.getClass().getSimpleName();
            }
        }

        int poll() {
            return session == null ? 0 : session.poll();
        }

        /** True when waiting changes nothing: without a session the I/O thread is waited for. */
        boolean isOver() {
            return isConfirmed() || session != null && session.isOver();
        }

        void close() {
            if (session != null) {
                session.close();
            }
        }

        Line line(final long startNs) {
            final long nowNs = System.nanoTime();
            if (isConfirmed()) {
                final long count = kill.cancelledCount();
                final long afterNs = confirmedNs - startNs;
                return new Line(connectionId, Path.IO_THREAD, true, true, count, afterNs, "");
            }
            if (session != null && session.isSent()) {
                return new Line(
                        connectionId,
                        Path.OWN_SESSION,
                        true,
                        session.isConfirmed(),
                        session.cancelledCount(),
                        nowNs - startNs,
                        session.text());
            }
            final boolean isSent = isSent();
            return new Line(
                    connectionId,
                    isSent ? Path.IO_THREAD : Path.NONE,
                    isSent,
                    false,
                    KillReport.NOT_TOLD,
                    nowNs - startNs,
                    describe(isSent));
        }

        private String describe(final boolean isSent) {
            final String own = session == null ? text : session.text();
            final String io =
                    isSent
                            ? "the venue did not confirm"
                            : isLookedAt()
                                    ? "the connection has no session"
                                    : "the I/O thread has not looked yet";
            return own.isEmpty() ? io : io + "; " + own;
        }
    }
}
