/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry;
import io.novaring.tools.simulator.exchange.queue.QueueModels;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A venue of a backtest that is told of one book, and a session that keeps what it is sent. */
final class VirtualBench implements FrameSink {
    static final String NAME = "BTC-PERPETUAL";
    static final long START_NS = 1_790_000_000_000_000_000L;
    static final long MS = 1_000_000L;
    static final int CHANNEL = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    final VirtualExchange exchange;
    private final String name;
    final List<String> frames = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    String closed;
    VirtualSession session;
    private long nowNs = START_NS;
    private long changeId = 100;
    private long tradeSeq = 1;
    private int id;
    private final MarketEvent event = new MarketEvent();

    VirtualBench(final VirtualConfig config) {
        this(config, VirtualInstrument.wellKnown(NAME));
    }

    VirtualBench(final VirtualConfig config, final VirtualInstrument instrument) {
        name = instrument.name();
        exchange = new VirtualExchange(config, List.of(instrument));
    }

    static VirtualBench of(final String model) {
        return new VirtualBench(VirtualConfig.DEFAULT.withQueue(QueueModels.of(model)));
    }

    /** Bids 100 of 50, asks 101 of 50, marked and indexed at 100; logged in. */
    VirtualBench ready() {
        snapshot(50, 50);
        ticker("100", "100", 0);
        return login();
    }

    VirtualBench login() {
        session = exchange.connect(this, nowNs);
        call("public/auth", "{\"grant_type\":\"client_credentials\"}");
        return this;
    }

    long nowNs() {
        return nowNs;
    }

    void pass(final long ms) {
        nowNs += ms * MS;
        exchange.run(nowNs);
    }

    /** Time goes on, and nobody says so to the exchange. */
    void passUnseen(final long ms) {
        nowNs += ms * MS;
    }

    static long scaled(final String number) {
        return new BigDecimal(number).movePointRight(9).longValueExact();
    }

    static long scaled(final long number) {
        return number * 1_000_000_000L;
    }

    /** One level of each side. */
    void snapshotAt(final String bid, final String ask, final long amount) {
        begin(EventKind.BOOK, MarketEvent.SNAPSHOT);
        event.changeId = ++changeId;
        event.prevChangeId = MarketEvent.ABSENT;
        event.bids.add(LevelColumns.NEW, scaled(bid), scaled(amount));
        event.asks.add(LevelColumns.NEW, scaled(ask), scaled(amount));
        tell();
    }

    /** The instrument changes its state. */
    void state(final String word) {
        begin(EventKind.INSTRUMENT_STATE, 0);
        final byte[] raw = word.getBytes(StandardCharsets.US_ASCII);
        event.setRaw(raw, 0, raw.length);
        event.notice.claimInstrumentState().state = Text.of(0, raw.length);
        tell();
    }

    void snapshot(final long bid, final long ask) {
        begin(EventKind.BOOK, MarketEvent.SNAPSHOT);
        event.changeId = ++changeId;
        event.prevChangeId = MarketEvent.ABSENT;
        event.bids.add(LevelColumns.NEW, scaled(100), scaled(bid));
        event.bids.add(LevelColumns.NEW, scaled(99), scaled(1_000));
        event.asks.add(LevelColumns.NEW, scaled(101), scaled(ask));
        event.asks.add(LevelColumns.NEW, scaled(102), scaled(1_000));
        tell();
    }

    void bid(final String price, final long amount) {
        change(true, price, amount);
    }

    void ask(final String price, final long amount) {
        change(false, price, amount);
    }

    private void change(final boolean bids, final String price, final long amount) {
        begin(EventKind.BOOK, MarketEvent.CHANGE);
        event.prevChangeId = changeId;
        event.changeId = ++changeId;
        (bids ? event.bids : event.asks)
                .add(
                        amount == 0 ? LevelColumns.DELETE : LevelColumns.CHANGE,
                        scaled(price),
                        scaled(amount));
        tell();
    }

    /** A change that does not follow from the one before. */
    void gap() {
        changeId += 5;
        bid("98", 10);
    }

    void sells(final String price, final long amount) {
        trade(false, price, amount);
    }

    void buys(final String price, final long amount) {
        trade(true, price, amount);
    }

    private void trade(final boolean buys, final String price, final long amount) {
        addTrade(buys ? Side.BUY : Side.SELL, price, amount);
        tell();
    }

    private void addTrade(final byte side, final String price, final long amount) {
        begin(EventKind.TRADES, 0);
        final int row = event.trades.add();
        event.trades.tradeSeq[row] = tradeSeq++;
        event.trades.timeNs[row] = nowNs / MS * MS;
        event.trades.direction[row] = side;
        event.trades.price[row] = scaled(price);
        event.trades.amount[row] = scaled(amount);
    }

    void tradeOfNobody(final String price, final long amount) {
        addTrade(Side.NONE, price, amount);
        tell();
    }

    /** As a row of a message of several instruments. */
    void sellsInARow(final String price, final long amount) {
        addTrade(Side.SELL, price, amount);
        repeatTrade();
    }

