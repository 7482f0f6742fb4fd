/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundsTest {
    private final Deque<Boolean> quiet = new ArrayDeque<>();
    private final List<Integer> measured = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private boolean isQuick;
    private int roundsOfTime = Integer.MAX_VALUE;

    @Test
    void shouldKeepRatiosWithinARound() throws Exception {
        quiet.addAll(List.of(true, true, true));
        final double[][] figures = {{10, 5}, {30, 10}, {80, 20}};

        final Rounds rounds = Rounds.take(run(), 3, round -> figures[round]);

        assertEquals(new Spread(3, 2, 4, 3, 0), rounds.ratio(0, 1));
        assertEquals(new Spread(30, 10, 80, 3, 0), rounds.of(0));
    }

    @Test
    void shouldTakeARoundAgainThatWasNotQuiet() throws Exception {
        quiet.addAll(List.of(true, false, false, true));

        final Rounds rounds = Rounds.take(run(), 2, this::measure);

        assertEquals(List.of(0, 1, 1, 1), measured);
        assertArrayEquals(new double[] {1, 4}, rounds.column(0));
        assertEquals(2, rounds.dropped());
    }

    @Test
    void shouldGiveUpARoundThatIsNeverQuiet() throws Exception {
        quiet.addAll(List.of(false, false, false, true));

        final Rounds rounds = Rounds.take(run(), 2, this::measure);

        assertEquals(List.of(0, 0, 0, 1), measured);
        assertEquals(1, rounds.of(0).rounds());
        assertEquals(3, rounds.of(0).dropped());
    }

    @Test
    void shouldTakeOneRoundAgainWhereThereIsNoTime() throws Exception {
        isQuick = true;
        quiet.addAll(List.of(false, true, false, true));

        final Rounds rounds = Rounds.take(run(), 3, this::measure);

        assertEquals(List.of(0, 0, 1, 2), measured);
        assertArrayEquals(new double[] {2, 4}, rounds.column(0));
        assertEquals(2, rounds.dropped());
    }

    @Test
    void shouldNotGoOnWithoutTimeOnAMachineThatIsNotFree() throws Exception {
        isQuick = true;
        quiet.addAll(List.of(false, false, true));

        final Rounds rounds = Rounds.take(run(), 3, this::measure);

        assertEquals(List.of(0, 0), measured);
        assertEquals(0, rounds.of(0).rounds());
        assertEquals(2, rounds.of(0).dropped());
    }

    @Test
    void shouldTellWhichRoundsCount() throws Exception {
        quiet.addAll(List.of(true, false, true));
        final List<Integer> counted = new ArrayList<>();

        Rounds.take(run(), 2, this::measure, () -> counted.add(measured.size()));

        assertEquals(List.of(1, 3), counted);
    }

    @Test
    void shouldLeaveRoundsOutWhenTheTimeOfThePartIsUp() throws Exception {
        roundsOfTime = 2;
        quiet.addAll(List.of(true, true, true));

        final Rounds rounds = Rounds.take(run(), 3, this::measure);

        assertEquals(List.of(0, 1), measured);
        assertEquals(2, rounds.of(0).rounds());
        assertEquals(List.of("no time left: 2 rounds of 3"), told);
    }

    @Test
    void shouldTakeOneRoundHoweverLateItIs() throws Exception {
        roundsOfTime = 0;
        quiet.add(true);

        assertEquals(1, Rounds.take(run(), 3, this::measure).of(0).rounds());
    }

    private double[] measure(final int round) {
        measured.add(round);
        return new double[] {measured.size()};
    }

    /** Of a run only the watch is asked, and whether there is time. */
    private Run run() {
        return (Run)
                Proxy.newProxyInstance(
                        Run.class.getClassLoader(),
                        new Class<?>[] {Run.class},
                        (proxy, method, arguments) -> {
                            switch (method.getName()) {
                                case "isQuick":
                                    return isQuick;
                                case "hasTimeFor":
                                    return measured.size() < roundsOfTime;
                                case "progress":
                                    final Object[] values = (Object[]) arguments[1];
                                    told.add(String.format((String) arguments[0], values));
                                    return null;
                                default:
                                    assertEquals("watchQuiet", method.getName());
                                    return (Quiet) quiet::remove;
                            }
                        });
    }
}
