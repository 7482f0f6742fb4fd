/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.venue.AccountQuery;
import io.novaring.engine.venue.QueryArguments;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingAnswer;
import io.novaring.engine.venue.TradingMessages;
import io.novaring.venues.deribit.order.CancelAllByCurrencyEncoder;
import io.novaring.venues.deribit.order.CancelAllByCurrencyPairEncoder;
import io.novaring.venues.deribit.order.CancelAllByInstrumentEncoder;
import io.novaring.venues.deribit.order.CancelAllByKindOrTypeEncoder;
import io.novaring.venues.deribit.order.CancelAllEncoder;
import io.novaring.venues.deribit.order.CancelByLabelEncoder;
import io.novaring.venues.deribit.order.CancelEncoder;
import io.novaring.venues.deribit.order.CancelScope;
import io.novaring.venues.deribit.order.ClosePositionEncoder;
import io.novaring.venues.deribit.order.DeribitOrders;
import io.novaring.venues.deribit.order.EditByLabelEncoder;
import io.novaring.venues.deribit.order.EditEncoder;
import io.novaring.venues.deribit.order.OrderStates;
import io.novaring.venues.deribit.order.PlaceEncoder;
import io.novaring.venues.deribit.query.AccountSummaryEncoder;
import io.novaring.venues.deribit.query.CancelOnDisconnectEncoder;
import io.novaring.venues.deribit.query.OpenOrdersEncoder;
import io.novaring.venues.deribit.query.OrderStateByLabelEncoder;
import io.novaring.venues.deribit.query.OrderStateEncoder;
import io.novaring.venues.deribit.query.PositionsEncoder;
import io.novaring.venues.deribit.query.UserTradesByOrderEncoder;
import io.novaring.venues.deribit.query.UserTradesByTimeEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Orders as of the Trading methods of the API: the way from a command or a query to its method, and
 * from an answer to what it says. What the methods' parameters look like is in the packages below.
 *
 * <p>Own orders, trades and positions come by {@code user.changes}, which holds in one message all
 * that one cause has changed. By {@code user.orders} and {@code user.trades} the same would come in
 * two messages, either of them first and one of them perhaps never, when the session ends between
 * them; and positions would have to be asked for.
 */
public final class DeribitTrading implements TradingMessages {
    private final boolean cancelsOnDisconnect;
    private final List<String> scopes;
    private final byte[][] currencies;
    private final List<String> channels;
    private final AnswerReader answers = new AnswerReader();

    public DeribitTrading(final DeribitAccount account) {
        cancelsOnDisconnect = account.cancelsOnDisconnect();
        scopes = account.currencies();
        currencies = scopes.stream().map(JsonRpc::ascii).toArray(byte[][]::new);
        channels = channels(account);
    }

