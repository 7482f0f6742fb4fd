/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThrottleTextTest {
    private static long waitNs(final String text) {
        final byte[] raw = ("before 7 ms " + text + " 9 s behind").getBytes(StandardCharsets.UTF_8);
        final int from = "before 7 ms ".length();
        return ThrottleText.waitNs(raw, from, raw.length - " 9 s behind".length());
    }

    @ParameterizedTest
    @CsvSource({
        "Available in 250 ms,                              250000000",
        "Available in 250ms.,                              250000000",
        "retry after 1.5 seconds,                          1500000000",
        "Try again in 2 SEC,                               2000000000",
        "wait 30s,                                         30000000000",
        "limit of 20 requests exceeded: wait 40 us,        40000",
        "100 of 100 used; 3 minutes left,                  180000000000",
        "retry in 12 milliseconds,                         12000000",
        "retry in 12 microseconds,                         12000",
        "0.0000000001 s,                                   1",
        "1 m,                                              60000000000",
        "code 10028 too_many_requests,                     0",
        "order7 ms,                                        0",
        "5 messages a second,                              0",
        "in 12,                                            0",
        "'',                                               0",
    })
    void shouldReadTheFirstTimeWithAUnit(final String text, final long expectedNs) {
        assertEquals(expectedNs, waitNs(text));
    }

    @Test
    void shouldBelieveNoMoreThanADay() {
        assertEquals(86_400_000_000_000L, waitNs("99999999999999999999999999 minutes"));
    }

    @Property(tries = 1_000)
    void shouldReadEveryWholeNumberOfMilliseconds(
            @ForAll @LongRange(min = 0, max = 86_399_999) final long ms) {
        assertEquals(ms * 1_000_000, waitNs("Available in " + ms + " ms"));
    }
}
