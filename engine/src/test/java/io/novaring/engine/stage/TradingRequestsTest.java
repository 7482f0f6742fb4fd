/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.Symbols;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.stage.RecordingSink.Sent;
import io.novaring.engine.trading.OrderReport;
import io.novaring.engine.trading.TestTrading;
import io.novaring.engine.trading.TradingDesk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders of the desk and requests of the program on one connection, through the stage. */
final class TradingRequestsTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long HANDLE = 1L << 40;

    private final TestTrading client = new TestTrading();
    private final RecordingSink sink = new RecordingSink();
    private final List<String> told = new ArrayList<>();
    private final MarketEvent event = new MarketEvent();
    private final OrderReport report = new OrderReport();
    private final Symbols symbols = new Symbols();
    private final ResponseStage stage =
            new ResponseStage(
                    List.of(client, new TestVenue()),
                    symbols,
                    sink,
                    new RequestListener() {
                        @Override
                        public void onRefused(
                                final int connectionId,
                                final int requestType,
                                final long token,
                                final Refusal refusal) {
                            told.add(token + " " + refusal);
                        }

                        @Override
                        public void onLost(
                                final int connectionId,
                                final int requestType,
                                final long token,
                                final Loss loss) {
                            told.add(token + " " + loss);
                        }
                    });
    private final TradingDesk desk = stage.desk(0);
    private long nowNs = 1_700_000_000L * SECOND_NS;
    private int epoch;
    private int looped;

    private MarketEvent begin(final Origin origin, final EventKind kind) {
        event.reset(origin, kind);
        event.connectionId = 0;
        event.epoch = epoch;
        event.receivedTimeNs = nowNs;
        event.orders.clear();
        event.trades.clear();
        event.positions.clear();
        return event;
    }

    private void publish() {
        stage.onEvent(event, 0, true);
    }

    private void lifecycle(final Lifecycle code) {
        begin(Origin.LIFECYCLE, EventKind.LIFECYCLE).code = code.code();
        publish();
    }

    private void command(final CommandType type, final String text) {
        begin(Origin.COMMAND, EventKind.COMMAND).code = type.code();
        event.setRaw(text.getBytes(), 0, text.length());
        publish();
    }

    private void tick(final long passedNs) {
        nowNs += passedNs;
        begin(Origin.TICK, EventKind.TICK);
        publish();
    }

    private void outbound() {
        for (; looped < sink.sent.size(); looped++) {
            final Sent sent = sink.sent.get(looped);
            begin(Origin.OUTBOUND, EventKind.OUTBOUND).code = sent.requestType();
            event.requestId = sent.requestId();
            event.token = sent.token();
            publish();
        }
    }

    /** Answers every question with nothing. */
    private void recover() {
        epoch++;
        lifecycle(Lifecycle.CONNECTED);
        for (int at = looped; at < sink.sent.size(); at++) {
            outbound();
            final Sent sent = sink.sent.get(at);
            begin(Origin.INBOUND, EventKind.RESPONSE).requestId = sent.requestId();
            client.nextAnswer.hasOrders = true;
            client.nextAnswer.hasTrades = true;
            client.nextAnswer.hasPositions = true;
            client.nextAnswer.cancelOnDisconnect = 1;
            publish();
        }
        client.nextAnswer.clear();
    }

    private void place() {
        final OrderCommand command = new OrderCommand().instrument("X");
        command.action = OrderCommand.NEW;
        command.handle = HANDLE;
        command.side = Side.BUY;
        command.flags = OrderCommand.ALLOW_STALE_BOOK;
        command.price = 100;
        command.amount = 10;
        command.label(new byte[] {'L'}, 0, 1);
        begin(Origin.COMMAND, EventKind.COMMAND).code = CommandType.ORDER.code();
        event.instrumentId = symbols.instruments().intern("X");
        event.rawLength = command.encode(event.ensureRaw(OrderCommand.LENGTH_MAX));
        publish();
        outbound();
    }

    private OrderState state() {
        return desk.read(HANDLE, report) ? report.state : null;
    }

    private void start() {
        command(CommandType.INSTRUMENT_RULES, rules());
        recover();
        place();
    }

    private static String rules() {
        return "X tick=0.000000001 amountMin=0.000000001 amountStep=0.000000001";
    }

    @Test
    void shouldHaveADeskOnlyWhereSomethingIsTraded() {
        assertNull(stage.desk(1));
    }

    @Test
    void shouldSendAnOrderWithItsHandleAndReadItsError() {
        start();
        assertTrue(desk.isReady());
        final Sent sent = sink.sent.get(sink.sent.size() - 1);
        assertEquals(HANDLE, sent.token());
        assertEquals(ResponseStage.STAGE, RequestIds.stageOf(sent.requestId()));
        assertEquals(OrderState.SENT, state());

        begin(Origin.INBOUND, EventKind.ERROR).requestId = sent.requestId();
        event.errorCode = TestTrading.REFUSED;
        publish();

        assertEquals(OrderState.REJECTED, state());
        assertEquals(1, event.updates().size());
    }

    @Test
    void shouldNotKnowAfterTenSeconds() {
        start();

        tick(10 * SECOND_NS);

        assertEquals(OrderState.UNKNOWN, state());
        assertEquals(List.of(), told);
        assertEquals("L", sink.sent.get(sink.sent.size() - 1).text());
    }

    @Test
    void shouldTellTheProgramOfItsOwnRequestsOnly() {
        start();
        begin(Origin.COMMAND, EventKind.COMMAND).code = CommandType.REQUEST.code();
        event.requestId = TestTrading.CLOSE;
        event.token = 42;
        publish();
        outbound();

        lifecycle(Lifecycle.DISCONNECTED);

        assertEquals(List.of("42 DISCONNECTED"), told);
        assertEquals(OrderState.UNKNOWN, state());
        assertEquals(1, event.updates().size());
    }

    @Test
    void shouldKnowWhatNeverLeft() {
        command(CommandType.INSTRUMENT_RULES, rules());
        recover();
        final int before = sink.sent.size();
        place();
        looped = before;
        final TradingRequestsTest other = new TradingRequestsTest();
        other.command(CommandType.INSTRUMENT_RULES, rules());
        other.recover();
        other.looped = Integer.MAX_VALUE;
        other.place();
        other.lifecycle(Lifecycle.DISCONNECTED);
        final Sent sent = other.sink.sent.get(before);
        other.begin(Origin.OUTBOUND, EventKind.OUTBOUND).flags = MarketEvent.UNSENT;
        other.event.code = sent.requestType();
        other.event.requestId = sent.requestId();
        other.event.token = sent.token();
        other.publish();

        assertEquals(OrderState.UNSENT, other.state());
        assertEquals(List.of(), other.told);
        assertNotEquals(stage.stateHash(), other.stage.stateHash());
    }

    @Test
    void shouldDecideTheSameFromTheSameEvents() {
        final TradingRequestsTest other = new TradingRequestsTest();
        start();
        other.start();

        assertEquals(stage.stateHash(), other.stage.stateHash());
        tick(10 * SECOND_NS);
        assertNotEquals(stage.stateHash(), other.stage.stateHash());
    }
}
