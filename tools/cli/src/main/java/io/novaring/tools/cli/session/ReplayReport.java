/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.engine.ReplayResult;
import io.novaring.journal.JournalEnd;
import io.novaring.journal.JournalProblem;
import io.novaring.journal.Seal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a replay found, held against what the recording says of itself.
 *
 * @param run which one of the journal, from 1.
 * @param begin first event that was replayed: 0, or the one behind a snapshot.
 */
public record ReplayReport(
        ReplayResult result,
        int run,
        long begin,
        JournalEnd end,
        Optional<Seal> seal,
        Optional<JournalProblem> problem,
        boolean cancelled,
        long elapsedNs) {
    /** True when the recording's seal was reached. */
    public boolean isSealed() {
        return end == JournalEnd.SEALED;
    }

    /** True when hashes of the whole run can be compared: a snapshot does not hold them. */
    public boolean isFromStart() {
        return begin == 0;
    }

    /** True when nothing that was compared differs, and nothing was damaged. */
    public boolean isAlike() {
        return problem.isEmpty() && result.divergence() == null && result.firstDivergence() == null;
    }

    /** True when the recording is sealed, and count and hash are those of its seal. */
    public boolean isEqual() {
        return isSealed()
                && isFromStart()
                && isAlike()
                && result.missing() == null
                && result.eventCount() == seal.orElseThrow().eventCount()
                && result.stateHash() == seal.orElseThrow().stateHash();
    }

    /** True when nothing differs: equal to its seal, or, without one, alike as far as it goes. */
    public boolean isGood() {
        if (cancelled || !isAlike()) {
            return false;
        }
        return !isSealed() || (isFromStart() ? isEqual() : result.missing() == null);
    }

    /** Where the recording is, and what to do with it: for those who keep it. */
    public String kept(final Path journal) {
        return "journal kept, run " + run + ": novaring replay " + journal;
    }
}
