/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.codec.recording.Recorder;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.telemetry.Measure.Kind;
import io.novaring.engine.telemetry.Measure.Unit;
import io.novaring.engine.telemetry.Measures;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes the snapshots a recorder asks for, and has them on their way to its thread: one at a time,
 * in a buffer that both sides use in turns. The ring of notes would have to be as long as the
 * largest snapshot.
 *
 * <p>Stage 2 writes its part on its own thread behind the same event, before stage 3 can see it.
 */
public final class Snapshots {
    private final Recorder recorder;
    private final Symbols symbols;
    private final RateLimitStage rateLimit;
    private final SubscriptionStage subscriptions;

    // Stage 2 writes, stage 3 reads behind it on the ring, whose barrier orders the two. Stage 2
    // cannot be at the next snapshot before: it is further away than the ring is long.
    private final StateWriter credits = new StateWriter();
    private long creditsSequence = MarketEvent.ABSENT;

    // The thread of stage 3 while isTaken is false, the recorder's while it is true.
    private final StateWriter state = new StateWriter();
    private long sequence;
    private long timeNs;

    // Its release hands the buffer over, its acquire takes it.
    private volatile boolean isTaken;

    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong longestNs = new AtomicLong();

    public Snapshots(
            final Recorder recorder,
            final Symbols symbols,
            final RateLimitStage rateLimit,
            final SubscriptionStage subscriptions) {
        this.recorder = recorder;
        this.symbols = symbols;
        this.rateLimit = rateLimit;
        this.subscriptions = subscriptions;
    }

    /**
     * Has the stages looked at.
     *
     * @param behindSnapshot called behind stage 3 at each event with a snapshot, on its thread.
     */
    public void observe(final StageTaps taps, final StageObserver behindSnapshot) {
        taps.behindCredits(this::onCredits);
        taps.behindBooks(
                (event, unused) -> {
                    if (event.sequence == recorder.snapshotSequence()) {
                        take(event);
                        behindSnapshot.onEvent(event, event.sequence);
                    }
                });
    }

    private void onCredits(final MarketEvent event, final long unused) {
        if (event.sequence == recorder.snapshotSequence()) {
            rateLimit.write(credits.clear());
            creditsSequence = event.sequence;
        }
    }

    private void take(final MarketEvent event) {
        if (isTaken) {
            skipped.incrementAndGet();
            return;
        }
        final long startNs = System.nanoTime();
        StateSnapshot.write(
                state,
                event.sequence,
                event.publishedTimeNs,
                symbols,
                subscriptions,
                creditsSequence == event.sequence ? credits : null);
        sequence = event.sequence;
        timeNs = event.publishedTimeNs;
        isTaken = true;
        taken.incrementAndGet();
        longestNs.accumulateAndGet(System.nanoTime() - startNs, Math::max);
    }

    /** Gives the listener the snapshot that waits, if there is one. The recorder's thread. */
    public void drainTo(final NoteListener listener) {
        if (isTaken) {
            listener.onNote(NoteKind.SNAPSHOT, sequence, timeNs, state.bytes(), 0, state.length());
            isTaken = false;
        }
    }

    /** Adds what there is to know of them. */
    public void addTo(final Measures measures) {
        measures.counter("journal_snapshots", taken::get);
        measures.counter("journal_snapshots_skipped", skipped::get);
        measures.add(Kind.GAUGE, Unit.NANOSECONDS, "journal_snapshot_longest", longestNs::get);
    }

    /** Snapshots that were taken; any thread. */
    public long taken() {
        return taken.get();
    }

    /** Snapshots that were not, as the one before had not been fetched; any thread. */
    public long skipped() {
        return skipped.get();
    }

    /** What the longest of them held stage 3 up, in nanoseconds; any thread. */
    public long longestNs() {
        return longestNs.get();
    }
}
