/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Numbers of the sizes that settings have. */
final class Amounts {
    static final long DAY_NS = 86_400_000_000_000L;

    private Amounts() {}

    static Arbitrary<Long> times() {
        return Arbitraries.longs().between(1, DAY_NS);
    }

    static Arbitrary<Integer> counts(final int min) {
        return Arbitraries.integers().between(min, Integer.MAX_VALUE);
    }

    static Arbitrary<Long> orNone(final long least, final long most) {
        return Arbitraries.oneOf(Arbitraries.just(0L), Arbitraries.longs().between(least, most));
    }
}
