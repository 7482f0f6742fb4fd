/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import io.novaring.engine.BareRing.Behind;
import io.novaring.engine.Topology;
import java.util.List;
import org.agrona.concurrent.Agent;

/** An engine's ring with its four stages, in one topology. */
final class OurLane extends Lane {
    private final StageRing ring;
    private final boolean isYielding;
    private long sum;

    /**
     * @param isTimed whether the handler behind the stages reads the clock.
     * @param isYielding whether idle consumers give their core away.
     */
    OurLane(
            final List<byte[]> frames,
            final Topology topology,
            final boolean isTimed,
            final boolean isYielding) {
        this.isYielding = isYielding;
        ring =
                new StageRing(
                        frames,
                        topology,
                        Behind.NOTHING,
                        true,
                        (event, sequence, isEndOfBatch) -> {
                            if (isTimed) {
                                record(event.publishedTimeNs - StageRing.EPOCH_NS);
                            } else {
                                sum += event.flags;
                            }
                        });
    }

    @Override
    void prepare(final long dueNs) {
        ring.prepare(dueNs + StageRing.EPOCH_NS);
    }

    @Override
    void publish() {
        ring.publish();
    }

    @Override
    long handled() {
        return ring.handled();
    }

    @Override
    List<Runnable> consumers() {
        return ring.agents().stream().<Runnable>map(agent -> () -> run(agent)).toList();
    }

    private void run(final Agent agent) {
        while (!isStopping()) {
            if (!StageRing.work(agent)) {
                if (isYielding) {
                    Thread.yield();
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** Throws when messages were refused: then something else was measured. */
    void check() {
        ring.check();
    }
}
