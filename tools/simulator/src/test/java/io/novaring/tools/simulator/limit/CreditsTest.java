/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CreditsTest {
    @ParameterizedTest
    @CsvSource({
        "public/test, 100, 50",
        "public/get_instruments, 50, 1000",
        "public/subscribe, 10, 300",
    })
    void shouldHaveItsBurstAndItsRate(final String method, final int burst, final long periodMs) {
        final Credits credits = new Credits();
        final long startNs = -5_000_000_000L;
        int taken = 0;
        while (credits.take(method, startNs)) {
            taken++;
        }
        assertEquals(burst, taken);

        final long periodNs = periodMs * 1_000_000;
        assertFalse(credits.take(method, startNs + periodNs - 1));
        assertTrue(credits.take(method, startNs + periodNs));
        assertFalse(credits.take(method, startNs + periodNs));
    }
}
