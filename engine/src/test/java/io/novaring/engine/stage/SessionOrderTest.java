/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.CommandType;
import io.novaring.codec.Lifecycle;
import io.novaring.engine.stage.RateLimitStage.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be sent when: before authentication, with what reserve, and with which limits. */
final class SessionOrderTest {
    private final TestVenue venue = new TestVenue();
    private final StageRig rig = new StageRig(venue, 0);

    @Test
    void shouldAskForNothingBeforeTheVenueKnowsUs() {
        final TestVenue strict = new TestVenue();
        strict.needsAuth = true;
        final StageRig rig = new StageRig(strict, 0);
        rig.subscribe("t.1");
        rig.connect();
        rig.outbound();
        rig.tick(1);
        assertEquals(List.of(), rig.texts());

        rig.lifecycle(Lifecycle.AUTHENTICATED);
        assertEquals(List.of("configure", "subscribe t.1"), rig.texts());

        rig.outbound();
        rig.grant(rig.last());
        rig.lifecycle(Lifecycle.AUTHENTICATED);
        assertEquals(2, rig.texts().size(), "known anew is no new session");
        assertEquals(SubscriptionStatus.State.ACTIVE, rig.status("t.1").state());
    }

    @Test
    void shouldNotReviveASessionThatIsToEnd() {
        final TestVenue strict = new TestVenue();
        strict.needsAuth = true;
        final StageRig rig = new StageRig(strict, 0);
        rig.connect();
        rig.lifecycle(Lifecycle.AUTHENTICATED);
        rig.outbound();
        rig.tick(TestVenue.DEAD_AFTER_NS);
        assertEquals(1, rig.sink.ended.size());

        rig.lifecycle(Lifecycle.AUTHENTICATED);
        rig.tick(TestVenue.DEAD_AFTER_NS);

        assertEquals(List.of("configure"), rig.texts());
        assertEquals(1, rig.heartbeat.counters().get(HeartbeatStage.Counter.DEAD));
        rig.disconnect();
        rig.connect();
        rig.lifecycle(Lifecycle.AUTHENTICATED);
        assertEquals(2, rig.texts().size());
    }

    @Test
    void shouldKeepTheReserveForHeartbeats() {
        venue.reserve = 50;
        rig.connect();
        rig.outbound();
        rig.subscribe("t.1", "t.2", "t.3", "t.4", "t.5");
        // The pool of subscriptions holds 60: one request of 10 is all that leaves 50.
        assertEquals(List.of("configure", "subscribe t.1,t.2,t.3,t.4"), rig.texts());
    }

    @Test
    void shouldKeepLessInReserveOnceThePoolHoldsLess() {
        venue.reserve = 50;
        rig.connect();
        rig.outbound();
        // 50 of 60 are 34 of 40, and no more than leave a request: 30.
        rig.command(CommandType.LIMIT, TestVenue.POOL_SUBSCRIBE + " 40 1");

        rig.subscribe("t.1");

        assertEquals(List.of("configure", "subscribe t.1"), rig.texts());
    }

    @Test
    void shouldTakeTheLimitsTheVenueAnnounces() {
        rig.connect();
        rig.outbound();

        rig.answer(rig.last(), "limits 2 5 1");
        rig.tick(0);

        assertEquals(5, rig.event.credits[TestVenue.POOL_ORDER]);
        assertEquals(1, rig.rateLimit.counters().get(Counter.LIMITS_SET));
    }

    @Test
    void shouldTakeTheLimitsTheProgramSets() {
        rig.command(CommandType.LIMIT, "2 7 3");
        assertEquals(7, rig.event.credits[TestVenue.POOL_ORDER]);

        rig.command(CommandType.LIMIT, "2 100 3");
        assertEquals(7, rig.event.credits[TestVenue.POOL_ORDER], "a higher cap fills in time");
        rig.tick(2 * StageRig.SECOND_NS);
        assertEquals(13, rig.event.credits[TestVenue.POOL_ORDER]);
    }

    @Test
    void shouldRefuseLimitsNoPoolCanHave() {
        rig.tick(0);
        for (final String text :
                List.of("", "2", "2 7", "9 7 3", "2 0 3", "2 7 0", "2 -7 3", "2 7 3 4", "x y z")) {
            rig.command(CommandType.LIMIT, text);
            assertEquals(20, rig.event.credits[TestVenue.POOL_ORDER], text);
        }
        assertEquals(9, rig.rateLimit.counters().get(Counter.LIMITS_REFUSED));
    }
}
