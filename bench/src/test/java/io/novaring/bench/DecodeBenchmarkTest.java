/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compared does the same work. */
final class DecodeBenchmarkTest {
    @ParameterizedTest
    @ValueSource(strings = {"book", "trades", "ticker", "quote"})
    void shouldFillTheSameEvent(final String kind) {
        final DecodeBenchmark benchmark = new DecodeBenchmark();
        benchmark.kind = kind;

        // It compares every field that both fill, over every frame, and throws at a difference.
        benchmark.collectFrames();
    }
}
