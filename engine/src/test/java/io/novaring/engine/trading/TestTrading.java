/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.venue.AccountQuery;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.QueryArguments;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingAnswer;
import io.novaring.engine.venue.TradingMessages;
import io.novaring.engine.venue.VenueClient;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A venue whose requests are a few words; its answers are the columns a test has filled. */
public final class TestTrading
        implements VenueClient, MessageHandler, ErrorHandler, TradingMessages {
    public static final int NEW = 1;
    public static final int EDIT = 2;
    public static final int CANCEL = 3;
    public static final int MASS_CANCEL = 4;
    public static final int CLOSE = 5;
    public static final int QUERIES = 10;

    public static final long REFUSED = 1;
    public static final long UNCERTAIN = 2;
    public static final long DONE = 3;
    public static final long LATER = 4;

    public final TradingAnswer nextAnswer = new TradingAnswer();
    final Set<AccountQuery> unsupported = EnumSet.noneOf(AccountQuery.class);
    List<String> scopes = List.of("A", "B");

    public static AccountQuery queryOf(final int type) {
        return type < QUERIES ? null : AccountQuery.values()[type - QUERIES];
    }

    @Override
    public String venue() {
        return "test";
    }

    @Override
    public String role() {
        return "private";
    }

    @Override
    public ConnectionHandler connection() {
        return () -> URI.create("ws://localhost/");
    }

    @Override
    public MessageHandler messages() {
        return this;
    }

    @Override
    public ErrorHandler errors() {
        return this;
    }

    @Override
    public TradingMessages trading() {
        return this;
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
        return query == AccountQuery.TRADES_OF_TIME || query == AccountQuery.ACCOUNT;
    }

    @Override
    public ErrorClass classify(final MarketEvent error) {
        return switch ((int) error.errorCode) {
            case (int) UNCERTAIN -> ErrorClass.UNKNOWN_OUTCOME;
            case (int) DONE -> ErrorClass.ALREADY_DONE;
            case (int) LATER -> ErrorClass.RETRY_LATER;
            default -> ErrorClass.FIX_REQUEST;
        };
    }

    @Override
    public int requestTypeOf(final OrderCommand command) {
        return switch (command.action) {
            case OrderCommand.NEW -> NEW;
            case OrderCommand.EDIT -> EDIT;
            case OrderCommand.CANCEL -> CANCEL;
            case OrderCommand.CLOSE_POSITION -> CLOSE;
            default -> MASS_CANCEL;
        };
    }

    @Override
    public int encode(
            final OrderCommand command,
            final long requestId,
            final long nowNs,
            final JsonEncoder out) {
        if (command.action == OrderCommand.CLOSE_POSITION) {
            out.raw("close ").raw(command.instrument, 0, command.instrumentLength);
        } else if (command.orderIdLength > 0) {
            out.raw(command.orderId, 0, command.orderIdLength);
        } else {
            out.raw("label ").raw(command.label, 0, command.labelLength);
        }
        if (command.action == OrderCommand.EDIT) {
            out.raw(' ').integer(command.price).raw(' ').integer(command.amount);
            if (command.hasFlag(OrderCommand.POST_ONLY)) {
                out.raw(" post-only");
            }
        }
        return requestTypeOf(command);
    }

    @Override
    public int encodeQuery(
            final AccountQuery query,
            final QueryArguments arguments,
            final long requestId,
            final JsonEncoder out) {
        if (unsupported.contains(query)) {
            return RequestType.NONE;
        }
        switch (query) {
            case ORDERS_BY_LABEL -> out.raw(arguments.label, 0, arguments.labelLength);
            case ORDER_BY_ID, TRADES_OF_ORDER ->
                    out.raw(arguments.orderId, 0, arguments.orderIdLength);
            case TRADES_OF_TIME ->
                    out.integer(arguments.scope)
                            .raw(' ')
                            .integer(arguments.fromMs)
                            .raw(' ')
                            .integer(arguments.untilMs);
            default -> out.integer(arguments.scope);
        }
        return QUERIES + query.ordinal();
    }

    @Override
    public void readAnswer(
            final int requestType, final MarketEvent response, final TradingAnswer answer) {
        answer.hasOrders = nextAnswer.hasOrders;
        answer.hasTrades = nextAnswer.hasTrades;
        answer.hasPositions = nextAnswer.hasPositions;
        answer.hasAccount = nextAnswer.hasAccount;
        answer.hasMore = nextAnswer.hasMore;
        answer.cancelOnDisconnect = nextAnswer.cancelOnDisconnect;
        answer.cancelledCount = nextAnswer.cancelledCount;
    }

    @Override
    public OrderState stateOf(final MarketEvent event, final long text) {
        return switch (event.raw[Text.offset(text)]) {
            case 'o' -> OrderState.OPEN;
            case 'f' -> OrderState.FILLED;
            case 'c' -> OrderState.CANCELLED;
            case 'u' -> OrderState.UNTRIGGERED;
            case 't' -> OrderState.TRIGGERED;
            case 'r' -> OrderState.REJECTED;
            default -> null;
        };
    }

    @Override
    public FrameDecoder newDecoder(final Symbols symbols) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void encodeRequest(
            final int requestType,
            final long requestId,
            final byte[] params,
            final int length,
            final JsonEncoder out) {
        out.raw("request");
    }

    @Override
    public String nameOf(final int requestType) {
        return "request-" + requestType;
    }
}
