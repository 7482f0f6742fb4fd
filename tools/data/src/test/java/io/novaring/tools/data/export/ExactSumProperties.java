/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A sum that no count of numbers makes inexact. */
final class ExactSumProperties {
    @Property
    void shouldBeTheSumOfAll(@ForAll final List<Long> scaled) {
        final ExactSum sum = new ExactSum();
        BigDecimal expected = BigDecimal.valueOf(0, 9);
        for (final long number : scaled) {
            sum.add(number);
            expected = expected.add(BigDecimal.valueOf(number, 9));
        }
        assertEquals(expected, sum.value());
    }
}
