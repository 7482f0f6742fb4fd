/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.trading.DeskCounters.Counter;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class DeskAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int ORDERS = 10_000;

    private static final int ID_LENGTH = 12;
    private static final int ORDER_ID_AT = 0;
    private static final int LABEL_AT = 16;
    private static final int TRADE_ID_AT = 32;
    private static final int STATE_AT = 48;

    private final DeskRig rig = new DeskRig(1024);
    private final MarketEvent event = rig.event;
    private final byte[] digits = new byte[ID_LENGTH];
    private long count;

    @Test
    void shouldAllocateNothingFromOrderToFill() {
        rig.open();
        rig.recover();
        rig.isRecording = false;
        rig.command.clear().instrument("X-PERP");
        run(WARM_UP);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();

        final long before = threads.getThreadAllocatedBytes(self);
        run(ORDERS);
        final long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertEquals(WARM_UP + ORDERS, rig.count(Counter.FILLS));
        assertEquals(0, rig.count(Counter.REFUSED));
        assertTrue(allocated < ORDERS / 10, "allocated " + allocated + " bytes");
    }

    /** Each order is placed, handed over, answered, edited in vain, told and filled. */
    private void run(final int orders) {
        for (int i = 0; i < orders; i++) {
            count++;
            rig.nowNs += 200_000_000;
            place();
            begin(Origin.OUTBOUND, EventKind.OUTBOUND).token = DeskRig.HANDLE + count;
            rig.desk.onEvent(event);
            begin(Origin.INBOUND, EventKind.RESPONSE).token = DeskRig.HANDLE + count;
            event.requestType = TestTrading.NEW;
            rig.trading.nextAnswer.hasOrders = true;
            orderRow('o', 0);
            rig.desk.onEvent(event);
            edit();
            begin(Origin.INBOUND, EventKind.CHANGES);
            orderRow('f', 10);
            tradeRow();
            rig.desk.onEvent(event);
        }
    }

    private MarketEvent begin(final Origin origin, final EventKind kind) {
        rig.begin(origin, kind);
        event.rawLength = 64;
        write(ORDER_ID_AT);
        write(LABEL_AT);
        write(TRADE_ID_AT);
        return event;
    }

    private void write(final int at) {
        long rest = count;
        for (int i = ID_LENGTH - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        System.arraycopy(digits, 0, event.raw, at, ID_LENGTH);
    }

    private void place() {
        begin(Origin.COMMAND, EventKind.COMMAND).code = CommandType.ORDER.code();
        final OrderCommand command = rig.command;
        command.action = OrderCommand.NEW;
        command.side = (count & 1) == 0 ? Side.BUY : Side.SELL;
        command.flags = OrderCommand.ALLOW_STALE_BOOK;
        command.price = 100;
        command.amount = 10;
        command.handle = DeskRig.HANDLE + count;
        command.label(digits, 0, ID_LENGTH);
        submit();
    }

    private void edit() {
        begin(Origin.COMMAND, EventKind.COMMAND).code = CommandType.ORDER.code();
        rig.command.action = OrderCommand.EDIT;
        rig.command.price = 101;
        submit();
        begin(Origin.INBOUND, EventKind.ERROR).token = rig.lastToken;
        event.requestType = TestTrading.EDIT;
        event.errorCode = TestTrading.REFUSED;
        rig.desk.onEvent(event);
    }

    private void submit() {
        event.instrumentId = DeskRig.INSTRUMENT;
        event.rawLength = rig.command.encode(event.ensureRaw(OrderCommand.LENGTH_MAX));
        rig.desk.onEvent(event);
    }

    private void orderRow(final char state, final long filled) {
        event.raw[STATE_AT] = (byte) state;
        final int row = event.orders.add();
        event.orders.instrumentId[row] = DeskRig.INSTRUMENT;
        event.orders.orderId[row] = Text.of(ORDER_ID_AT, ID_LENGTH);
        event.orders.label[row] = Text.of(LABEL_AT, ID_LENGTH);
        event.orders.orderState[row] = Text.of(STATE_AT, 1);
        event.orders.price[row] = 100;
        event.orders.amount[row] = 10;
        event.orders.filledAmount[row] = filled;
        event.orders.timeNs[row] = rig.nowNs + filled;
    }

    private void tradeRow() {
        final int row = event.trades.add();
        event.trades.instrumentId[row] = DeskRig.INSTRUMENT;
        event.trades.tradeId[row] = Text.of(TRADE_ID_AT, ID_LENGTH);
        event.trades.orderId[row] = Text.of(ORDER_ID_AT, ID_LENGTH);
        event.trades.price[row] = 100;
        event.trades.amount[row] = 10;
        event.trades.timeNs[row] = rig.nowNs;
    }
}
