/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import io.novaring.engine.ShutdownReport;
import io.novaring.tools.cli.session.ReplayReport;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Everything the run found out.
 *
 * @param recordsAreAlike whether the replay told the same of every order, fill and position.
 */
public record MakerResult(
        MakerOptions options,
        Live live,
        List<MishapOutcome> mishaps,
        LedgerCheck.Result check,
        ReplayReport replay,
        boolean recordsAreAlike) {
    /**
     * The live run.
     *
     * @param readyNs from the launch until orders could go out and the book was live.
     * @param elapsedNs from then until the maker was told to stop.
     * @param flatNs from then until it had neither order nor position; negative when it never had.
     * @param volume traded, scaled.
     * @param profit of the fills, in the currency the instrument is settled in, without fees.
     * @param fees scaled.
     * @param answers from an order's way in to the venue's first word on it.
     */
    record Live(
            String endpoint,
            String topology,
            long readyNs,
            long elapsedNs,
            long flatNs,
            long privateEnds,
            long publicEnds,
            long volume,
            double profit,
            long fees,
            EngineRecord.Counts counts,
            Histogram answers,
            ShutdownReport shutdown,
            long stateHash) {}

    boolean replayIsEqual() {
        return replay.isEqual()
                && recordsAreAlike
                && replay.result().stateHash() == live.stateHash
                && replay.result().eventCount() == live.shutdown.published();
    }

    boolean mishapsAreHandled() {
        return mishaps.stream().allMatch(MishapOutcome::isHandled);
    }

    boolean isFlat() {
        return live.flatNs >= 0;
    }

    /** True when ledger, engine and replay agree, and all was well at the end. */
    public boolean isGood() {
        return check.isAgreed()
                && isFlat()
                && mishapsAreHandled()
                && replayIsEqual()
                && live.shutdown.isComplete();
    }

    /** Times to be ready again, of the mishaps that were noticed. */
    Histogram recoveries() {
        final Histogram times = new Histogram(3);
        for (final MishapOutcome outcome : mishaps) {
            if (outcome.noticedAfterNs() >= 0 && outcome.readyAfterNs() >= 0) {
                times.recordValue(outcome.readyAfterNs());
            }
        }
        return times;
    }
}
