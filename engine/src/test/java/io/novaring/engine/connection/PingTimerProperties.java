/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class PingTimerProperties {
    /** Gaps between polls; before a poll with an even one something was received. */
    @Property(tries = 1_000)
    void shouldPingInTimeAndBuryNobodyWhoLives(
            @ForAll @IntRange(min = 1, max = 100) final int intervalNs,
            @ForAll @IntRange(min = 1, max = 100) final int timeoutNs,
            @ForAll final List<@IntRange(min = 1, max = 40) Integer> gaps) {
        final PingTimer timer = new PingTimer(intervalNs, timeoutNs);
        long nowNs = 7;
        long pingNs = nowNs;
        boolean isAwaited = false;
        timer.onOpen(nowNs);
        for (final int gap : gaps) {
            nowNs += gap;
            if (gap % 2 == 0) {
                timer.onReceived();
                isAwaited = false;
            }
            final int due = timer.poll(nowNs);
            if (isAwaited) {
                assertEquals(nowNs - pingNs >= timeoutNs, due == PingTimer.DEAD);
            } else {
                assertEquals(nowNs - pingNs >= intervalNs, due == PingTimer.PING);
            }
            if (due == PingTimer.PING) {
                pingNs = nowNs;
                isAwaited = true;
            } else if (due == PingTimer.DEAD) {
                return;
            }
        }
    }

    @Example
    void shouldNoticeADeadPeerWithinIntervalAndTimeout() {
        final PingTimer timer = new PingTimer(15, 5);
        timer.onOpen(0);
        for (int nowNs = 1; nowNs < 20; nowNs++) {
            assertTrue(timer.poll(nowNs) != PingTimer.DEAD, "too early: " + nowNs);
        }
        assertEquals(PingTimer.DEAD, timer.poll(20));
    }

    @Example
    void shouldSendNoneWhenTheIntervalIsNone() {
        final PingTimer timer = new PingTimer(0, 0);
        timer.onOpen(0);

        assertEquals(PingTimer.NOTHING, timer.poll(Long.MAX_VALUE));
    }

    @Example
    void shouldStartAnewWithEverySession() {
        final PingTimer timer = new PingTimer(10, 5);
        timer.onOpen(0);
        assertEquals(PingTimer.PING, timer.poll(10));

        timer.onOpen(100);

        assertEquals(PingTimer.NOTHING, timer.poll(109));
        assertEquals(PingTimer.PING, timer.poll(110));
    }
}
