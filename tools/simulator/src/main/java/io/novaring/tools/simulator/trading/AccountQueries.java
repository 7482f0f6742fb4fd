/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.exchange.Exchange;
import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.exchange.order.OrderError;
import io.novaring.tools.simulator.trading.json.Fields;
import io.novaring.tools.simulator.trading.json.PositionJson;
import io.novaring.tools.simulator.trading.json.SummaryJson;

/** The methods that ask about positions and money. Simulator thread only. */
final class AccountQueries {
    private final Exchange exchange;
    private final PositionJson positions;
    private final SummaryJson summaries;
    private final Fields outer;

    AccountQueries(
            final Exchange exchange,
            final PositionJson positions,
            final SummaryJson summaries,
            final Fields outer) {
        this.exchange = exchange;
        this.positions = positions;
        this.summaries = summaries;
        this.outer = outer;
    }

    /** {@code private/get_position}. */
    void position(final Request request) {
        final String name = request.params().neededText("instrument_name");
        if (request.isRefused()) {
            return;
        }
        final Position position = exchange.position(request.account(), name);
        if (position == null) {
            request.reply().error(OrderError.NOT_FOUND.code(), OrderError.NOT_FOUND.message());
            return;
        }
        positions.write(position, request.reply().openResult());
        request.reply().closeResult();
    }

    /** {@code private/get_positions}. */
    void positions(final Request request) {
        final Params params = request.params();
        final String currency = params.word("currency", Currencies.OF_BOOKS_OR_ANY, "any");
        final String kind = params.word("kind", ChannelScope.KINDS, "any");
        params.integer("subaccount_id", 0);
        if (!request.isRefused()) {
            Fields.arrayOf(
                    exchange.positions(request.account(), currency, kind),
                    positions::write,
                    request.reply().openResult());
            request.reply().closeResult();
        }
    }

    /** {@code private/get_account_summary}. */
    void summary(final Request request) {
        final Params params = request.params();
        final String currency = params.neededWord("currency", Currencies.OF_MONEY);
        final boolean extended = params.flag("extended");
        params.integer("subaccount_id", 0);
        if (!request.isRefused()) {
            summaries.summary(request.account(), currency, extended, request.reply().openResult());
            request.reply().closeResult();
        }
    }

    /** {@code private/get_account_summaries}. */
    void summaries(final Request request) {
        final boolean extended = request.params().flag("extended");
        request.params().integer("subaccount_id", 0);
        if (!request.isRefused()) {
            summaries.summaries(
                    request.account(),
                    exchange.currencies(request.account()),
                    extended,
                    outer,
                    request.reply().openResult());
            request.reply().closeResult();
        }
    }
}
