/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScaledTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0.0", "60001.5", "3.0e3", "2.0e-5", "-608.18", "1.13060953", "41950"})
    void shouldReadADecimalExactlyFromEachForm(final String text) {
        final long expected = new BigDecimal(text).scaleByPowerOfTen(9).longValueExact();
        final byte[] bytes = (text + ',').getBytes(StandardCharsets.US_ASCII);

        assertEquals(expected, Scaled.at(bytes, 0));
        assertEquals(expected, Scaled.of(text.toCharArray(), 0, text.length()));
        assertEquals(expected, Scaled.of(Double.parseDouble(text)));
    }

    @Test
    void shouldRefuseADoubleThatIsNoDecimalOfNinePlaces() {
        assertThrows(ArithmeticException.class, () -> Scaled.of(1.0 / 3));
    }
}
