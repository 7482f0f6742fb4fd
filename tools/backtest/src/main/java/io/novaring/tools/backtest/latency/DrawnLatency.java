/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.latency;

import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/** Each message's is drawn anew, there and back from sequences of their own. */
final class DrawnLatency implements LatencyModel {
    private final SplittableRandom there;
    private final SplittableRandom back;
    private final ToLongFunction<SplittableRandom> drawThere;
    private final ToLongFunction<SplittableRandom> drawBack;

    DrawnLatency(
            final long seed,
            final ToLongFunction<SplittableRandom> drawThere,
            final ToLongFunction<SplittableRandom> drawBack) {
        final SplittableRandom root = new SplittableRandom(seed);
        this.there = root.split();
        this.back = root.split();
        this.drawThere = drawThere;
        this.drawBack = drawBack;
    }

    @Override
    public long wayThereNs() {
        return drawThere.applyAsLong(there);
    }

    @Override
    public long wayBackNs() {
        return drawBack.applyAsLong(back);
    }
}
