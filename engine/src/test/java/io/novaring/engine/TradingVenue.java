/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.venue.AccountQuery;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.QueryArguments;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingAnswer;
import io.novaring.engine.venue.TradingMessages;
import io.novaring.engine.venue.VenueClient;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/**
 * A {@link TestVenue} that takes orders, behind a login.
 *
 * <pre>
 *   auth REQUEST KEY      is answered with  ok REQUEST KEY
 *   order REQUEST LABEL   is answered with  ok REQUEST LABEL
 *   cancelall REQUEST     is answered with  ok REQUEST COUNT  or  err REQUEST CODE TEXT
 * </pre>
 */
final class TradingVenue extends TestVenue implements TradingMessages, AuthHandler {
    static final int AUTH = 9;
    static final int ORDER = 10;
    static final int EDIT = 11;
    static final int CANCEL = 12;
    static final int CANCEL_ALL = 13;

    private final Supplier<VenueClient> emergency;

    TradingVenue(final URI endpoint) {
        this(endpoint, () -> new TradingVenue(endpoint, () -> null));
    }

    /**
     * @param emergency makes the client of a kill's own session; may make null.
     */
    TradingVenue(final URI endpoint, final Supplier<VenueClient> emergency) {
        super(endpoint);
        this.emergency = emergency;
    }

    @Override
    public String role() {
        return "private";
    }

    @Override
    public TradingMessages trading() {
        return this;
    }

    @Override
    public AuthHandler auth() {
        return this;
    }

    @Override
    public VenueClient emergency() {
        return emergency.get();
    }

    @Override
    public boolean isRequired() {
        return true;
    }

    @Override
    public int encodeRequest(final long requestId, final long nowNs, final JsonEncoder out) {
        out.raw("auth ").integer(requestId).raw(" CANARY");
        return AUTH;
    }

    @Override
    public void encodeRedacted(final long requestId, final JsonEncoder out) {
        out.raw("auth ").integer(requestId).raw(" ***");
    }

    @Override
    public Outcome read(final MarketEvent answer, final long nowNs) {
        return answer.kind == EventKind.RESPONSE && answer.rawText().endsWith("CANARY")
                ? Outcome.AUTHENTICATED
                : Outcome.NOT_MINE;
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public List<String> channels() {
        return List.of("user.orders", "user.trades");
    }

    @Override
    public int requestTypeOf(final OrderCommand command) {
        return switch (command.action) {
            case OrderCommand.NEW, OrderCommand.CLOSE_POSITION -> ORDER;
            case OrderCommand.EDIT -> EDIT;
            case OrderCommand.CANCEL -> CANCEL;
            default -> CANCEL_ALL;
        };
    }

    @Override
    public int encode(
            final OrderCommand command,
            final long requestId,
            final long nowNs,
            final JsonEncoder out) {
        out.raw("order ").integer(requestId).raw(' ');
        out.raw(command.label, 0, command.labelLength);
        return requestTypeOf(command);
    }

    @Override
    public OrderState stateOf(final MarketEvent event, final long text) {
        return OrderState.OPEN;
    }

    @Override
    public int encodeQuery(
            final AccountQuery query,
            final QueryArguments arguments,
            final long requestId,
            final JsonEncoder out) {
        if (query != AccountQuery.CANCEL_ALL) {
            return RequestType.NONE;
        }
        out.raw("cancelall ").integer(requestId);
        return CANCEL_ALL;
    }

    @Override
    public void readAnswer(
            final int requestType, final MarketEvent response, final TradingAnswer answer) {
        if (requestType == CANCEL_ALL) {
            answer.cancelledCount =
                    Long.parseLong(Text.toString(response.raw, response.resultText));
        } else if (requestType == ORDER) {
            answer.hasOrders = true;
            response.orders.clear();
            final int row = response.orders.add();
            response.orders.label[row] = response.resultText;
            response.orders.orderId[row] = response.resultText;
            response.orders.orderState[row] = response.resultText;
        }
    }
}
