/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Fills the slots of a ring from a recording on a thread of its own, ahead of the stages. One
 * thread reads and decodes every event in its order, so that symbols get the numbers they would get
 * without; what it finds wrong is thrown when the event before has been taken.
 */
public final class ReadAhead implements AutoCloseable {
    /** Fills a slot with the event that has this sequence. */
    public interface Reading {
        /** False when the recording has ended. Throws when it cannot go on. */
        boolean read(MarketEvent event, long sequence);
    }

    private static final int TAKEN_MASK = 15;
    private static final int SPINS = 2_000;
    private static final long PARK_NS = 20_000;

    private final LongFunction<MarketEvent> slots;
    private final Reading reading;
    private final int aheadMax;
    private final Thread thread;

    // Ordered stores by the reading thread; read by the taking one. Notes that come with an event
    // are in the list before the event counts as read.
    private final AtomicLong readUntil;
    private final Queue<Held> notes = new ConcurrentLinkedQueue<>();

    // Ordered stores by the taking thread; read by the reading one.
    private final AtomicLong takenUntil;

    // Written by the reading thread before it ends, read by the taking one.
    private volatile boolean hasEnded;
    private Throwable failure;

    // Written by the taking thread, read by the reading one.
    private volatile boolean closing;

    // The taking thread's own.
    private long knownUntil;

    private record Held(long sequence, byte[] bytes) {}

    /** Who is given the notes that came with an event. */
    public interface Notes {
        void onNote(byte[] bytes, int offset, int length);
    }

    /**
     * @param first sequence of the next event of the recording.
     * @param slots of the ring, by sequence.
     * @param aheadMax how many slots behind the last event taken may be filled.
     */
    public ReadAhead(
            final long first,
            final LongFunction<MarketEvent> slots,
            final int aheadMax,
            final Reading reading) {
        this.slots = slots;
        this.reading = reading;
        this.aheadMax = aheadMax;
        knownUntil = first;
        readUntil = new AtomicLong(first);
        takenUntil = new AtomicLong(first);
        thread = new Thread(this::run, "novaring-read-ahead");
        thread.setDaemon(true);
    }

    /** Begins to read: from now on the source is the reading thread's. */
    public void start() {
        thread.start();
    }

    /** Keeps a copy of a note for {@link #notesUntil}; the reading thread, within a reading. */
    public void hold(final byte[] bytes, final int offset, final int length) {
        final byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        notes.add(new Held(readUntil.getPlain(), copy));
    }

    /**
     * Waits for the event with this sequence, the one behind that taken last.
     *
     * @return false when the recording ends before it.
     * @throws RuntimeException what reading that event threw.
     */
    public boolean await(final long sequence) {
        if ((sequence & TAKEN_MASK) == 0) {
            takenUntil.lazySet(sequence);
        }
        if (sequence < knownUntil) {
            return true;
        }
        takenUntil.lazySet(sequence);
        int tries = 0;
        while (true) {
            // Before the look at what was read: behind it nothing more comes.
            final boolean isLast = hasEnded;
            knownUntil = readUntil.get();
            if (sequence < knownUntil) {
                return true;
            }
            if (isLast) {
                throwFailure();
                return false;
            }
            tries = pause(tries);
        }
    }

    /** Gives the notes that came with this event or before it; behind {@link #await}. */
    public void notesUntil(final long sequence, final Notes target) {
        for (Held note = notes.peek();
                note != null && note.sequence <= sequence;
                note = notes.peek()) {
            notes.remove();
            target.onNote(note.bytes, 0, note.bytes.length);
        }
    }

    /** Reads no further; the source is the caller's again when this returns. Idempotent. */
    @Override
    public void close() {
        closing = true;
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long next = readUntil.get();
            long limit = next + aheadMax;
            int tries = 0;
            while (!closing) {
                if (next >= limit) {
                    limit = takenUntil.get() + aheadMax;
                    tries = next >= limit ? pause(tries) : 0;
                    continue;
                }
                if (!reading.read(slots.apply(next), next)) {
                    return;
                }
                next++;
                readUntil.lazySet(next);
            }
        } catch (final RuntimeException | Error e) {
            failure = e;
        } finally {
            hasEnded = true;
        }
    }

    private void throwFailure() {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private static int pause(final int tries) {
        if (tries < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(PARK_NS);
        }
        return tries + 1;
    }
}
