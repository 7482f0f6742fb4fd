/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import io.novaring.engine.ShutdownReport;
import io.novaring.tools.cli.session.ReplayReport;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Everything the demo found out.
 *
 * @param replayedBooks books of the replay, held against those of the exchange.
 */
record DemoResult(
        DemoOptions options,
        Live live,
        Measured measured,
        List<FaultOutcome> faults,
        ReplayReport replay,
        List<BookCheck.Result> replayedBooks,
        long journalBytes) {
    /**
     * The live run.
     *
     * @param connectNs from the first channel asked for until every book was live.
     * @param elapsedNs from then until the market was paused.
     * @param unmatched messages whose time on the wire was not known.
     * @param ringFullNs time during which no socket was read because the ring was full.
     * @param books held against those of the exchange while connected.
     */
    record Live(
            String endpoint,
            String topology,
            long connectNs,
            long elapsedNs,
            long messages,
            long bytes,
            long unmatched,
            long gaps,
            long duplicates,
            long disconnects,
            long ringFullNs,
            List<BookCheck.Result> books,
            ShutdownReport shutdown,
            long stateHash) {}

    /**
     * Figures without the warm-up.
     *
     * @param wire from the wire to the handler.
     * @param late how long after it was due the simulator sent a frame.
     * @param engine from the socket read to the end of the stages.
     * @param allocated bytes by thread.
     */
    record Measured(
            long warmUpNs,
            long elapsedNs,
            long messages,
            long bytes,
            Histogram wire,
            Histogram late,
            Histogram engine,
            Map<String, Long> allocated) {
        double messagesPerSecond() {
            return messages * 1e9 / elapsedNs;
        }

        double bytesPerSecond() {
            return bytes * 1e9 / elapsedNs;
        }
    }

    boolean booksAreEqual() {
        return live.books.stream().allMatch(BookCheck.Result::isLiveAndEqual)
                && replayedBooks.stream().allMatch(BookCheck.Result::equal);
    }

    boolean replayIsEqual() {
        return replay.isEqual()
                && replay.result().stateHash() == live.stateHash
                && replay.result().eventCount() == live.shutdown.published();
    }

    /** Every fault that was made was noticed, and all was well again after it. */
    boolean faultsAreHandled() {
        return faults.stream().allMatch(FaultOutcome::isHandled);
    }

    boolean isGood() {
        return booksAreEqual()
                && replayIsEqual()
                && faultsAreHandled()
                && live.shutdown.isComplete();
    }
}
