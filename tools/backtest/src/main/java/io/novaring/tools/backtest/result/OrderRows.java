/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.tools.backtest.result.RunResult.InstrumentCharts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows of orders: what was asked for, and each change of state. Counts them, too. */
final class OrderRows {
    /** Orders that are done and still known, for trades that are told later. */
    private static final int DONE_MAX = 4_096;

    private static final String[] ACTIONS = {
        "",
        "new",
        "edit",
        "cancel",
        "cancel-all",
        "cancel-instrument",
        "close-position",
        "cancel-scope",
        "cancel-label"
    };
    private static final String[] TYPES = {
        "",
        "limit",
        "market",
        "market-limit",
        "stop-limit",
        "stop-market",
        "take-limit",
        "take-market",
        "trailing-stop"
    };

    private final RecorderSettings settings;
    private final RowLog rows;
    private final OrderCommand command = new OrderCommand();
    private final JsonRow row = new JsonRow();
    private final Map<Long, Track> known = new LinkedHashMap<>();
    private final ArrayDeque<Track> done = new ArrayDeque<>();
    private final Map<Long, Track> resting = new LinkedHashMap<>();
    long orders;
    long sentOrders;
    long filledOrders;
    long rejected;
    long edits;
    long cancels;
    long refused;
    long throttled;

    /** One order, as far as rows need it. */
    static final class Track {
        final long handle;
        String instrument;
        String label = "";
        String orderId = "";
        String kind = "";
        int flags;
        OrderState state;
        byte side = Side.NONE;
        long askedNs = MarketEvent.ABSENT;
        long sentNs = MarketEvent.ABSENT;
        long answeredNs = MarketEvent.ABSENT;
        long queueAhead = MarketEvent.ABSENT;
        boolean hasTraded;
        boolean isDone;
        Traded traded;

        private Track(final long handle) {
            this.handle = handle;
        }
    }

    OrderRows(final RecorderSettings settings, final RowLog rows) {
        this.settings = settings;
        this.rows = rows;
    }

    /** Null when nothing is known of it. */
    Track track(final long handle) {
        return known.get(handle);
    }

    void onCommand(final MarketEvent event) {
        if (!command.decode(event.raw, event.rawLength)) {
            return;
        }
        final boolean isNew =
                command.action == OrderCommand.NEW || command.action == OrderCommand.CLOSE_POSITION;
        String instrument = ascii(command.instrument, command.instrumentLength);
        if (isNew) {
            orders++;
            final Track track = known.computeIfAbsent(command.handle, Track::new);
            track.instrument = instrument;
            track.label = utf8(command.label, command.labelLength);
            track.kind = TYPES[command.type];
            track.flags = command.flags;
            track.side = command.side;
            track.askedNs = event.receivedTimeNs;
        } else {
            edits += command.action == OrderCommand.EDIT ? 1 : 0;
            cancels += command.action == OrderCommand.EDIT ? 0 : 1;
            final Track track = known.get(command.handle);
            instrument = track == null ? instrument : track.instrument;
        }
        row.clear()
                .whole("sequence", event.sequence)
                .whole("timeNs", event.receivedTimeNs)
                .text("row", "asked")
                .text("action", ACTIONS[command.action])
                .whole("handle", command.handle)
                .text("instrument", instrument)
                .text("label", utf8(command.label, command.labelLength))
                .text("kind", TYPES[command.type])
                .text("side", Side.word(command.side))
                .exact("price", command.price)
                .exact("amount", command.amount)
                .truth("postOnly", command.hasFlag(OrderCommand.POST_ONLY))
                .truth("reduceOnly", command.hasFlag(OrderCommand.REDUCE_ONLY));
        rows.add(row.end());
    }

    /** An order is in another state, or has another price or amount. */
    void onOrder(final OrderUpdate update, final String instrument, final Traded traded) {
        final Track track = known.computeIfAbsent(update.handle(), Track::new);
        final MarketEvent event = update.event();
        final OrderState state = update.state();
        final OrderState before = track.state;
        track.instrument = instrument == null ? track.instrument : instrument;
        track.side = update.side() == Side.NONE ? track.side : update.side();
        track.traded = traded == null ? track.traded : traded;
        track.state = state;
        if (update.row() != MarketEvent.NONE && update.row() < event.orders.size()) {
            track.label = text(event, event.orders.label[update.row()], track.label);
            track.orderId = text(event, event.orders.orderId[update.row()], track.orderId);
        }
        stamp(track, event.receivedTimeNs);
        count(track, before, event.receivedTimeNs);
        rows.add(
                begin(event, "order", track)
                        .text("state", name(state))
                        .text("previousState", name(update.previousState()))
                        .exact("price", update.price())
                        .exact("amount", update.amount())
                        .exact("filledAmount", update.filledAmount())
                        .whole("askedNs", track.askedNs)
                        .whole("sentNs", track.sentNs)
                        .whole("answeredNs", track.answeredNs)
                        .exact("queueAhead", track.queueAhead)
                        .text("refusal", refusal(update))
                        .whole("errorCode", update.errorCode())
                        .end());
    }

