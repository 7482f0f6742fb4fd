/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

/**
 * What became of an import.
 *
 * @param run number of the run in the journal's directory; 0 when there was nothing to import and
 *     no run was begun.
 * @param events recorded, those of the connection's life and the answers to requests included.
 * @param messages imported of the files.
 * @param lines read, headers included.
 * @param bytes read, as they lie on the disk.
 * @param firstTimeNs of the first message, epoch nanoseconds; 0 when there was none.
 * @param lastTimeNs of the last message.
 * @param skipped lines that could not be read and were left out.
 * @param answers raw messages that were no market data, such as answers to the recorder's own
 *     requests and heartbeats: left out.
 * @param privates raw messages of an account: left out.
 * @param beforeSnapshot messages of a CSV book before its first snapshot: left out.
 * @param resyncs snapshots in the middle of a CSV book.
 * @param holes times at which the connection was taken to have been lost.
 * @param reordered messages that were sorted by their time.
 * @param clamped messages that got the time of the one before.
 * @param rejects messages that the venue's decoder could not read; they are in the journal.
 * @param inexact messages with numbers of more digits than the engine keeps.
 * @param stateHash over everything the stages decided; the journal's seal.
 * @param error why the import ended before its files did, null when it did not; what was imported
 *     up to there is recorded and sealed.
 * @param isCancelled true when the listener ended it.
 */
public record ImportResult(
        int run,
        long events,
        long messages,
        long lines,
        long bytes,
        long firstTimeNs,
        long lastTimeNs,
        long skipped,
        long answers,
        long privates,
        long beforeSnapshot,
        long resyncs,
        long holes,
        long reordered,
        long clamped,
        long rejects,
        long inexact,
        long stateHash,
        String error,
        boolean isCancelled) {}
