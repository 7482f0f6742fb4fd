/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.engine.risk.RiskDesk;
import io.novaring.engine.trading.ModelVenue.Deal;
import io.novaring.engine.trading.ModelVenue.Trade;
import io.novaring.engine.venue.AccountQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A desk fed by hand, at a venue that tells the truth when it is asked to. */
final class DeskRig implements DeskOutput {
    static final long SECOND_NS = 1_000_000_000L;
    static final long MS_NS = 1_000_000L;
    static final int INSTRUMENT = 0;
    static final long HANDLE = 1L << 40;

    final TestTrading trading = new TestTrading();
    final ModelVenue venue = new ModelVenue();
    final Symbols symbols = new Symbols(1 << 10, 1 << 10);
    final RiskDesk risk;
    final TradingDesk desk;
    final MarketEvent event = new MarketEvent();
    final List<Sent> sent = new ArrayList<>();
    final List<String> rows = new ArrayList<>();
    final OrderReport report = new OrderReport();
    final OrderCommand command = new OrderCommand();

    long nowNs = 1_700_000_000L * SECOND_NS;
    boolean hasCredits = true;
    int throttledType;

    /** Recording allocates. */
    boolean isRecording = true;

    long lastToken;

    int epoch;
    long hash;
    long handles;
    int unsettled;
    int cancelOnDisconnect = 1;

    private final JsonEncoder encoder = new JsonEncoder(256);
    private long requestIds;
    private int answered;
    private int looped;

    record Sent(int type, long requestId, long token, String text, int epoch) {
        AccountQuery query() {
            return TestTrading.queryOf(type);
        }
    }

    DeskRig() {
        this(64);
    }

    DeskRig(final int ordersMax) {
        symbols.instruments().intern("X-PERP");
        risk = new RiskDesk(symbols.instruments());
        desk = new TradingDesk(trading, risk, this, ordersMax);
        venue.timeMs = nowNs / MS_NS;
        final String rules = "X-PERP tick=0.000000001 amountMin=0.000000001 amountStep=0.000000001";
        command(CommandType.INSTRUMENT_RULES, rules);
    }

    /** A rig whose first session has recovered. */
    static DeskRig ready() {
        final DeskRig rig = new DeskRig();
        rig.open();
        rig.recover();
        rig.rows.clear();
        return rig;
    }

    @Override
    public JsonEncoder encoder() {
        return encoder.clear();
    }

    @Override
    public long nextRequestId() {
        return ++requestIds;
    }

    @Override
    public void send(final int requestType, final long requestId, final long token) {
        mix(requestType);
        mix(token);
        lastToken = token;
        if (isRecording) {
            sent.add(new Sent(requestType, requestId, token, encoder.toString(), epoch));
        }
    }

    @Override
    public boolean allows(final MarketEvent at, final int requestType) {
        return hasCredits && requestType != throttledType;
    }

    @Override
    public long waitNs(final MarketEvent at, final int requestType) {
        return hasCredits ? 0 : 77;
    }

    @Override
    public void mix(final long decision) {
        hash = (hash ^ decision) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 32;
    }

    MarketEvent begin(final Origin origin, final EventKind kind) {
        event.reset(origin, kind);
        event.connectionId = 0;
        event.epoch = epoch;
        event.receivedTimeNs = nowNs;
        event.unsettledChannels = unsettled;
        event.orders.clear();
        event.trades.clear();
        event.positions.clear();
        event.portfolio.clear();
        event.usIn = MarketEvent.ABSENT;
        event.usOut = MarketEvent.ABSENT;
        return event;
    }

    void publish() {
        risk.onEvent(event);
        desk.onEvent(event);
        record();
    }

    private void record() {
        final OrderUpdates updates = event.updates();
        for (int i = 0; i < updates.size(); i++) {
            rows.add(RowText.describe(updates, i));
        }
    }

    void open() {
        epoch++;
        begin(Origin.LIFECYCLE, EventKind.LIFECYCLE);
        desk.onOpened(event);
        publish();
    }

    void close() {
        begin(Origin.LIFECYCLE, EventKind.LIFECYCLE);
        desk.onClosed(event, epoch);
        publish();
        answered = sent.size();
    }

    void lose(final Sent request) {
        begin(Origin.TICK, EventKind.TICK);
        desk.onLost(event, request.token);
        publish();
    }

    void tick(final long passedNs) {
        nowNs += passedNs;
        venue.timeMs = Math.max(venue.timeMs, nowNs / MS_NS);
        begin(Origin.TICK, EventKind.TICK);
        publish();
    }

    /** Publishes what was sent since the last call as handed to the socket. */
    void outbound() {
        while (looped < sent.size()) {
            outbound(sent.get(looped++), 0);
        }
    }

    /** As {@link #outbound()}, but nothing of it reached the socket. */
    void unsent() {
        while (looped < sent.size()) {
            outbound(sent.get(looped++), MarketEvent.UNSENT);
        }
    }

    private void outbound(final Sent request, final int flags) {
        begin(Origin.OUTBOUND, EventKind.OUTBOUND);
        event.epoch = request.epoch;
        event.flags = flags;
        event.code = request.type;
        event.requestId = request.requestId;
        event.token = request.token;
        publish();
    }

    /** Requests sent since the last call that are no questions. */
    Sent last() {
        return sent.get(sent.size() - 1);
    }

    /** Answers questions by the truth until there are no more, time standing still. */
    void answerQueries() {
        outbound();
        while (answered < sent.size()) {
            final Sent request = sent.get(answered++);
            if (request.query() != null && request.epoch == epoch) {
                answerQuery(request);
                outbound();
            }
        }
    }

