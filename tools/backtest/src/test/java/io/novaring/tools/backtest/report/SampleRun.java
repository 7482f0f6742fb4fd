/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import static io.novaring.tools.backtest.result.EventRig.PERPETUAL;
import static io.novaring.tools.backtest.result.EventRig.scaled;

import io.novaring.codec.Side;
import io.novaring.codec.order.OrderState;
import io.novaring.tools.backtest.result.EventRig;
import io.novaring.tools.backtest.result.RecorderSettings;
import io.novaring.tools.backtest.result.RunIdentity;
import io.novaring.tools.backtest.result.RunResult;
import java.util.Map;
import java.util.SplittableRandom;

/** A run to show: a maker in a market that wanders, a few seconds to the fill. */
final class SampleRun {
    private static final double START_S = 1_772_000_000.0;
    private static final int BUY_REQUEST = 20;

    private SampleRun() {}

    static RunResult of(final int seconds) {
        final SplittableRandom random = new SplittableRandom(3);
        final EventRig rig =
                new EventRig(
                        RecorderSettings.DEFAULT.withQueueAhead(
                                handle -> scaled(handle * 37 % 90 * 100)));
        double middle = 60_000;
        double position = 0;
        rig.at(START_S).ticker(PERPETUAL, middle, middle, 0.0001);
        for (int i = 1; i <= seconds; i++) {
            final double now = START_S + i;
            middle += Math.round(random.nextDouble(-12, 12)) * 0.5;
            rig.at(now).book(PERPETUAL, middle - 0.5, middle + 0.5);
            rig.at(now + 0.1).ticker(PERPETUAL, middle, middle + 3, 0.0001);
            final boolean isBuy = position < -200 || position < 300 && random.nextBoolean();
            final byte side = isBuy ? Side.BUY : Side.SELL;
            rig.at(now + 0.2).ask(i, PERPETUAL, side, "<b>label</b>");
            rig.order(i, PERPETUAL, side, OrderState.SENT).request(i, BUY_REQUEST);
            rig.at(now + 0.2 + random.nextDouble(0.003, 0.03));
            rig.order(i, PERPETUAL, side, OrderState.OPEN).answer(i);
            if (random.nextInt(4) == 0) {
                position += isBuy ? 100 : -100;
                final double price = isBuy ? middle - 2 : middle + 2;
                rig.at(now + 0.7)
                        .fill(i, PERPETUAL, side, price, 100, -30, scaled(position))
                        .order(i, PERPETUAL, side, OrderState.FILLED);
            } else {
                rig.at(now + 0.8).order(i, PERPETUAL, side, OrderState.CANCELLED);
            }
            if (i % 97 == 0) {
                rig.at(now + 0.9).staleBook(PERPETUAL);
            }
        }
        return rig.recorder.finish(
                new RunIdentity(
                        "maker<script>alert(1)</script>",
                        Map.of("halfSpread", "2", "amount", "100"),
                        Map.of("queue", "pessimistic", "orderLatency", "recorded"),
                        7,
                        new RunIdentity.Journal("day", 1, 0, seconds, "0x0123456789abcdef"),
                        Map.of("novaring", "0.1.0"),
                        "0xfedcba9876543210"));
    }
}
