/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest;

import io.novaring.codec.recording.EventSource;
import io.novaring.journal.JournalProblem;
import io.novaring.journal.JournalReader;
import io.novaring.tools.backtest.result.RunIdentity;
import io.novaring.tools.backtest.source.JournalRecording;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What was found in one journal, once it was read to its end.
 *
 * @param name of its directory or file, without the way there.
 * @param run its number.
 * @param firstSequence of its first event.
 * @param lastSequence of the last that is valid.
 * @param stateHash what it says of itself, empty when it says nothing.
 * @param problem where it is damaged, null when it is not; what is before that is used.
 */
public record JournalFacts(
        String name,
        int run,
        long firstSequence,
        long lastSequence,
        String stateHash,
        String problem) {
    /**
     * @param source of the journal, read to its end.
     */
    static JournalFacts of(final JournalRecording journal, final EventSource source) {
        final Path name = journal.path().toAbsolutePath().normalize().getFileName();
        final String word = name == null ? "journal" : name.toString();
        if (!(source instanceof JournalReader reader)) {
            return new JournalFacts(word, journal.run(), 0, -1, "", null);
        }
        return new JournalFacts(
                word,
                journal.run(),
                reader.firstSequence(),
                reader.nextSequence() - 1,
                reader.seal()
                        .map(seal -> String.format(Locale.ROOT, "0x%016x", seal.stateHash()))
                        .orElse(""),
                reader.problem().map(JournalProblem::toString).orElse(null));
    }

    RunIdentity.Journal identity() {
        return new RunIdentity.Journal(name, 1, firstSequence, lastSequence, stateHash);
    }

    @Override
    public String toString() {
        return name + " run " + run + " events " + firstSequence + " to " + lastSequence;
    }
}
