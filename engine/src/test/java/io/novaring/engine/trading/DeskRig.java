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
import io.novaring.codec.order.OrderRefusal;
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
    final Symbols symbols = new Symbols();
    final RiskDesk risk;
    final TradingDesk desk;
    final MarketEvent event = new MarketEvent();
    final List<Sent> sent = new ArrayList<>();
    final List<String> rows = new ArrayList<>();
    final OrderReport report = new OrderReport();
    final OrderCommand command = new OrderCommand();

    long nowNs = 1_700_000_000L * SECOND_NS;
    boolean hasCredits = true;

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
        return hasCredits;
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
            rows.add(describe(updates, i));
        }
    }

    /** As a person would tell it: what, of which order, and what changed. */
    private static String describe(final OrderUpdates updates, final int i) {
        final String name =
                switch (updates.kind[i]) {
                    case OrderUpdates.ORDER -> "ORDER";
                    case OrderUpdates.FILL -> "FILL";
                    case OrderUpdates.REFUSED -> "REFUSED";
                    case OrderUpdates.EDIT_FAILED -> "EDIT_FAILED";
                    case OrderUpdates.CANCEL_FAILED -> "CANCEL_FAILED";
                    case OrderUpdates.POSITION -> "POSITION";
                    case OrderUpdates.POSITION_DIFFERENCE -> "POSITION_DIFFERENCE";
                    case OrderUpdates.READY -> "READY";
                    case OrderUpdates.ACCOUNT_LOCK -> "LOCK " + updates.state[i];
                    default -> "ALARM";
                };
        final long handle = updates.handle[i];
        final String who =
                handle > HANDLE ? " #" + (handle - HANDLE) : handle < 0 ? " " + handle : "";
        return switch (updates.kind[i]) {
            case OrderUpdates.ORDER ->
                    name
                            + who
                            + " "
                            + word(updates.previousState[i])
                            + "->"
                            + word(updates.state[i])
                            + (updates.errorCode[i] == MarketEvent.ABSENT
                                    ? ""
                                    : " error " + updates.errorCode[i]);
            case OrderUpdates.FILL -> name + who + " " + updates.amount[i];
            case OrderUpdates.REFUSED ->
                    name
                            + who
                            + " "
                            + OrderRefusal.ofCode(updates.refusal[i])
                            + (updates.waitNs[i] == 0 ? "" : " " + updates.waitNs[i]);
            case OrderUpdates.POSITION -> name + " " + updates.position[i];
            case OrderUpdates.POSITION_DIFFERENCE ->
                    name + " " + updates.expectedPosition[i] + "->" + updates.position[i];
            default -> name + who;
        };
    }

    private static String word(final byte code) {
        return code == 0 ? "" : OrderState.ofCode(code).name();
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
        final String[] words = request.text.split(" ");
        switch (request.query()) {
            case CANCEL_ON_DISCONNECT_READ ->
                    trading.nextAnswer.cancelOnDisconnect = cancelOnDisconnect;
            case OPEN_ORDERS -> {
                trading.nextAnswer.hasOrders = true;
                venue.orders.values().stream().filter(Deal::isOpen).forEach(this::orderRow);
            }
            case ORDERS_BY_LABEL -> {
                trading.nextAnswer.hasOrders = true;
                venue.orders.values().stream()
                        .filter(deal -> deal.label().equals(request.text))
                        .forEach(this::orderRow);
            }
            case ORDER_BY_ID -> {
                trading.nextAnswer.hasOrders = true;
                if (venue.orders.containsKey(request.text)) {
                    orderRow(venue.orders.get(request.text));
                }
            }
            case TRADES_OF_TIME -> {
                trading.nextAnswer.hasTrades = true;
                // Everything is traded in the first part; two trades a page.
                final List<Trade> page =
                        venue.trades.stream()
                                .filter(t -> words[0].equals("0"))
                                .filter(t -> t.timeMs() >= Long.parseLong(words[1]))
                                .toList();
                page.stream().limit(2).forEach(this::tradeRow);
                trading.nextAnswer.hasMore = page.size() > 2;
            }
            case TRADES_OF_ORDER -> {
                trading.nextAnswer.hasTrades = true;
                venue.trades.stream()
                        .filter(t -> t.orderId().equals(request.text))
                        .forEach(this::tradeRow);
            }
            case POSITIONS -> {
                trading.nextAnswer.hasPositions = true;
                positionRow(venue.position());
                event.usIn = venue.timeMs * 1_000 + 500;
                event.usOut = event.usIn + 200;
                // What happens next is later than this.
                venue.timeMs += 2;
            }
            default -> {
                // An answer without a word.
            }
        }
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
