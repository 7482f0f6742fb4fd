/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.telemetry.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the decoders of a running engine count is among its figures. */
@Timeout(180)
final class ShapeFiguresTest {
    private static final String HITS = "novaring_decoder_shape_hits";
    private static final String MISSES = "novaring_decoder_shape_misses";

    @Test
    void shouldTellHowManyFramesHadAKnownShape() {
        try (EngineFixture fixture = new EngineFixture()) {
            EngineFixture.until(
                    () -> fixture.value(HITS, "kind", "quote") > 100, "quotes take the short path");

            final long misses = fixture.value(MISSES, "kind", "quote");
            assertTrue(misses > 0 && misses < 10, misses + " misses");
            assertEquals(0, fixture.value(HITS, "kind", "ticker"), "nobody asked for tickers");
            final List<String> connections =
                    fixture.engine.telemetry().measures().stream()
                            .filter(measure -> measure.name().equals(MISSES))
                            .map(measure -> connection(measure))
                            .distinct()
                            .toList();
            assertEquals(List.of("0 public", "1 private"), connections);
        }
    }

    private static String connection(final Measure measure) {
        return measure.labels().get(0).value() + ' ' + measure.labels().get(2).value();
    }
}