    private static List<String> channels(final DeribitAccount account) {
        final List<String> names = new ArrayList<>();
        for (final String currency : account.currencies()) {
            for (final String kind : account.kinds()) {
                names.add("user.changes." + kind + '.' + currency + ".raw");
            }
            // The venue's own samples have it in lower case.
            names.add("user.portfolio." + currency.toLowerCase(Locale.ROOT));
        }
        names.add("user.lock");
        return List.copyOf(names);
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public List<String> channels() {
        return channels;
    }

    /** {@inheritDoc} Currencies: what is quoted in a coin belongs to it. */
    @Override
    public List<String> scopes() {
        return scopes;
    }

    @Override
    public boolean isPerScope(final AccountQuery query) {
        return query == AccountQuery.TRADES_OF_TIME || query == AccountQuery.ACCOUNT;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException that names the field, its value and what to do about it.
     */
    @Override
    public void check(final OrderCommand command) {
        DeribitOrders.check(command);
    }

    @Override
    public int requestTypeOf(final OrderCommand command) {
        final boolean isByLabel = command.orderIdLength == 0 && command.labelLength > 0;
        return switch (command.action) {
            case OrderCommand.NEW ->
                    command.side == Side.BUY
                            ? DeribitRequestType.BUY
                            : command.side == Side.SELL
                                    ? DeribitRequestType.SELL
                                    : RequestType.NONE;
            case OrderCommand.EDIT ->
                    isByLabel ? DeribitRequestType.EDIT_BY_LABEL : DeribitRequestType.EDIT;
            case OrderCommand.CANCEL ->
                    isByLabel ? DeribitRequestType.CANCEL_BY_LABEL : DeribitRequestType.CANCEL;
            case OrderCommand.CANCEL_ALL -> DeribitRequestType.CANCEL_ALL;
            case OrderCommand.CANCEL_INSTRUMENT -> DeribitRequestType.CANCEL_ALL_BY_INSTRUMENT;
            case OrderCommand.CLOSE_POSITION -> DeribitRequestType.CLOSE_POSITION;
            case OrderCommand.CANCEL_SCOPE -> requestTypeOfScope(command);
            case OrderCommand.CANCEL_LABEL -> DeribitRequestType.CANCEL_BY_LABEL;
            default -> RequestType.NONE;
        };
    }

    private static int requestTypeOfScope(final OrderCommand command) {
        return switch (CancelScope.methodOf(command)) {
            case CancelScope.CURRENCY -> DeribitRequestType.CANCEL_ALL_BY_CURRENCY;
            case CancelScope.PAIR -> DeribitRequestType.CANCEL_ALL_BY_CURRENCY_PAIR;
            case CancelScope.KIND_OR_TYPE -> DeribitRequestType.CANCEL_ALL_BY_KIND_OR_TYPE;
            default -> RequestType.NONE;
        };
    }

    @Override
    public boolean isScopeCancel(final int requestType) {
        return requestType == DeribitRequestType.CANCEL_ALL_BY_CURRENCY
                || requestType == DeribitRequestType.CANCEL_ALL_BY_CURRENCY_PAIR
                || requestType == DeribitRequestType.CANCEL_ALL_BY_KIND_OR_TYPE;
    }

    /**
     * {@inheritDoc} Nothing is written when the fields do not go together, or when an edit or
     * cancel has neither order id nor label: see {@link DeribitOrders}.
     */
    @Override
    public int encode(
            final OrderCommand command,
            final long requestId,
            final long nowNs,
            final JsonEncoder out) {
        final int requestType = requestTypeOf(command);
        if (requestType == RequestType.NONE
                || !DeribitOrders.isLegal(command)
                || isNameless(requestType, command)) {
            return RequestType.NONE;
        }
        JsonRpc.begin(requestId, requestType, out);
        switch (requestType) {
            case DeribitRequestType.BUY, DeribitRequestType.SELL ->
                    PlaceEncoder.encode(command, nowNs, out);
            case DeribitRequestType.EDIT -> EditEncoder.encode(command, nowNs, out);
            case DeribitRequestType.EDIT_BY_LABEL -> EditByLabelEncoder.encode(command, nowNs, out);
            case DeribitRequestType.CANCEL -> CancelEncoder.encode(command, out);
            case DeribitRequestType.CANCEL_BY_LABEL -> CancelByLabelEncoder.encode(command, out);
            case DeribitRequestType.CANCEL_ALL -> CancelAllEncoder.encode(out);
            case DeribitRequestType.CANCEL_ALL_BY_INSTRUMENT ->
                    CancelAllByInstrumentEncoder.encode(command, out);
            case DeribitRequestType.CANCEL_ALL_BY_CURRENCY ->
                    CancelAllByCurrencyEncoder.encode(command, out);
            case DeribitRequestType.CANCEL_ALL_BY_CURRENCY_PAIR ->
                    CancelAllByCurrencyPairEncoder.encode(command, out);
            case DeribitRequestType.CANCEL_ALL_BY_KIND_OR_TYPE ->
                    CancelAllByKindOrTypeEncoder.encode(command, out);
            default -> ClosePositionEncoder.encode(command, out);
        }
        JsonRpc.end(out);
        return requestType;
    }

    /** The methods that name an order by its id; the others by label were chosen for having one. */
    private static boolean isNameless(final int requestType, final OrderCommand command) {
        return command.orderIdLength == 0
                && (requestType == DeribitRequestType.EDIT
                        || requestType == DeribitRequestType.CANCEL);
    }

    /**
     * {@inheritDoc} The venue is told to cancel with the connection, and asked whether it will,
     * only when it is meant to: to tell it not to would need the right to change the account, which
     * such a key does not have.
     */
    @Override
    public int encodeQuery(
            final AccountQuery query,
            final QueryArguments arguments,
            final long requestId,
            final JsonEncoder out) {
        final int requestType = requestTypeOf(query, arguments);
        if (requestType == RequestType.NONE) {
            return RequestType.NONE;
        }
        JsonRpc.begin(requestId, requestType, out);
        switch (query) {
            case CANCEL_ON_DISCONNECT_SET, CANCEL_ON_DISCONNECT_READ ->
                    CancelOnDisconnectEncoder.encode(out);
            case OPEN_ORDERS -> OpenOrdersEncoder.encode(out);
            case ORDERS_BY_LABEL -> OrderStateByLabelEncoder.encode(arguments, out);
            case ORDER_BY_ID -> OrderStateEncoder.encode(arguments, out);
            case TRADES_OF_TIME ->
                    UserTradesByTimeEncoder.encode(currencies[arguments.scope], arguments, out);
            case TRADES_OF_ORDER -> UserTradesByOrderEncoder.encode(arguments, out);
            case POSITIONS -> PositionsEncoder.encode(out);
            case ACCOUNT -> AccountSummaryEncoder.encode(currencies[arguments.scope], out);
            case CANCEL_ALL -> CancelAllEncoder.encode(out);
        }
        JsonRpc.end(out);
        return requestType;
    }

    private int requestTypeOf(final AccountQuery query, final QueryArguments arguments) {
        final boolean isScope = arguments.scope >= 0 && arguments.scope < currencies.length;
        return switch (query) {
            case CANCEL_ON_DISCONNECT_SET ->
                    cancelsOnDisconnect
                            ? DeribitRequestType.ENABLE_CANCEL_ON_DISCONNECT
                            : RequestType.NONE;
            case CANCEL_ON_DISCONNECT_READ ->
                    cancelsOnDisconnect
                            ? DeribitRequestType.GET_CANCEL_ON_DISCONNECT
                            : RequestType.NONE;
            case OPEN_ORDERS -> DeribitRequestType.GET_OPEN_ORDERS;
            case ORDERS_BY_LABEL ->
                    arguments.labelLength > 0 && arguments.instrumentLength > 0
                            ? DeribitRequestType.GET_ORDER_STATE_BY_LABEL
                            : RequestType.NONE;
            case ORDER_BY_ID ->
                    arguments.orderIdLength > 0
                            ? DeribitRequestType.GET_ORDER_STATE
                            : RequestType.NONE;
            case TRADES_OF_TIME ->
                    isScope
                                    && arguments.fromMs != MarketEvent.ABSENT
                                    && arguments.untilMs != MarketEvent.ABSENT
                            ? DeribitRequestType.GET_USER_TRADES_BY_CURRENCY_AND_TIME
                            : RequestType.NONE;
            case TRADES_OF_ORDER ->
                    arguments.orderIdLength > 0
                            ? DeribitRequestType.GET_USER_TRADES_BY_ORDER
                            : RequestType.NONE;
            case POSITIONS -> DeribitRequestType.GET_POSITIONS;
            case ACCOUNT -> isScope ? DeribitRequestType.GET_ACCOUNT_SUMMARY : RequestType.NONE;
            case CANCEL_ALL -> DeribitRequestType.CANCEL_ALL;
        };
    }

    @Override
    public void readAnswer(
            final int requestType, final MarketEvent response, final TradingAnswer answer) {
        answers.read(requestType, response, answer);
    }

    @Override
    public OrderState stateOf(final MarketEvent event, final long text) {
        return OrderStates.of(event.raw, text);
    }
}
