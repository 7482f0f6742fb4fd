/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeribitPrivateErrorsTest {
    /** Every code of the article Errors, by what it means where orders are placed. */
    private static final String CLASSES =
            """
            REAUTHENTICATE 10000 11056 13009 13778
            THROTTLED 10028 10066 13903
            RETRY_LATER 10040 10041 10047 10049 12004 12998 13025 13030 13035 13036 13043 13503 \
            13780 13793 13888
            UNKNOWN_OUTCOME 10001 10050 11051 11094 13008 13028
            ALREADY_DONE 10004 10010 11008 11044
            STOP 10009 10019 10039 10045 10046 10072 11031 11042 11095 11098 12003 12005 13004 \
            13007 13012 13021 13031 13037 13792 13902 13904
            FIX_REQUEST -32700 -32602 -32601 -32600 -32000 10002 10003 10005 10006 10007 10011 \
            10012 10013 10014 10015 10016 10017 10018 10020 10021 10022 10023 10024 10025 10026 \
            10027 10029 10030 10031 10032 10033 10034 10035 10036 10037 10038 10043 10044 10048 \
            11013 11021 11022 11029 11030 11035 11036 11037 11038 11039 11041 11043 11045 11046 \
            11047 11048 11049 11050 11052 11053 11054 11055 11090 11091 11092 11093 11096 11097 \
            12001 12002 12100 13005 13006 13010 13011 13013 13014 13015 13016 13018 13019 13020 \
            13032 13034 13040 13042 13403 13666 13668 13777 13781 13791 13901 13905 13906 13907 \
            13910 13911 13912 13913 13914 13915 13916 13917 13918 13919
            """;

    private final ErrorHandler errors = new DeribitPrivateErrors();
    private final MarketEvent event = new MarketEvent();

    private ErrorClass classOf(final long code) {
        event.reset(Origin.INBOUND, EventKind.ERROR);
        event.errorCode = code;
        return errors.classify(event);
    }

    @Test
    void shouldClassifyEveryCode() {
        final Map<Long, ErrorClass> expected = new TreeMap<>();
        for (final String line : CLASSES.strip().split("\n")) {
            final String[] words = line.strip().split(" +");
            for (int i = 1; i < words.length; i++) {
                expected.put(Long.parseLong(words[i]), ErrorClass.valueOf(words[0]));
            }
        }
        final Map<Long, ErrorClass> actual = new TreeMap<>();
        for (final long code : DeribitErrorTable.codes()) {
            actual.put(code, classOf(code));
        }

        assertEquals(expected, actual);
        assertEquals(158, actual.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10_008, 10_401, 99_999, 4_294_977_300L, Long.MAX_VALUE})
    void shouldNotGuessWhatAnUnknownCodeMeans(final long code) {
        assertEquals(ErrorClass.UNKNOWN_OUTCOME, classOf(code));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -32_603, -4_294_957_296L, MarketEvent.ABSENT})
    void shouldNotGuessWhatBecameOfARequestWithoutACode(final long code) {
        assertEquals(ErrorClass.UNKNOWN_OUTCOME, classOf(code));
    }

    @Test
    void shouldAskForSubscriptionsAgainWhateverBecameOfThem() {
        assertTrue(errors.retryAfterNs(ErrorClass.UNKNOWN_OUTCOME, 1) > 0);
        assertEquals(ErrorHandler.STOP, errors.retryAfterNs(ErrorClass.UNKNOWN_OUTCOME, 4));
        assertEquals(ErrorHandler.STOP, errors.retryAfterNs(ErrorClass.FIX_REQUEST, 1));
    }
}
