/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

/**
 * Accounts for every event of a run.
 *
 * @param published events on the ring.
 * @param handled events that passed the stages and every gating handler.
 * @param journalled events the journal took; equal to published when there is no journal.
 * @param failure why the engine halted, null when it was closed in order.
 */
public record ShutdownReport(long published, long handled, long journalled, Throwable failure) {
    /** True when every event went everywhere it should. */
    public boolean isComplete() {
        return failure == null && handled == published && journalled == published;
    }
}
