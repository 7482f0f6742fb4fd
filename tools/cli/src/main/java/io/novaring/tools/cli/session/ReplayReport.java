/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.engine.ReplayResult;
import io.novaring.journal.JournalEnd;
import io.novaring.journal.JournalProblem;
import io.novaring.journal.Seal;
import java.util.Optional;

/** What a replay found, held against what the recording says of itself. */
public record ReplayReport(
        ReplayResult result,
        JournalEnd end,
        Optional<Seal> seal,
        Optional<JournalProblem> problem,
        boolean cancelled,
        long elapsedNs) {
    public boolean isSealed() {
        return end == JournalEnd.SEALED;
    }

    /** True when the recording is sealed, and count and hash are those of its seal. */
    public boolean isEqual() {
        return isSealed()
                && result.divergence() == null
                && result.missing() == null
                && result.eventCount() == seal.orElseThrow().eventCount()
                && result.stateHash() == seal.orElseThrow().stateHash();
    }

    /** True when nothing differs: equal to its seal, or, without one, alike as far as it goes. */
    public boolean isGood() {
        return !cancelled
                && problem.isEmpty()
                && result.divergence() == null
                && (!isSealed() || isEqual());
    }
}
