/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which threads an engine will have, which of them spin, and whether there is a core for each. */
final class CorePlan {
    private static final String IO = "io";
    private static final List<String> STAGED =
            List.of("heartbeat", "rate-limit", "subscription", "response", "handlers");

    private CorePlan() {}

    /**
     * Checks a context that is otherwise concluded.
     *
     * @throws IllegalArgumentException when spinning threads would share a core.
     */
    static void check(final EngineContext context) {
        final Set<String> threads = threads(context);
        final Set<String> spinning = new HashSet<>();
        if (context.consumerIdle() == IdleMode.SPIN) {
            spinning.addAll(threads);
        }
        spinning.remove(IO);
        if (context.ioIdle().isSpinning()) {
            spinning.add(IO);
        }
        if (spinning.size() > context.cores()) {
            throw new IllegalArgumentException(
                    spinning.size()
                            + " spinning threads on "
                            + context.cores()
                            + " cores would take turns of milliseconds: use topology="
                            + Topology.forCores(context.cores())
                            + " or consumerIdle=BACKOFF");
        }
        context.pinning().check(threads, spinning);
    }

    /** Names without {@code novaring-}. */
    private static Set<String> threads(final EngineContext context) {
        final Set<String> threads = new HashSet<>();
        threads.add(IO);
        if (context.topology() == Topology.FUSED) {
            threads.add("stages");
        } else if (context.topology() == Topology.STAGED) {
            threads.addAll(STAGED);
        }
        if (context.journal() != null && context.cores() > 1) {
            threads.add("journal");
        }
        context.handlers().stream()
                .filter(handler -> handler.contract() != HandlerContract.GATE)
                .forEach(handler -> threads.add(handler.name()));
        return threads;
    }
}