    void repeatTrade() {
        exchange.onTrade(event, 0, NAME, nowNs);
    }

    long nextTradeSeq() {
        return tradeSeq;
    }

    void ignore(final boolean isBuy, final String price, final long change) {
        exchange.run(nowNs);
        exchange.ignore(NAME, isBuy, scaled(price), scaled(change));
    }

    void edit(final String orderId, final String price, final long amount) {
        call(
                "private/edit",
                "{\"order_id\":\"%s\",\"price\":%s,\"amount\":%d}"
                        .formatted(orderId, price, amount));
    }

    void ticker(final String mark, final String index, final double funding) {
        begin(EventKind.TICKER, MarketEvent.SNAPSHOT);
        event.ticker.clear();
        event.ticker.markPrice = scaled(mark);
        event.ticker.indexPrice = scaled(index);
        event.ticker.currentFunding = funding;
        tell();
    }

    private void begin(final EventKind kind, final int flags) {
        event.reset(Origin.INBOUND, kind);
        event.flags = flags;
        event.channelId = CHANNEL;
        event.bids.clear();
        event.asks.clear();
        event.trades.clear();
    }

    private void tell() {
        exchange.onMarket(event, name, nowNs);
    }

    void lose() {
        exchange.onLost(NAME, nowNs);
    }

    @Override
    public void onFrame(final byte[] bytes, final int length, final long venueTimeNs) {
        frames.add(new String(bytes, 0, length, StandardCharsets.UTF_8));
        times.add(venueTimeNs);
    }

    @Override
    public void onClosed(final int code, final String reason, final long venueTimeNs) {
        closed = code + " " + reason;
    }

    static JsonNode json(final String text) {
        try {
            return JSON.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    int send(final String method, final String params) {
        id++;
        final byte[] bytes =
                ("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                                .formatted(id, method, params))
                        .getBytes(StandardCharsets.UTF_8);
        session.onFrame(bytes, bytes.length, nowNs);
        return id;
    }

    /** Null when it is not answered yet. */
    JsonNode answer(final int to) {
        for (final String frame : frames) {
            final JsonNode json = json(frame);
            if (json.path("id").asInt() == to) {
                return json;
            }
        }
        return null;
    }

    JsonNode ask(final String method, final String params) {
        final JsonNode answer = answer(send(method, params));
        assertTrue(answer != null, () -> "no answer to " + method);
        return answer;
    }

    JsonNode call(final String method, final String params) {
        final JsonNode answer = ask(method, params);
        assertTrue(answer.has("result"), () -> method + params + ": " + answer);
        return answer.path("result");
    }

    int error(final String method, final String params) {
        final JsonNode answer = ask(method, params);
        assertTrue(answer.has("error"), () -> method + params + ": " + answer);
        return answer.path("error").path("code").asInt();
    }

    static String limit(final String price, final long amount, final String more) {
        return "{\"instrument_name\":\"%s\",\"amount\":%d,\"price\":%s%s}"
                .formatted(NAME, amount, price, more);
    }

    static String market(final long amount, final String more) {
        return "{\"instrument_name\":\"%s\",\"amount\":%d,\"type\":\"market\"%s}"
                .formatted(NAME, amount, more);
    }

    /** Parameters of a limit order for the bench's instrument. */
    String limitOf(final String price, final long amount) {
        return limitOf(price, amount, "");
    }

    private String limitOf(final String price, final long amount, final String more) {
        return "{\"instrument_name\":\"%s\",\"amount\":%d,\"price\":%s%s}"
                .formatted(name, amount, price, more);
    }

    String atMarket(final long amount) {
        return "{\"instrument_name\":\"%s\",\"amount\":%d,\"type\":\"market\"}"
                .formatted(name, amount);
    }

    /** Returns the order's id. */
    String buy(final String price, final long amount) {
        return buy(price, amount, "");
    }

    String buy(final String price, final long amount, final String more) {
        return call("private/buy", limitOf(price, amount, more)).at("/order/order_id").asText();
    }

    String sell(final String price, final long amount) {
        return call("private/sell", limit(price, amount, "")).at("/order/order_id").asText();
    }

    JsonNode order(final String orderId) {
        return call("private/get_order_state", "{\"order_id\":\"" + orderId + "\"}");
    }

    /** Whole dollars. */
    long filled(final String orderId) {
        return fills().stream()
                        .filter(fill -> fill.orderId().equals(orderId))
                        .mapToLong(LedgerEntry.FillEntry::amount)
                        .sum()
                / 1_000_000_000L;
    }

    List<LedgerEntry.FillEntry> fills() {
        final List<LedgerEntry.FillEntry> found = new ArrayList<>();
        for (final LedgerEntry entry : exchange.ledger().entries()) {
            if (entry instanceof LedgerEntry.FillEntry fill) {
                found.add(fill);
            }
        }
        return found;
    }

    void assertAhead(final long dollars, final String orderId) {
        assertEquals(scaled(dollars), exchange.queueAhead(orderId), "in front of " + orderId);
    }
}
