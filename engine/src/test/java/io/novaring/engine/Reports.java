/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.engine.order.KillReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers. */
final class Reports implements EngineListener {
    final List<String> halts = new CopyOnWriteArrayList<>();
    final List<String> detached = new CopyOnWriteArrayList<>();
    final List<String> stuck = new CopyOnWriteArrayList<>();
    final List<KillReport> kills = new CopyOnWriteArrayList<>();
    final List<Long> stuckAt = new CopyOnWriteArrayList<>();

    @Override
    public void onHalt(final String culprit, final Throwable cause) {
        halts.add(culprit);
    }

    @Override
    public void onDetach(final String handlerName, final String why, final Throwable cause) {
        detached.add(handlerName + ": " + why);
    }

    @Override
    public void onStuck(final String handlerName, final long stuckNs, final long sequence) {
        stuck.add(handlerName);
        stuckAt.add(sequence);
    }

    @Override
    public void onKill(final KillReport report) {
        kills.add(report);
    }
}
