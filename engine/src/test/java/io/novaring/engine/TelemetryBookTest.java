/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.shape.ShapeCounts;
import io.novaring.engine.book.SequencePolicy;
import io.novaring.engine.book.SequencePolicy.Link;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.telemetry.Measures;
import org.junit.jupiter.api.Test;

/** Figures of books whose messages do not name the one before. */
final class TelemetryBookTest {
    private static final String BOOK = "book.X.raw";

    private static Rig start(final SequencePolicy policy) {
        final EngineContext context =
                new EngineContext()
                        .client(
                                new TestVenue() {
                                    @Override
                                    public SequencePolicy sequencePolicy(final byte[] channel) {
                                        return policy;
                                    }
                                })
                        .cores(4)
                        .topology(Topology.INLINE)
                        .ringLength(64);
        final Rig rig = Rig.start(context);
        rig.telemetry.start(
                rig.stages.subscriptions(),
                id -> ConnectionState.OPEN,
                id -> ShapeCounts.NONE,
                new Measures());
        rig.subscribe(BOOK);
        return rig;
    }

    private static long figure(final Rig rig, final String name) {
        return rig.telemetry.measures().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void shouldTakeNoChangeForARepeatedOneWhereNothingIsNumbered() {
        try (Rig rig = start(new SequencePolicy(Link.NONE, MarketEvent.ABSENT, true))) {
            rig.inbound("book " + BOOK + " snapshot 0 0 b:100:5,a:102:7");
            rig.inbound("book " + BOOK + " change 0 0 b:100:6");
            rig.inbound("book " + BOOK + " change 0 0 b:100:7");

            assertEquals(0, figure(rig, "novaring_duplicates"));
        }
    }

    @Test
    void shouldTakeNoBadLevelForAGap() {
        try (Rig rig = start(SequencePolicy.CONSECUTIVE)) {
            rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
            rig.inbound("book " + BOOK + " change 11 0 b:100:6");
            rig.inbound("book " + BOOK + " change 11 0 b:100:6");
            assertEquals(1, figure(rig, "novaring_duplicates"));
            rig.inbound("book " + BOOK + " change 12 0 b:100:-6");

            assertEquals(0, figure(rig, "novaring_gaps"));
            assertEquals(0, figure(rig, "novaring_resyncs"));
        }
    }

    @Test
    void shouldTakeAnIdThatStartsAnewForNoRepetition() {
        try (Rig rig = start(SequencePolicy.CONSECUTIVE.withResetId(1))) {
            rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
            rig.inbound("book " + BOOK + " change 1 0 b:100:6,a:102:7");

            assertEquals(0, figure(rig, "novaring_duplicates"));
        }
    }
}
