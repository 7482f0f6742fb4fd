/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.venue.AccountQuery;
import io.novaring.engine.venue.QueryArguments;
import io.novaring.engine.venue.TradingAnswer;
import io.novaring.engine.venue.TradingMessages;
import java.util.List;

/** Says {@code cancelall REQUEST SCOPE} for each scope, answered with {@code ok REQUEST COUNT}. */
final class TestTrading implements TradingMessages {
    static final int ORDER = 10;
    static final int CANCEL = 12;
    static final int CANCEL_ALL = 13;

    private final List<String> scopes;

    TestTrading(final String... scopes) {
        this.scopes = List.of(scopes);
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public List<String> scopes() {
        return scopes;
    }

    @Override
    public boolean isPerScope(final AccountQuery query) {
        return true;
    }

    @Override
    public int requestTypeOf(final OrderCommand command) {
        return command.isCancel() ? CANCEL : ORDER;
    }

    @Override
    public int encodeQuery(
            final AccountQuery query,
            final QueryArguments arguments,
            final long requestId,
            final JsonEncoder out) {
        out.raw("cancelall ").integer(requestId).raw(' ').raw(scopes.get(arguments.scope));
        return CANCEL_ALL;
    }

    @Override
    public void readAnswer(
            final int requestType, final MarketEvent response, final TradingAnswer answer) {
        answer.cancelledCount = Long.parseLong(response.rawText().split(" ")[2]);
    }
}
