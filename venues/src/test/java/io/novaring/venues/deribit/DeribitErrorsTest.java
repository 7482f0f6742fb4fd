/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.RateLimitHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeribitErrorsTest {
    private final ErrorHandler errors = new DeribitErrors();
    private final MarketEvent event = new MarketEvent();

    @ParameterizedTest
    @CsvSource({
        "-32700, FIX_REQUEST",
        "-32602, FIX_REQUEST",
        "-32600, FIX_REQUEST",
        "-32000, FIX_REQUEST",
        "10000, REAUTHENTICATE",
        "10001, STOP",
        "10009, STOP",
        "10012, FIX_REQUEST",
        "10028, THROTTLED",
        "10029, FIX_REQUEST",
        "10040, RETRY_LATER",
        "10041, RETRY_LATER",
        "10047, RETRY_LATER",
        "10066, THROTTLED",
        "11050, FIX_REQUEST",
        "11051, RETRY_LATER",
        "11056, REAUTHENTICATE",
        "11094, RETRY_LATER",
        "13004, STOP",
        "13009, REAUTHENTICATE",
        "13010, FIX_REQUEST",
        "13020, FIX_REQUEST",
        "13021, STOP",
        "13028, RETRY_LATER",
        "13666, FIX_REQUEST",
        "13778, REAUTHENTICATE",
        "13888, RETRY_LATER",
        "13903, THROTTLED",
        "13919, FIX_REQUEST",
    })
    void shouldClassify(final long code, final ErrorClass expected) {
        assertEquals(expected, errors.classify(error(code)));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {10008, 10401, 99_999, 4_294_977_324L, Long.MAX_VALUE, Long.MIN_VALUE, -1, 0})
    void shouldTakeUnknownCodesForWrongRequests(final long code) {
        assertEquals(ErrorClass.FIX_REQUEST, errors.classify(error(code)));
    }

    @Test
    void shouldBeSortedWithoutDoubles() {
        final long[] codes = DeribitErrorTable.codes();

        assertEquals(158, codes.length);
        for (int i = 1; i < codes.length; i++) {
            assertTrue(codes[i - 1] < codes[i], "not ascending at " + codes[i]);
        }
    }

    @Test
    void shouldPauseAfterThrottleAnswersAndNoOthers() {
        final RateLimitHandler limits = new DeribitRateLimits();

        for (final long code : DeribitErrorTable.codes()) {
            final MarketEvent error = error(code);
            assertEquals(
                    errors.classify(error) == ErrorClass.THROTTLED,
                    limits.pauseNs(error) > 0,
                    "code " + code);
        }
    }

    private MarketEvent error(final long code) {
        event.reset(Origin.INBOUND, EventKind.ERROR);
        event.errorCode = code;
        return event;
    }
}
