/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.venue.AccountQuery;
import io.novaring.engine.venue.QueryArguments;
import io.novaring.engine.venue.TradingAnswer;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Neither an order nor what is read of its answer leaves garbage. */
final class DeribitTradingAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 2_000;
    private static final AccountQuery[] QUERIES = AccountQuery.values();

    private final DeribitTrading trading = new DeribitTrading(DeribitAccount.of(List.of("BTC")));
    private final JsonEncoder out = new JsonEncoder(1024);
    private final OrderCommand order = command(OrderCommand.NEW);
    private final OrderCommand edit = command(OrderCommand.EDIT);
    private final OrderCommand illegal = command(OrderCommand.CLOSE_POSITION);
    private final OrderCommand scope = scope("BTC,ETH future limit");
    private final QueryArguments arguments = new QueryArguments();
    private final TradingAnswer answer = new TradingAnswer();
    private final MarketEvent placed =
            response(
                    "{\"order\":{\"order_id\":\"1\",\"order_state\":\"open\",\"price\":1},"
                            + "\"trades\":[]}");
    private final MarketEvent cancelled = response("7");
    private final MarketEvent connection = response("{\"enabled\":true}");

    private long lengths;

    @Test
    void shouldNotAllocateOnceWarm() {
        arguments.fromMs = 1;
        arguments.untilMs = 2;
        arguments.orderIdLength = 4;
        arguments.labelLength = 4;
        arguments.instrumentLength = 4;
        round(ROUNDS);
        final long before = THREADS.getCurrentThreadAllocatedBytes();

        round(ROUNDS);

        final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        // The measurement itself, and the compiler moving in, cost a little; one object a round
        // would be 32 kB.
        assertTrue(allocated < 8 * ROUNDS, allocated + " bytes");
        assertTrue(lengths > 0);
    }

    private void round(final int count) {
        for (int i = 0; i < count; i++) {
            for (byte type = OrderCommand.LIMIT; type <= OrderCommand.TRAILING_STOP; type++) {
                order.type = type;
                lengths += trading.encode(order, i, i, out.clear()) + out.length();
            }
            order.type = OrderCommand.LIMIT;
            order.action = OrderCommand.NEW;
            lengths += trading.encode(order, i, i, out.clear());
            order.action = OrderCommand.CANCEL;
            lengths += trading.encode(order, i, i, out.clear());
            for (byte action = OrderCommand.CANCEL_ALL;
                    action <= OrderCommand.CANCEL_LABEL;
                    action++) {
                scope.action = action;
                lengths += trading.encode(scope, i, i, out.clear()) + out.length();
            }
            lengths += trading.encode(edit, i, i, out.clear());
            lengths += trading.encode(illegal, i, i, out.clear());
            for (final AccountQuery query : QUERIES) {
                lengths += trading.encodeQuery(query, arguments, i, out.clear()) + out.length();
            }
            trading.readAnswer(DeribitRequestType.BUY, placed, answer);
            lengths += trading.stateOf(placed, placed.orders.orderState[0]).code();
            trading.readAnswer(DeribitRequestType.CANCEL_ALL, cancelled, answer);
            lengths += answer.cancelledCount;
            trading.readAnswer(DeribitRequestType.GET_CANCEL_ON_DISCONNECT, connection, answer);
            lengths += answer.cancelOnDisconnect;
        }
    }

    private static OrderCommand command(final byte action) {
        final OrderCommand command = new OrderCommand();
        final byte[] label = "n-17".getBytes(StandardCharsets.US_ASCII);
        command.action = action;
        command.side = Side.BUY;
        command.instrument("BTC-PERPETUAL");
        command.price = 60_000 * Decimals.SCALE;
        command.amount = 10 * Decimals.SCALE;
        command.validForNs = 1_000_000;
        command.label(label, 0, label.length);
        return command;
    }

    private static OrderCommand scope(final String text) {
        final byte[] label = text.getBytes(StandardCharsets.US_ASCII);
        return command(OrderCommand.CANCEL_SCOPE).label(label, 0, label.length);
    }

    private static MarketEvent response(final String result) {
        final byte[] frame =
                ("{\"id\":1,\"result\":" + result + "}").getBytes(StandardCharsets.UTF_8);
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(frame, 0, frame.length);
        DeribitDecoder.ofAccount(new Symbols()).decode(event);
        return event;
    }
}
