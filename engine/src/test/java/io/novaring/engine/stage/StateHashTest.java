/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What must change a hash of decisions. */
final class StateHashTest {
    private static long mix(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return StateHash.mix(StateHash.SEED, bytes, bytes.length);
    }

    @Test
    void shouldChangeAtAFirstDecisionOfNothingButZero() {
        final StageOutput out = new StageOutput(1, null);
        final long before = out.hash();
        out.mix(0);
        assertNotEquals(before, out.hash());
        final long once = out.hash();
        out.mix(0);
        assertNotEquals(once, out.hash());
    }

    @Test
    void shouldTellTextsApartInWhichOneByteMakesUpForTheNext() {
        assertNotEquals(mix("Aa"), mix("BB"));
        assertNotEquals(mix("{\"id\":1,\"n\":\"Aa\"}"), mix("{\"id\":1,\"n\":\"BB\"}"));
        assertNotEquals(mix(""), mix("\0"));
    }
}
