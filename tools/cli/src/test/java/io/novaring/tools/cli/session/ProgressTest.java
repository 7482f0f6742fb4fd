/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.cli.console.Elsewhere;
import io.novaring.tools.cli.console.Units;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final StringWriter out = new StringWriter();
    private long nowNs = 77;

    @Test
    void shouldSayNothingOfWhatIsSoonDone() {
        final Progress progress = progress(false).total(1_000);

        progress.accept(0);
        nowNs += 4 * SECOND_NS;
        progress.accept(999);
        progress.close();

        assertEquals("", out.toString());
    }

    @Test
    void shouldSayHowFarHowFastAndHowLong() {
        final Progress progress = progress(false).total(10_200_000);

        progress.accept(0);
        nowNs += 5 * SECOND_NS;
        progress.accept(3_100_000);
        progress.accept(3_100_001);

        assertEquals(
                "replayed 3.10 M of 10.2 M events, 30%, 620 k/s, 12 s left"
                        + System.lineSeparator(),
                out.toString());
    }

    @Test
    void shouldCountFromWhereTheWorkBegan() {
        final Progress progress = progress(false).total(3_000_000);

        progress.accept(1_000_000);
        nowNs += 10 * SECOND_NS;
        progress.accept(2_000_000);

        assertTrue(out.toString().contains("66%, 100 k/s, 10 s left"), out.toString());
    }

    @Test
    void shouldNotGuessAnEndItDoesNotKnow() {
        final Progress progress = progress(false);

        progress.accept(0);
        nowNs += 6 * SECOND_NS;
        progress.accept(600);

        assertEquals("replayed 600 events, 100/s" + System.lineSeparator(), out.toString());
    }

    @Test
    void shouldNotPromiseAnEndThatWasPassed() {
        final Progress progress = progress(false).total(100);

        progress.accept(0);
        nowNs += 6 * SECOND_NS;
        progress.accept(600);

        assertEquals("replayed 600 events, 100/s" + System.lineSeparator(), out.toString());
    }

    @Test
    void shouldWriteOverItsLineOnATerminalAndLeaveNone() {
        final Progress progress = progress(true).total(1_000_000);

        progress.accept(0);
        nowNs += SECOND_NS;
        progress.accept(100_000);
        nowNs += SECOND_NS / 10;
        progress.accept(100_100);
        nowNs += SECOND_NS;
        progress.accept(999_999);
        progress.close();

        final String[] lines = out.toString().split("\r");
        assertEquals("replayed 100 k of 1.00 M events, 10%, 100 k/s, 9 s left", lines[1]);
        assertTrue(lines[2].startsWith("replayed 1.00 M of 1.00 M events, 99%"), lines[2]);
        assertEquals("", lines[3].strip());
        assertTrue(lines[3].length() >= lines[2].strip().length(), "all of it is blank");
        assertTrue(out.toString().endsWith("\r"));
    }

    @Test
    void shouldSpeakAlikeEverywhere() {
        Elsewhere.run("ar-EG-u-nu-arab", "Asia/Tokyo", this::shouldSayHowFarHowFastAndHowLong);
    }

    private Progress progress(final boolean isTerminal) {
        return new Progress(
                new PrintWriter(out, true),
                "replayed",
                " events",
                Units::rough,
                isTerminal,
                () -> nowNs);
    }
}