    private void stamp(final Track track, final long nowNs) {
        final int code = track.state == null ? 0 : track.state.code();
        if (track.state == OrderState.SENT && track.sentNs == MarketEvent.ABSENT) {
            track.sentNs = nowNs;
            sentOrders++;
        }
        final boolean isAnswer = code > OrderState.SENT.code() && track.state != OrderState.UNKNOWN;
        if (isAnswer
                && track.sentNs != MarketEvent.ABSENT
                && track.answeredNs == MarketEvent.ABSENT) {
            track.answeredNs = nowNs;
        }
    }

    private void count(final Track track, final OrderState before, final long nowNs) {
        final boolean mayTrade = track.state != null && track.state.mayTrade();
        final boolean couldTrade = before != null && before.mayTrade();
        if (track.traded != null && mayTrade != couldTrade) {
            track.traded.openOrders += mayTrade ? 1 : -1;
        }
        if (track.state == OrderState.OPEN) {
            if (resting.put(track.handle, track) == null) {
                track.queueAhead = settings.queueAhead().applyAsLong(track.handle);
                showQueue(track, nowNs);
            }
        } else {
            resting.remove(track.handle);
        }
        rejected += track.state == OrderState.REJECTED && before != OrderState.REJECTED ? 1 : 0;
        if (track.state != null && track.state.isFinal() && !track.isDone) {
            track.isDone = true;
            done.addLast(track);
            if (done.size() > DONE_MAX) {
                known.remove(done.removeFirst().handle);
            }
        }
    }

    /** Adds to its chart what rests before each order now. */
    void sampleQueues(final long nowNs) {
        resting.values().forEach(track -> showQueue(track, nowNs));
    }

    private void showQueue(final Track track, final long nowNs) {
        final long ahead = settings.queueAhead().applyAsLong(track.handle);
        if (track.traded != null && ahead != MarketEvent.ABSENT) {
            final InstrumentCharts charts = track.traded.charts;
            (track.side == Side.BUY ? charts.queueBid() : charts.queueAsk()).add(nowNs, ahead);
        }
    }

    void onRefused(final OrderUpdate update, final String instrument) {
        refused++;
        throttled += update.refusal() == OrderRefusal.THROTTLED ? 1 : 0;
        final Track track = known.get(update.handle());
        rows.add(
                begin(update.event(), "refused", track)
                        .text("asked", track == null ? instrument : track.instrument)
                        .text("refusal", refusal(update))
                        .whole("waitNs", update.waitNs())
                        .end());
    }

    void onFailed(final OrderUpdate update, final boolean isEdit) {
        rows.add(
                begin(
                                update.event(),
                                isEdit ? "edit-failed" : "cancel-failed",
                                known.get(update.handle()))
                        .text("refusal", refusal(update))
                        .whole("errorCode", update.errorCode())
                        .end());
    }

    /** A trade of this order was told. */
    void onTraded(final Track track) {
        if (track != null && !track.hasTraded) {
            track.hasTraded = true;
            filledOrders++;
        }
    }

    private JsonRow begin(final MarketEvent event, final String kind, final Track track) {
        row.clear()
                .whole("sequence", event.sequence)
                .whole("timeNs", event.receivedTimeNs)
                .text("row", kind);
        if (track != null) {
            row.whole("handle", track.handle)
                    .text("instrument", track.instrument)
                    .text("label", track.label)
                    .text("orderId", track.orderId)
                    .text("kind", track.kind)
                    .text("side", Side.word(track.side));
        }
        return row;
    }

    private static String refusal(final OrderUpdate update) {
        return update.refusal() == OrderRefusal.NONE ? null : name(update.refusal());
    }

    private static String name(final Enum<?> value) {
        return value == null ? null : value.name();
    }

    static String text(final MarketEvent event, final long text, final String otherwise) {
        return text == Text.ABSENT ? otherwise : Text.toString(event.raw, text);
    }

    private static String ascii(final byte[] bytes, final int length) {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    private static String utf8(final byte[] bytes, final int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