    /** Answers questions by the truth while time passes, until the desk is ready. */
    void recover() {
        for (int i = 0; i < 200 && !desk.isReady(); i++) {
            answerQueries();
            tick(SECOND_NS / 10);
        }
    }

    void answerQuery(final Sent request) {
        beginAnswer(request);
        Truth.tell(this, request);
        publish();
    }

    MarketEvent beginAnswer(final Sent request) {
        begin(Origin.INBOUND, EventKind.RESPONSE);
        event.requestType = request.type;
        event.requestId = request.requestId;
        event.token = request.token;
        trading.nextAnswer.clear();
        return event;
    }

    /** The answer to a request that names one order. */
    void answer(final Sent request, final Deal deal, final Trade... trades) {
        beginAnswer(request);
        trading.nextAnswer.hasOrders = true;
        trading.nextAnswer.hasTrades = true;
        orderRow(deal);
        for (final Trade trade : trades) {
            tradeRow(trade);
        }
        publish();
    }

    void error(final Sent request, final long code) {
        beginAnswer(request);
        event.kind = EventKind.ERROR;
        event.errorCode = code;
        publish();
    }

    void notice(final Deal deal) {
        begin(Origin.INBOUND, EventKind.ORDERS);
        orderRow(deal);
        publish();
    }

    void notice(final Trade trade) {
        begin(Origin.INBOUND, EventKind.USER_TRADES);
        tradeRow(trade);
        publish();
    }

    void orderRow(final Deal deal) {
        final int row = event.orders.add();
        event.orders.instrumentId[row] = INSTRUMENT;
        event.orders.orderId[row] = text(deal.id());
        event.orders.label[row] = text(deal.label());
        event.orders.direction[row] = deal.side();
        event.orders.orderState[row] = text(deal.state());
        event.orders.price[row] = deal.price();
        event.orders.amount[row] = deal.amount();
        event.orders.filledAmount[row] = deal.filled();
        event.orders.timeNs[row] = deal.timeMs() * MS_NS;
    }

    void tradeRow(final Trade trade) {
        final int row = event.trades.add();
        event.trades.instrumentId[row] = INSTRUMENT;
        event.trades.tradeId[row] = text(trade.id());
        event.trades.orderId[row] = text(trade.orderId());
        event.trades.label[row] = text(trade.label());
        event.trades.direction[row] = trade.side();
        event.trades.price[row] = trade.price();
        event.trades.amount[row] = trade.amount();
        event.trades.timeNs[row] = trade.timeMs() * MS_NS;
    }

    void positionRow(final long size) {
        final int row = event.positions.add();
        event.positions.instrumentId[row] = INSTRUMENT;
        event.positions.positionSize[row] = Math.abs(size);
        event.positions.direction[row] = size > 0 ? Side.BUY : size < 0 ? Side.SELL : Side.ZERO;
    }

    long text(final String word) {
        if (word.isEmpty()) {
            return Text.ABSENT;
        }
        final byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        final int at = event.rawLength;
        final byte[] grown = new byte[at + bytes.length];
        System.arraycopy(event.raw, 0, grown, 0, at);
        System.arraycopy(bytes, 0, grown, at, bytes.length);
        event.setRaw(grown, 0, grown.length);
        return Text.of(at, bytes.length);
    }

    void command(final CommandType type, final String body) {
        begin(Origin.COMMAND, EventKind.COMMAND).code = type.code();
        text(body);
        publish();
    }

    /** Submits what {@link #command} holds. */
    void submit() {
        begin(Origin.COMMAND, EventKind.COMMAND).code = CommandType.ORDER.code();
        event.instrumentId = INSTRUMENT;
        event.rawLength = command.encode(event.ensureRaw(OrderCommand.LENGTH_MAX));
        publish();
    }

    static String label(final long number) {
        return "L-" + number;
    }

    /** Places an order and gives its number; its handle is HANDLE and the number. */
    long place(final byte side, final long price, final long amount) {
        final long number = ++handles;
        final byte[] label = label(number).getBytes(StandardCharsets.US_ASCII);
        command.clear().instrument("X-PERP").label(label, 0, label.length);
        command.action = OrderCommand.NEW;
        command.side = side;
        command.flags = OrderCommand.ALLOW_STALE_BOOK;
        command.price = price;
        command.amount = amount;
        command.handle = HANDLE + number;
        submit();
        return number;
    }

    void edit(final long number, final long price, final long amount) {
        command.clear();
        command.action = OrderCommand.EDIT;
        command.flags = OrderCommand.ALLOW_STALE_BOOK;
        command.handle = HANDLE + number;
        command.price = price;
        command.amount = amount;
        submit();
    }

    void cancel(final long handle) {
        command.clear();
        command.action = OrderCommand.CANCEL;
        command.handle = handle;
        submit();
    }

    /** Places an order that the venue has taken, and everybody knows. */
    Deal placed(final long amount) {
        place(Side.BUY, 100, amount);
        outbound();
        final Deal deal = venue.place(label(handles), Side.BUY, 100, amount);
        answer(last(), deal);
        return deal;
    }

    OrderReport read(final long number) {
        return desk.read(HANDLE + number, report) ? report : null;
    }

    OrderState state(final long number) {
        return desk.read(HANDLE + number, report) ? report.state : null;
    }

    List<String> takeRows() {
        final List<String> taken = List.copyOf(rows);
        rows.clear();
        return taken;
    }

    long count(final DeskCounters.Counter counter) {
        return desk.counters().get(counter);
    }
}
