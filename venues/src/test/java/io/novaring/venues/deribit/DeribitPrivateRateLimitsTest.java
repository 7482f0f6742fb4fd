/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeribitPrivateRateLimitsTest {
    private static final DeribitAccount ACCOUNT = DeribitAccount.of(List.of("BTC"));

    /** As the method page of private/get_account_summary has it. */
    private static final String LIMITS =
            "{\"limits_per_currency\":false,\"non_matching_engine\":{\"burst\":1500,\"rate\":1000},"
                    + "\"matching_engine\":{\"trading\":{\"total\":{\"burst\":30,\"rate\":10},"
                    + "\"perpetuals\":{\"burst\":2,\"rate\":1}},"
                    + "\"spot\":{\"burst\":250,\"rate\":200},"
                    + "\"cancel_all\":{\"burst\":250,\"rate\":200},"
                    + "\"maximum_quotes\":{\"burst\":500,\"rate\":500}}}";

    private final RateLimitHandler limits = new DeribitPrivateRateLimits(ACCOUNT);
    private final MarketEvent event = new MarketEvent();
    private final DeribitDecoder decoder = new DeribitDecoder(new Symbols(1 << 10, 1 << 10));

    private MarketEvent decode(final String message) {
        final byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(bytes, 0, bytes.length);
        decoder.decode(event);
        return event;
    }

    private static int type(final String name) throws ReflectiveOperationException {
        return DeribitRequestType.class.getField(name).getInt(null);
    }

    @ParameterizedTest
    @CsvSource({
        "BUY, trading, 1, 5",
        "SELL, trading, 1, 5",
        "EDIT, trading, 1, 5",
        "EDIT_BY_LABEL, trading, 1, 5",
        "CLOSE_POSITION, trading, 1, 5",
        "CANCEL, trading, 1, 0",
        "CANCEL_BY_LABEL, trading, 1, 0",
        "CANCEL_ALL_BY_CURRENCY, trading, 1, 0",
        "CANCEL_ALL_BY_CURRENCY_PAIR, trading, 1, 0",
        "CANCEL_ALL_BY_INSTRUMENT, trading, 1, 0",
        "CANCEL_ALL_BY_KIND_OR_TYPE, trading, 1, 0",
        "CANCEL_ALL, cancel-all, 1, 0",
        "PRIVATE_SUBSCRIBE, subscriptions, 3000, 0",
        "PRIVATE_UNSUBSCRIBE, default, 500, 2000",
        "ENABLE_CANCEL_ON_DISCONNECT, default, 500, 2000",
        "GET_OPEN_ORDERS, default, 500, 2000",
        "GET_POSITIONS, default, 500, 2000",
        "GET_ACCOUNT_SUMMARY, default, 500, 2000",
        "SET_HEARTBEAT, default, 500, 2000",
        "GET_INSTRUMENTS, instruments, 10000, 0",
        "TICKER, default, 500, 7000",
        "GET_TIME, default, 500, 7000",
    })
    void shouldCharge(final String name, final String pool, final long cost, final long floor)
            throws ReflectiveOperationException {
        final int type = type(name);

        assertEquals(pool, limits.pools().get(limits.poolOf(type)).name());
        assertEquals(cost, limits.costOf(type));
        assertEquals(floor, limits.floorOf(type));
    }

    @Test
    void shouldAffordEveryRequest() {
        assertTrue(limits.pools().size() <= MarketEvent.CREDIT_POOLS_MAX);
        for (int type = 1; type <= DeribitRequestType.LAST; type++) {
            final RateLimitHandler.CreditPool pool = limits.pools().get(limits.poolOf(type));
            assertTrue(limits.costOf(type) + limits.floorOf(type) <= pool.cap(), "type " + type);
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 25, 5", "21, 25, 6", "20, 0, 0", "1, 90, 0", "3, 90, 2", "100, 33, 33"})
    void shouldKeepAPartBackForCancels(final int burst, final int percent, final long floor) {
        final DeribitAccount account =
                ACCOUNT.withTradingRate(burst, 5).withCancelReservePercent(percent);

        assertEquals(floor, new DeribitPrivateRateLimits(account).floorOf(DeribitRequestType.BUY));
    }

    private List<String> told(final String result) {
        final List<String> told = new ArrayList<>();
        limits.readLimits(
                decode("{\"jsonrpc\":\"2.0\",\"id\":12,\"result\":" + result + '}'),
                (pool, cap, refill) ->
                        told.add(limits.pools().get(pool).name() + ' ' + cap + ' ' + refill));
        return told;
    }

    @ParameterizedTest
    @CsvSource({"100, 25", "200, 25", "20, 5", "3, 1", "1, 0"})
    void shouldKeepLessBackOfASmallerBurst(final long told, final long floor) {
        final DeribitAccount account = ACCOUNT.withTradingRate(100, 30);
        final DeribitPrivateRateLimits configured = new DeribitPrivateRateLimits(account);

        assertEquals(floor, configured.floorOf(DeribitRequestType.BUY, told));
        assertEquals(0, configured.floorOf(DeribitRequestType.CANCEL, told));
    }

    @Test
    void shouldReadTheLimitsOfTheAccount() {
        assertEquals(
                List.of("default 750000 500000", "trading 30 10", "cancel-all 250 200"),
                told("{\"currency\":\"BTC\",\"limits\":" + LIMITS + ",\"equity\":1.5}"));
    }

    @Test
    void shouldTakeTheStrictestOfLimitsByCurrency() {
        assertEquals(
                List.of("trading 10 3"),
                told(
                        "{\"limits\":{\"limits_per_currency\":true,\"matching_engine\":{"
                                + "\"btc\":{\"trading\":{\"total\":{\"burst\":10,\"rate\":4}}},"
                                + "\"eth\":{\"trading\":{\"burst\":12,\"rate\":3}}}}}"));
        assertEquals(
                List.of("trading 9 4"),
                told(
                        "{\"limits\":{\"limits_per_currency\":true,"
                                + "\"btc\":{\"trading\":{\"total\":{\"burst\":9,\"rate\":4}}}}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"limits\"",
                "{\"limits\":{}}",
                "{\"limits\":null}",
                "{\"limits\":[{\"matching_engine\":{}}]}",
                "{\"limits\":{\"matching_engine\":7,\"non_matching_engine\":null}}",
                "{\"limits\":{\"non_matching_engine\":{\"burst\":0,\"rate\":10}}}",
                "{\"limits\":{\"non_matching_engine\":{\"burst\":10}}}",
                "{\"limits\":{\"non_matching_engine\":{\"burst\":\"a\",\"rate\":-1}}}",
                "{\"limits\":{\"matching_engine\":{\"trading\":{\"burst\":99999999,\"rate\":1}}}}",
                "{\"order\":{\"label\":\"limits\"}}"
            })
    void shouldLeaveLimitsAloneThatAreNotTold(final String result) {
        assertEquals(List.of(), told(result));
    }

    @ParameterizedTest
    @CsvSource({
        "10028, too_many_requests, null, 5000000000",
        "10028, 'too_many_requests. Available in 1234 ms', null, 1234000000",
        "10028, too_many_requests, '{\"reason\":\"Available in 50 ms\"}', 50000000",
        "10028, 'Available in 999999999 ms', null, 60000000000",
        "10028, 'Available in 9999999999 ms', null, 5000000000",
        "10028, 'Available in x ms', null, 5000000000",
        "10028, 'Available in 12', null, 5000000000",
        "10066, 'too_many_concurrent_requests', null, 1000000000",
        "10040, 'Available in 50 ms', null, 0",
    })
    void shouldPause(final long code, final String message, final String data, final long pauseNs) {
        final MarketEvent error =
                decode(
                        "{\"jsonrpc\":\"2.0\",\"id\":12,\"error\":{\"code\":"
                                + code
                                + ",\"message\":\""
                                + message
                                + "\",\"data\":"
                                + data
                                + "}}");
        assertEquals(EventKind.ERROR, error.kind);

        assertEquals(pauseNs, limits.pauseNs(error));
    }
}
