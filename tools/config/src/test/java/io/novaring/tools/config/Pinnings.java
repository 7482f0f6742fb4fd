/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.pinning.Pinning;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Threads on cores, whatever they are called. */
final class Pinnings {
    private Pinnings() {}

    static Arbitrary<Pinning> any() {
        return Arbitraries.maps(
                        Arbitraries.of("io", "stages", "my handler", "a=b"),
                        Arbitraries.integers().between(0, 4096))
                .ofMaxSize(3)
                .map(
                        cores -> {
                            Pinning pinning = Pinning.NONE;
                            for (final String thread : cores.keySet()) {
                                pinning = pinning.with(thread, cores.get(thread));
                            }
                            return pinning;
                        });
    }

    /** As a configuration has them, without brackets. */
    static String text(final Pinning pinning) {
        return pinning.words().stream()
                .map(word -> '"' + word + '"')
                .collect(Collectors.joining(", "));
    }
}
