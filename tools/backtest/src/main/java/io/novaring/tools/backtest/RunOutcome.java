/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest;

import io.novaring.tools.backtest.result.RunResult;

/**
 * One run that went to its end.
 *
 * @param result to be closed.
 * @param isStarted false when the strategy never traded: its session was not ready in time.
 * @param eventCount of the whole run, of which the recording is a part.
 */
public record RunOutcome(RunResult result, boolean isStarted, long eventCount)
        implements AutoCloseable {
    @Override
    public void close() {
        result.close();
    }
}
