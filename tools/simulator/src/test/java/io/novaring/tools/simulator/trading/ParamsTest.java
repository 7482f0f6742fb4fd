/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.trading.TradingFixture.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every method makes of right parameters, of wrong ones and of those it does not know. */
final class ParamsTest {
    private static final String TIMES = "\"start_timestamp\":0,\"end_timestamp\":4102444800000";

    private final TradingFixture venue = new TradingFixture();
    private final Client client = venue.login("demo");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "buy|'instrument_name':'BTC-PERPETUAL','amount':10,'price':30000",
                "buy|'instrument_name':'BTC-PERPETUAL','contracts':1,'price':30000",
                "buy|'instrument_name':'BTC-PERPETUAL','contracts':1,'amount':10.0,'price':3e4",
                "sell|'instrument_name':'ETH-PERPETUAL','amount':1,'type':'market'",
                "cancel_all|",
                "cancel_all|'detailed':true,'freeze_quotes':true",
                "cancel_all_by_currency|'currency':'BTC','kind':'future','type':'limit'",
                "cancel_all_by_currency_pair|'currency_pair':'btc_usd'",
                "cancel_all_by_instrument|'instrument_name':'BTC-PERPETUAL','type':'trigger_all'",
                "cancel_all_by_kind_or_type|'currency':'any','kind':'option'",
                "cancel_all_by_kind_or_type|'currency':['BTC','ETH']",
                "cancel_by_label|'label':'x'",
                "cancel_by_label|'label':'x','currency':'BTC'",
                "get_open_orders|",
                "get_open_orders|'kind':'future','type':'trailing_all'",
                "get_open_orders_by_currency|'currency':'USDC'",
                "get_open_orders_by_instrument|'instrument_name':'BTC-PERPETUAL','type':'stop_all'",
                "get_open_orders_by_label|'currency':'BTC','label':'x'",
                "get_order_state_by_label|'currency':'BTC','label':'x'",
                "get_position|'instrument_name':'ETH-PERPETUAL'",
                "get_positions|",
                "get_positions|'currency':'any','kind':'future','subaccount_id':7",
                "get_account_summary|'currency':'ETH'",
                "get_account_summaries|",
                "get_user_trades_by_currency|'currency':'BTC','count':1000,'sorting':'asc'",
                "get_user_trades_by_currency|'currency':'ETH','start_id':'ETH-1','end_id':'ETH-2'",
                "get_user_trades_by_currency_and_time|'currency':'BTC',TIMES",
                "get_user_trades_by_instrument|'instrument_name':'BTC-PERPETUAL','start_seq':1",
                "get_user_trades_by_instrument_and_time|'instrument_name':'BTC-PERPETUAL',TIMES",
                "get_user_trades_by_order|'order_id':'1','historical':true"
            })
    void shouldAcceptRightParametersAndIgnoreUnknownOnes(final String method, final String params) {
        final String known =
                params == null ? "" : params.replace("TIMES", TIMES).replace('\'', '"') + ",";

        client.call(method, "{" + known + "\"not_yet_invented\":{\"a\":[null]}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "buy|instrument_name|'instrument_name':7,'amount':10,'price':30000",
                "buy|amount|'instrument_name':'BTC-PERPETUAL','amount':'10','price':30000",
                "buy|amount|'instrument_name':'BTC-PERPETUAL','amount':1e40,'price':30000",
                "buy|amount|'instrument_name':'BTC-PERPETUAL','price':30000",
                "buy|contracts|'instrument_name':'BTC-PERPETUAL','amount':10,'contracts':2",
                "buy|contracts|'instrument_name':'BTC-PERPETUAL','contracts':5000000000",
                "buy|price|'instrument_name':'BTC-PERPETUAL','amount':10,'price':'30000'",
                "buy|price|'instrument_name':'BTC-PERPETUAL','amount':10,'price':0.00000000011",
                "sell|type|'instrument_name':'BTC-PERPETUAL','amount':10,'type':'iceberg'",
                "sell|time_in_force|'instrument_name':'BTC-PERPETUAL','amount':10,'time_in_force':'day'",
                "sell|post_only|'instrument_name':'BTC-PERPETUAL','amount':10,'post_only':'true'",
                "sell|label|'instrument_name':'BTC-PERPETUAL','amount':10,'label':5",
                "sell|trigger|'instrument_name':'BTC-PERPETUAL','amount':10,'trigger':'bid_price'",
                "sell|valid_until|'instrument_name':'BTC-PERPETUAL','amount':10,'valid_until':'now'",
                "buy|advanced|'instrument_name':'BTC-PERPETUAL','amount':10,'advanced':'usd'",
                "buy|otoco_config|'instrument_name':'BTC-PERPETUAL','amount':10,'otoco_config':[]",
                "edit|order_id|'amount':10",
                "edit|amount|'order_id':'1'",
                "edit_by_label|label|'instrument_name':'BTC-PERPETUAL','amount':10",
                "close_position|type|'instrument_name':'BTC-PERPETUAL'",
                "close_position|price|'instrument_name':'BTC-PERPETUAL','type':'limit'",
                "cancel|order_id|'order_id':7",
                "cancel_all|detailed|'detailed':'yes'",
                "cancel_all_by_currency|currency|'currency':'DOGE'",
                "cancel_all_by_currency|kind|'currency':'BTC','kind':'swap'",
                "cancel_all_by_currency_pair|currency_pair|'currency_pair':'BTC_USD'",
                "cancel_all_by_instrument|instrument_name|'type':'limit'",
                "cancel_all_by_kind_or_type|currency|'currency':['BTC','DOGE']",
                "cancel_by_label|label|'currency':'BTC'",
                "get_open_orders|type|'type':'stop'",
                "get_open_orders_by_currency|currency|'kind':'future'",
                "get_open_orders_by_label|currency|'label':'x'",
                "get_order_state|order_id|'label':'x'",
                "get_position|instrument_name|'currency':'BTC'",
                "get_positions|kind|'kind':'perpetual'",
                "get_account_summary|currency|'extended':true",
                "get_account_summary|extended|'currency':'BTC','extended':1",
                "get_user_trades_by_currency|count|'currency':'BTC','count':0",
                "get_user_trades_by_currency|count|'currency':'BTC','count':1001",
                "get_user_trades_by_currency|sorting|'currency':'BTC','sorting':'up'",
                "get_user_trades_by_currency|start_id|'currency':'BTC','start_id':'ETH-'",
                "get_user_trades_by_currency_and_time|end_timestamp|'currency':'BTC','start_timestamp':1",
                "get_user_trades_by_instrument|start_seq|'instrument_name':'BTC-PERPETUAL','start_seq':1.5",
                "get_user_trades_by_instrument_and_time|start_timestamp|'instrument_name':'BTC-PERPETUAL'",
                "get_user_trades_by_order|order_id|'sorting':'asc'"
            })
    void shouldNameTheParameterThatIsWrong(
            final String method, final String name, final String params) {
        final JsonNode error = client.refused(method, "{" + params.replace('\'', '"') + "}");

        assertEquals(-32602, error.path("code").asInt(), error::toString);
        assertEquals(name, error.at("/data/param").asText());
        assertFalse(error.at("/data/reason").asText().isEmpty());
        assertTrue(client.call("get_open_orders", "{}").isEmpty(), "nothing was done");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buy",
                "sell",
                "edit",
                "edit_by_label",
                "cancel",
                "close_position",
                "cancel_by_label",
                "get_order_state",
                "get_position",
                "get_account_summary",
                "get_user_trades_by_order"
            })
    void shouldSayWhenThereAreNoParametersAtAll(final String method) {
        final JsonNode error = client.refused(method, "{}");

        assertEquals(-32000, error.path("code").asInt());
        assertEquals("Missing params", error.path("message").asText());
    }

    @Test
    void shouldLeaveOtherMethodsToOthers() {
        assertFalse(
                venue.trading.handle(
                        "private/get_deposits", TradingFixture.json("{}"), client, null, 0));
        assertFalse(venue.trading.isKnown("private/get_deposits"));
        assertTrue(venue.trading.isKnown("private/get_account_summaries"));
        assertTrue(client.frames.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "buy,trade:read_write,true",
        "edit_by_label,trade:read_write,true",
        "cancel_all_by_currency_pair,trade:read_write,true",
        "close_position,trade:read_write,true",
        "get_open_orders,trade:read,false",
        "get_positions,trade:read,false",
        "get_user_trades_by_order,trade:read,false",
        "get_account_summary,account:read,false"
    })
    void shouldKnowScopesAndLimits(
            final String method, final String scope, final boolean matching) {
        assertEquals(scope, venue.trading.scopeOf("private/" + method));
        assertEquals(matching, venue.trading.isMatching("private/" + method));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BTC|'instrument_name':'BTC-PERPETUAL'",
                "ETH|'instrument_name':'ETH-PERPETUAL'",
                "USDC|'instrument_name':'BTC_USDC-PERPETUAL'",
                "ETH|'order_id':'ETH-584864807'",
                "USDC|'order_id':'USDC-SLMB-19641'",
                "BTC|'order_id':'584864807'",
                "BTC|'order_id':'SLMB-12'",
                "ETH|'currency':'ETH'",
                "ETH|'currency_pair':'eth_usd'",
                "any|'currency':'any'",
                "any|'label':'x'"
            })
    void shouldKnowWhoseQueueARequestWaitsIn(final String currency, final String params) {
        final JsonNode json = TradingFixture.json("{" + params.replace('\'', '"') + "}");

        assertEquals(currency, venue.trading.currencyOf("private/edit", json));
    }
}
