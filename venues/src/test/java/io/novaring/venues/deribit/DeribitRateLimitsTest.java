/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeribitRateLimitsTest {
    private final RateLimitHandler limits = new DeribitRateLimits();

    @ParameterizedTest
    @CsvSource({
        "HELLO, default, 500",
        "SET_HEARTBEAT, default, 500",
        "TEST, default, 500",
        "SUBSCRIBE, subscriptions, 3000",
        "UNSUBSCRIBE, default, 500",
        "GET_INSTRUMENTS, instruments, 10000",
        "GET_TIME, default, 500",
        "GET_INSTRUMENT, default, 500",
        "GET_ORDER_BOOK, default, 500",
    })
    void shouldCharge(final String name, final String pool, final long cost)
            throws ReflectiveOperationException {
        final int type = DeribitRequestType.class.getField(name).getInt(null);

        assertEquals(pool, limits.pools().get(limits.poolOf(type)).name());
        assertEquals(cost, limits.costOf(type));
    }

    /** How many requests go out at once, and how many more each second. */
    @ParameterizedTest
    @CsvSource({"GET_TIME, 100, 20.0", "GET_INSTRUMENTS, 5, 0.1", "SUBSCRIBE, 10, 3.333"})
    void shouldAllowTheVenuesBurstsAndRates(
            final String name, final long burst, final double perSecond)
            throws ReflectiveOperationException {
        final int type = DeribitRequestType.class.getField(name).getInt(null);
        final CreditPool pool = limits.pools().get(limits.poolOf(type));

        assertEquals(burst, pool.cap() / limits.costOf(type));
        assertEquals(perSecond, (double) pool.refillPerSecond() / limits.costOf(type), 0.001);
    }

    @Test
    void shouldAffordEveryRequest() {
        assertTrue(limits.pools().size() <= MarketEvent.CREDIT_POOLS_MAX);
        for (int type = 1; type <= DeribitRequestType.LAST; type++) {
            assertTrue(limits.costOf(type) <= limits.pools().get(limits.poolOf(type)).cap());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, 10028, 5000000000",
        "ERROR, 10066, 1000000000",
        "ERROR, 10009, 0",
        "ERROR, 10040, 0",
        "RESPONSE, 10028, 0",
    })
    void shouldPauseAfterThrottleAnswers(
            final EventKind kind, final long code, final long pauseNs) {
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, kind);
        event.errorCode = code;

        assertEquals(pauseNs, limits.pauseNs(event));
    }
}
