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
    private OrderLine line;
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
        String label;
        String orderId;
        String kind;
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
        final String instrument = ascii(command.instrument, command.instrumentLength);
        final String label = utf8(command.label, command.labelLength);
        Track track = known.get(command.handle);
        if (isNew) {
            orders++;
            track = known.computeIfAbsent(command.handle, Track::new);
            track.instrument = instrument;
            track.label = label;
            track.kind = TYPES[command.type];
            track.side = command.side;
            track.askedNs = event.receivedTimeNs;
        } else {
            edits += command.action == OrderCommand.EDIT ? 1 : 0;
            cancels += command.action == OrderCommand.EDIT ? 0 : 1;
        }
        begin(event, "asked");
        line.handle = command.handle;
        line.action = ACTIONS[command.action];
        if (track == null) {
            line.instrument = instrument;
            line.label = label;
        } else {
            line.of(track);
        }
        line.side = command.side == Side.NONE ? line.side : command.side;
        line.price = command.price;
        line.amount = command.amount;
        line.isPostOnly = command.hasFlag(OrderCommand.POST_ONLY);
        line.isReduceOnly = command.hasFlag(OrderCommand.REDUCE_ONLY);
        rows.add(line.text(row));
    }

    private OrderLine begin(final MarketEvent event, final String kind) {
        line = new OrderLine(kind, event.sequence, event.receivedTimeNs);
        return line;
    }

    /** An order is in another state, or has another price or amount. */
    void onOrder(final OrderUpdate update, final String instrument, final Traded traded) {
        // Orders that are none of ours have no handle, and nothing in common.
        final Track track =
                update.handle() == 0
                        ? new Track(0)
                        : known.computeIfAbsent(update.handle(), Track::new);
        final MarketEvent event = update.event();
        final OrderState before = track.state;
        track.instrument = instrument == null ? track.instrument : instrument;
        track.side = update.side() == Side.NONE ? track.side : update.side();
        track.traded = traded == null ? track.traded : traded;
        track.state = update.state();
        if (update.row() != MarketEvent.NONE && update.row() < event.orders.size()) {
            track.label = text(event, event.orders.label[update.row()], track.label);
            track.orderId = text(event, event.orders.orderId[update.row()], track.orderId);
        }
        stamp(track, event.receivedTimeNs);
        count(track, before, event.receivedTimeNs);
        begin(event, "order").of(track);
        line.state = name(track.state);
        line.previousState = name(update.previousState());
        line.price = update.price();
        line.amount = update.amount();
        line.filledAmount = update.filledAmount();
        line.askedNs = track.askedNs;
        line.sentNs = track.sentNs;
        line.answeredNs = track.answeredNs;
        line.queueAhead = track.queueAhead;
        line.refusal = refusal(update);
        line.errorCode = update.errorCode();
        rows.add(line.text(row));
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
        if (track.state == OrderState.OPEN && track.handle != 0) {
            if (resting.put(track.handle, track) == null) {
                track.queueAhead = settings.queueAhead().applyAsLong(track.handle);
                showQueue(track, nowNs);
            }
        } else if (resting.remove(track.handle) != null) {
            showQueue(track, nowNs);
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

    /** Shows the order that is nearest to the front, of all on one side of a book. */
    private void showQueue(final Track track, final long nowNs) {
        if (track.traded == null) {
            return;
        }
        long nearest = MarketEvent.ABSENT;
        for (final Track one : resting.values()) {
            if (one.traded == track.traded && one.side == track.side) {
                final long ahead = settings.queueAhead().applyAsLong(one.handle);
                final boolean isNearer = nearest == MarketEvent.ABSENT || ahead < nearest;
                nearest = ahead != MarketEvent.ABSENT && isNearer ? ahead : nearest;
            }
        }
        final InstrumentCharts charts = track.traded.charts;
        final Curve curve = track.side == Side.BUY ? charts.queueBid() : charts.queueAsk();
        if (nearest == MarketEvent.ABSENT) {
            curve.end(nowNs);
        } else {
            curve.add(nowNs, nearest);
        }
    }

    void onRefused(final OrderUpdate update, final String instrument) {
        refused++;
        throttled += update.refusal() == OrderRefusal.THROTTLED ? 1 : 0;
        final Track track = known.get(update.handle());
        begin(update.event(), "refused");
        line.handle = update.handle();
        line.instrument = instrument;
        line.side = update.side();
        if (track != null) {
            line.of(track);
        }
        line.refusal = refusal(update);
        line.waitNs = update.waitNs();
        rows.add(line.text(row));
    }

    void onFailed(final OrderUpdate update, final boolean isEdit) {
        final Track track = known.get(update.handle());
        begin(update.event(), isEdit ? "edit-failed" : "cancel-failed");
        line.handle = update.handle();
        if (track != null) {
            line.of(track);
        }
        line.refusal = refusal(update);
        line.errorCode = update.errorCode();
        rows.add(line.text(row));
    }

    /** A trade of this order was told; counts when it was sent while we looked. */
    void onTraded(final Track track) {
        if (track != null && !track.hasTraded && track.sentNs != MarketEvent.ABSENT) {
            track.hasTraded = true;
            filledOrders++;
        }
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
