/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

/** Told once, after the last event of an orderly run: a journal writes it as its last record. */
@FunctionalInterface
public interface SealHook {
    /**
     * Called on the thread that closes the engine.
     *
     * @param eventCount events published in the run.
     * @param stateHash the hash over everything the stages decided.
     */
    void seal(long eventCount, long stateHash);
}
