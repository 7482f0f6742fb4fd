/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run was, apart from what came of it: two runs of one identity give the same result to the
 * bit. Holds no time of a clock and no path.
 *
 * @param strategy its name.
 * @param parameters the strategy's, by name, as they were in force.
 * @param settings of the run and of the venue's model, by name.
 * @param seed of everything that is drawn.
 * @param journal what was replayed; null for a live run.
 * @param versions of programs, by name.
 * @param stateHash over everything the stages decided, as tools print it; empty when not known.
 */
public record RunIdentity(
        String strategy,
        Map<String, String> parameters,
        Map<String, String> settings,
        long seed,
        Journal journal,
        Map<String, String> versions,
        String stateHash) {
    /**
     * A recording, or a part of it.
     *
     * @param name of its directory, without the way there.
     * @param runs how many runs of an engine are in it.
     * @param firstSequence of the first event that was replayed.
     * @param lastSequence of the last.
     * @param stateHash what the recording says of itself, empty when it says nothing.
     */
    public record Journal(
            String name, int runs, long firstSequence, long lastSequence, String stateHash) {}

    public RunIdentity {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }
}
