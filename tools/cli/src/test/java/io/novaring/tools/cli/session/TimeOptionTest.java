/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.cli.console.Elsewhere;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeOptionTest {
    private static final long YEARS_290_NS = 9_150_000_000_000_000_000L;
    private static final long START_NS = ns("2026-11-21T10:00:00Z");
    private static final long END_NS = ns("2026-11-21T11:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:30:00Z, 2026-11-21T10:30:00Z",
        "2026-11-21T10:30:00.123456789Z, 2026-11-21T10:30:00.123456789Z",
        "2026-11-21T10:30Z, 2026-11-21T10:30:00Z",
        "2026-11-21T11:30:00+01:00, 2026-11-21T10:30:00Z",
        "1795257000123, 2026-11-21T10:30:00.123Z",
        "1795257000123456, 2026-11-21T10:30:00.123456Z",
        "1795257000123456789, 2026-11-21T10:30:00.123456789Z",
        "+90s, 2026-11-21T10:01:30Z",
        "+1.5ms, 2026-11-21T10:00:00.0015Z",
        "+1h30m, 2026-11-21T11:30:00Z",
        "+0s, 2026-11-21T10:00:00Z",
        "-5m, 2026-11-21T10:55:00Z",
        "-5min, 2026-11-21T10:55:00Z",
        "-1d, 2026-11-20T11:00:00Z",
    })
    void shouldReadEveryForm(final String text, final String instant) {
        final TimeOption option = TimeOption.parse(text);

        assertFalse(option.isSequence());
        assertEquals(ns(instant), option.timeNs(START_NS, END_NS));
        assertEquals(text, option.toString());
    }

    @Test
    void shouldTakeFewDigitsForASequence() {
        final TimeOption option = TimeOption.parse("123456789012");

        assertTrue(option.isSequence());
        assertEquals(123_456_789_012L, option.sequence());
        assertThrows(IllegalStateException.class, () -> option.timeNs(START_NS, END_NS));
        assertThrows(IllegalStateException.class, () -> TimeOption.parse("+1s").sequence());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:30:00, has no time zone: write 2026-11-21T10:30:00Z for UTC",
        "2026-11-21T10:30, has no time zone: write 2026-11-21T10:30Z for UTC",
        "2026-11-21, is a day: write 2026-11-21T00:00:00Z for its start",
        "12345678901234, has 14 digits",
        "99999999999999999999, has 20 digits",
        "9999999999999999999, is later than the year 2262",
        "9999999999999999, is later than the year 2262",
        "2263-01-01T00:00:00Z, is not within 1678 and 2262",
        "+999999d, is longer than 292 years",
        "noon, is no time: write an instant (2026-11-21T17:48:55.123Z)",
        "90s, is no time",
        "+90, is no time",
        "-5x, is no time",
        "+1s2, is no time",
        "+.5s, is no time",
        "2026-11-21 10:30:00Z, is no time",
        "21/11/2026, is no time",
    })
    void shouldSayWhatToWrite(final String text, final String hint) {
        final IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> TimeOption.parse(text));

        assertTrue(failure.getMessage().contains(hint), failure.getMessage());
        assertTrue(failure.getMessage().contains(text), failure.getMessage());
    }

    @Test
    void shouldNotReadDigitsOfOtherScripts() {
        assertThrows(IllegalArgumentException.class, () -> TimeOption.parse("\u0661\u0662\u0663"));
        assertThrows(IllegalArgumentException.class, () -> TimeOption.parse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Asia/Kolkata", "Pacific/Apia", "Europe/Berlin"})
    void shouldReadAlikeEverywhere(final String zone) {
        for (final String language : List.of("ar-EG-u-nu-arab", "tr-TR", "th-TH-u-ca-buddhist")) {
            Elsewhere.run(language, zone, this::readSome);
        }
    }

    private void readSome() {
        shouldReadEveryForm("2026-11-21T10:30:00.123Z", "2026-11-21T10:30:00.123Z");
        shouldReadEveryForm("1795257000123", "2026-11-21T10:30:00.123Z");
        shouldReadEveryForm("+90s", "2026-11-21T10:01:30Z");
        shouldSayWhatToWrite("2026-11-21T10:30:00", "has no time zone");
    }

    @Property(tries = 1_000)
    void shouldReadWhatAnInstantPrints(
            @ForAll @LongRange(min = -YEARS_290_NS, max = YEARS_290_NS) final long timeNs) {
        assertEquals(
                timeNs, TimeOption.parse(Instant.ofEpochSecond(0, timeNs).toString()).timeNs(0, 0));
    }

    @Property(tries = 1_000)
    void shouldAddAndTakeAwayExactly(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) final long lengthUs) {
        final long lengthNs = TimeUnit.MICROSECONDS.toNanos(lengthUs);

        assertEquals(
                START_NS + lengthNs,
                TimeOption.parse("+" + lengthUs + "us").timeNs(START_NS, END_NS));
        assertEquals(
                END_NS - lengthNs,
                TimeOption.parse("-" + lengthUs + "us").timeNs(START_NS, END_NS));
    }

    private static long ns(final String instant) {
        final Instant parsed = Instant.parse(instant);
        return parsed.getEpochSecond() * 1_000_000_000L + parsed.getNano();
    }
}
