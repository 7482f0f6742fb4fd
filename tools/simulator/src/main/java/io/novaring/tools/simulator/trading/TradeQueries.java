/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.exchange.Exchange;
import io.novaring.tools.simulator.exchange.TradeFilter;
import io.novaring.tools.simulator.exchange.TradePage;
import io.novaring.tools.simulator.exchange.order.OrderError;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.trading.json.Fields;
import io.novaring.tools.simulator.trading.json.UserTradeJson;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.Set;

/** The methods that ask about an account's trades. Simulator thread only. */
final class TradeQueries {
    private static final int COUNT_DEFAULT = 10;
    private static final int COUNT_MAX = 1_000;
    private static final Set<String> SORTINGS = Set.of("asc", "desc", "default");

    private final Market market;
    private final Exchange exchange;
    private final UserTradeJson trades;

    TradeQueries(final Market market, final Exchange exchange, final UserTradeJson trades) {
        this.market = market;
        this.exchange = exchange;
        this.trades = trades;
    }

    /** {@code private/get_user_trades_by_currency}. */
    void byCurrency(final Request request) {
        final Params params = request.params();
        final long startMs = params.integer("start_timestamp", 0);
        final long endMs = params.integer("end_timestamp", Long.MAX_VALUE);
        final long startId = tradeId(params, "start_id", 0);
        final long endId = tradeId(params, "end_id", Long.MAX_VALUE);
        final TradeFilter filter = ofCurrency(params).withTimes(startMs, endMs);
        answer(request, filter.withIds(startId, endId));
    }

    /** {@code private/get_user_trades_by_currency_and_time}. */
    void byCurrencyAndTime(final Request request) {
        final Params params = request.params();
        final long startMs = params.neededInteger("start_timestamp");
        final long endMs = params.neededInteger("end_timestamp");
        answer(request, ofCurrency(params).withTimes(startMs, endMs));
    }

    private static TradeFilter ofCurrency(final Params params) {
        return TradeFilter.ALL.withCurrency(
                params.neededWord("currency", Currencies.OF_BOOKS_OR_ANY),
                params.word("kind", ChannelScope.KINDS, null));
    }

    /** {@code private/get_user_trades_by_instrument}. */
    void byInstrument(final Request request) {
        final Params params = request.params();
        final TradeFilter filter =
                TradeFilter.ALL
                        .withSequences(
                                params.integer("start_seq", 0),
                                params.integer("end_seq", Long.MAX_VALUE))
                        .withTimes(
                                params.integer("start_timestamp", 0),
                                params.integer("end_timestamp", Long.MAX_VALUE));
        ofInstrument(request, filter);
    }

    /** {@code private/get_user_trades_by_instrument_and_time}. */
    void byInstrumentAndTime(final Request request) {
        final Params params = request.params();
        ofInstrument(
                request,
                TradeFilter.ALL.withTimes(
                        params.neededInteger("start_timestamp"),
                        params.neededInteger("end_timestamp")));
    }

    private void ofInstrument(final Request request, final TradeFilter filter) {
        final String name = request.params().neededText("instrument_name");
        if (!name.isEmpty() && market.findEver(name) == null) {
            request.reply().error(OrderError.NOT_FOUND.code(), OrderError.NOT_FOUND.message());
            return;
        }
        answer(request, filter.withInstrument(name));
    }

    /** {@code private/get_user_trades_by_order}: an array without anything around it. */
    void byOrder(final Request request) {
        final Params params = request.params();
        final String id = params.neededText("order_id");
        final boolean ascending = isAscending(params);
        params.flag("historical");
        if (request.isRefused()) {
            return;
        }
        final TradeFilter filter =
                TradeFilter.ALL.withOrder(id).withCount(Integer.MAX_VALUE, ascending);
        Fields.arrayOf(
                exchange.trades(request.account(), filter).fills(),
                trades::write,
                request.reply().openResult());
        request.reply().closeResult();
    }

    private void answer(final Request request, final TradeFilter filter) {
        final Params params = request.params();
        final long count = params.integer("count", COUNT_DEFAULT);
        if (count < 1 || count > COUNT_MAX) {
            params.wrong("count", "must be 1 to " + COUNT_MAX);
        }
        final boolean ascending = isAscending(params);
        params.flag("historical");
        params.integer("subaccount_id", 0);
        if (request.isRefused()) {
            return;
        }
        final TradePage page =
                exchange.trades(request.account(), filter.withCount((int) count, ascending));
        final FrameWriter out = request.reply().openResult().ascii("{\"trades\":");
        Fields.arrayOf(page.fills(), trades::write, out);
        out.ascii(",\"has_more\":").ascii(Boolean.toString(page.hasMore())).octet('}');
        request.reply().closeResult();
    }

    private static boolean isAscending(final Params params) {
        return "asc".equals(params.word("sorting", SORTINGS, "default"));
    }

    /** A trade's id is its number, for most currencies with a prefix: {@code ETH-34066}. */
    private static long tradeId(final Params params, final String name, final long otherwise) {
        final String id = params.text(name);
        if (id == null) {
            return otherwise;
        }
        final String digits = id.substring(id.lastIndexOf('-') + 1);
        if (digits.isEmpty()
                || digits.length() > 18
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            params.wrong(name, "is no trade id");
            return otherwise;
        }
        return Long.parseLong(digits);
    }
}
