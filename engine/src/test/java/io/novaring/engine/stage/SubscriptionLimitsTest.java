/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static io.novaring.engine.stage.StageRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.novaring.engine.stage.SubscriptionStatus.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Channels that are refused, silent or late for longer than anybody should wait. */
final class SubscriptionLimitsTest {
    private static final long SILENT_AFTER_NS = 30 * SECOND_NS;

    private final TestVenue venue = new TestVenue();
    private final StageRig rig = new StageRig(venue, SILENT_AFTER_NS);

    @Test
    void shouldCountRefusalsOnWhenTheyNeverEnd() {
        venue.isPatient = true;
        rig.connect();
        rig.outbound();
        rig.subscribe("t.1");

        for (int i = 0; i < 300; i++) {
            rig.outbound();
            rig.error(rig.last(), TestVenue.ERROR_BUSY);
            rig.live(2);
        }

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertEquals(Byte.MAX_VALUE, rig.status("t.1").attempts()));
        assertEquals("subscribe t.1", rig.last().text());
        assertEquals(State.PENDING, rig.status("t.1").state());
    }
}
