/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.venue.RequestType;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitRequestType;
import io.novaring.venues.deribit.DeribitTrading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancels of a part of an account, byte for byte. */
final class CancelScopeTest {
    private final DeribitTrading trading = new DeribitTrading(DeribitAccount.of(List.of("BTC")));
    private final JsonEncoder out = new JsonEncoder(64);
    private final OrderCommand command = new OrderCommand();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BTC | currency | {'currency':'BTC'}",
                "USDC option | currency | {'currency':'USDC','kind':'option'}",
                "BTC trigger_all | currency | {'currency':'BTC','type':'trigger_all'}",
                "ETH limit future_combo | currency | {'currency':'ETH','type':'limit','kind':'future_combo'}",
                "BTC_USDC | currency_pair | {'currency_pair':'BTC_USDC'}",
                "BTC_USDC spot limit | currency_pair | {'currency_pair':'BTC_USDC','kind':'spot','type':'limit'}",
                "any | kind_or_type | {'currency':'any'}",
                "any any all | kind_or_type | {'currency':'any','kind':'any','type':'all'}",
                "BTC,ETH,USDC combo | kind_or_type | {'currency':['BTC','ETH','USDC'],'kind':'combo'}",
            })
    void shouldCancelAPartOfTheAccount(
            final String scope, final String method, final String params) {
        command.action = OrderCommand.CANCEL_SCOPE;
        label(scope);

        assertEncoded(
                trading.requestTypeOf(command),
                "private/cancel_all_by_" + method,
                params.replace('\'', '"'));
        assertTrue(trading.isScopeCancel(trading.requestTypeOf(command)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "BTC ", " BTC", "BTC  limit", "BTC stock", "BTC limit stop",
                        "BTC option any",
                "BTC,", ",BTC", "BTC,,ETH", "_BTC", "BTC_", "BTC,ETH_USDC", "BTC\"", "BTC Limit"
            })
    void shouldCancelNothingForWhatIsNoScope(final String scope) {
        command.action = OrderCommand.CANCEL_SCOPE;
        label(scope);

        assertEquals(RequestType.NONE, trading.requestTypeOf(command));
        assertNothing();
        assertThrows(IllegalArgumentException.class, () -> trading.check(command));
    }

    @Test
    void shouldCancelWhatHasALabel() {
        command.action = OrderCommand.CANCEL_LABEL;
        assertNothing();

        label("grid \"7\"");
        assertEncoded(
                DeribitRequestType.CANCEL_BY_LABEL,
                "private/cancel_by_label",
                "{\"label\":\"grid \\\"7\\\"\"}");

        command.instrument("ETH_USDC-PERPETUAL");
        assertEncoded(
                DeribitRequestType.CANCEL_BY_LABEL,
                "private/cancel_by_label",
                "{\"label\":\"grid \\\"7\\\"\",\"currency\":\"USDC\"}");
    }

    private void label(final String label) {
        final byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
        command.label(bytes, 0, bytes.length);
    }

    private void assertEncoded(final int type, final String method, final String params) {
        assertEquals(type, trading.encode(command, 42, 1, out.clear()));
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":42,\"method\":\""
                        + method
                        + "\",\"params\":"
                        + params
                        + '}',
                out.toString());
        assertEquals(type, trading.requestTypeOf(command));
    }

    private void assertNothing() {
        assertEquals(RequestType.NONE, trading.encode(command, 42, 1, out.clear()));
        assertEquals(0, out.length());
    }
}
