/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.TradeColumns;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Compares two events column by column, by reflection: a column that is added is compared, too. */
final class EventEquality {
    /** Columns that only own trades have. */
    private static final Set<String> OWN =
            Set.of(
                    "liquidity",
                    "orderType",
                    "profitLoss",
                    "postOnly",
                    "reduceOnly",
                    "mmp",
                    "api",
                    "riskReducing",
                    "underlyingPrice",
                    "advanced");

    private static final List<Field> TRADE_FIELDS =
            fields(TradeColumns.class).stream().filter(f -> !OWN.contains(f.getName())).toList();

    private static final List<Field> TICKER_FIELDS = fields(TickerColumns.class);

    private EventEquality() {}

    /** Name of the first thing that differs; null when nothing does. */
    static String difference(final MarketEvent a, final MarketEvent b) {
        final String header = header(a, b);
        if (header != null) {
            return header;
        }
        return switch (a.kind) {
            case BOOK -> book(a, b);
            case TRADES -> trades(a.trades, b.trades);
            case TICKER, QUOTE -> ticker(a.ticker, b.ticker);
            default -> null;
        };
    }

    private static String header(final MarketEvent a, final MarketEvent b) {
        if (a.kind != b.kind) {
            return "kind " + a.kind + ' ' + b.kind;
        }
        if (a.flags != b.flags) {
            return "flags " + a.flags + ' ' + b.flags;
        }
        if (a.channelId != b.channelId || a.instrumentId != b.instrumentId) {
            return "ids " + a.channelId + ' ' + b.channelId;
        }
        if (a.exchangeTimeNs != b.exchangeTimeNs) {
            return "exchangeTimeNs " + a.exchangeTimeNs + ' ' + b.exchangeTimeNs;
        }
        if (a.requestId != b.requestId || a.answered != b.answered) {
            return "requestId or answered";
        }
        final boolean isReject = a.kind == EventKind.REJECT;
        return isReject && (a.rejectReason != b.rejectReason || a.rejectOffset != b.rejectOffset)
                ? "reject " + a.rejectReason + ' ' + b.rejectReason
                : null;
    }

    private static String book(final MarketEvent a, final MarketEvent b) {
        if (a.changeId != b.changeId || a.prevChangeId != b.prevChangeId) {
            return "change ids";
        }
        final String bids = levels("bids", a.bids, b.bids);
        return bids == null ? levels("asks", a.asks, b.asks) : bids;
    }

    private static String levels(final String side, final LevelColumns a, final LevelColumns b) {
        if (a.size() != b.size()) {
            return side + ' ' + a.size() + ' ' + b.size();
        }
        for (int i = 0; i < a.size(); i++) {
            if (a.action(i) != b.action(i)
                    || a.price(i) != b.price(i)
                    || a.amount(i) != b.amount(i)) {
                return side + " at " + i + ": " + a.price(i) + ' ' + b.price(i);
            }
        }
        return null;
    }

    private static String trades(final TradeColumns a, final TradeColumns b) {
        if (a.size() != b.size()) {
            return "trades " + a.size() + ' ' + b.size();
        }
        for (final Field field : TRADE_FIELDS) {
            for (int row = 0; row < a.size(); row++) {
                final Object left = Array.get(get(field, a), row);
                final Object right = Array.get(get(field, b), row);
                if (!left.equals(right)) {
                    return field.getName() + " of " + row + ": " + left + ' ' + right;
                }
            }
        }
        return null;
    }

    private static String ticker(final TickerColumns a, final TickerColumns b) {
        for (final Field field : TICKER_FIELDS) {
            if (!get(field, a).equals(get(field, b))) {
                return field.getName() + ' ' + get(field, a) + ' ' + get(field, b);
            }
        }
        return null;
    }

    private static List<Field> fields(final Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> !java.lang.reflect.Modifier.isStatic(field.getModifiers()))
                .toList();
    }

    private static Object get(final Field field, final Object owner) {
        try {
            return field.get(owner);
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
