/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.normalised;

import io.novaring.codec.CommandType;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import java.util.Locale;

/**
 * Normalised fields of the commands that concern orders: what the program asked for. One thread.
 */
final class OrderCommandWriter {
    private static final String[] ACTIONS = {
        null,
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
        null,
        "limit",
        "market",
        "market-limit",
        "stop-limit",
        "stop-market",
        "take-limit",
        "take-market",
        "trailing-stop"
    };
    private static final String[] TIMES = {
        null, "good-til-cancelled", "good-til-day", "immediate-or-cancel", "fill-or-kill"
    };
    private static final String[] TRIGGERS = {null, "index-price", "mark-price", "last-price"};

    private final OrderCommand command = new OrderCommand();

    /** True for a command that is written here. */
    static boolean isOfOrders(final CommandType type) {
        return type == CommandType.ORDER
                || type == CommandType.INSTRUMENT_RULES
                || type == CommandType.RISK_LIMITS
                || type == CommandType.KILL;
    }

    void write(final CommandType type, final MarketEvent event, final NormalisedFields fields) {
        if (type == CommandType.ORDER) {
            order(event, fields);
        } else if (type == CommandType.KILL) {
            final boolean isOff = event.rawLength == 1 && event.raw[0] == '0';
            fields.bool("killed", !isOff);
        } else {
            fields.rawText("lines");
        }
    }

    private void order(final MarketEvent event, final NormalisedFields fields) {
        if (!command.decode(event.raw, event.rawLength)) {
            fields.word("action", null);
            return;
        }
        fields.word("action", word(ACTIONS, command.action));
        fields.integer("handle", command.handle == 0 ? MarketEvent.ABSENT : command.handle);
        fields.ascii("instrument", command.instrument, command.instrumentLength);
        fields.ascii("label", command.label, command.labelLength);
        fields.ascii("orderId", command.orderId, command.orderIdLength);
        final boolean isPlacing =
                command.action == OrderCommand.NEW || command.action == OrderCommand.CLOSE_POSITION;
        if (isPlacing || command.action == OrderCommand.EDIT) {
            terms(fields, isPlacing);
        }
        final OrderRefusal refusal = OrderRefusal.ofCode(command.refusal);
        final boolean isRefused = refusal != OrderRefusal.NONE;
        fields.word("refusal", isRefused && refusal != null ? word(refusal) : null);
        fields.integer("waitNs", command.waitNs == 0 ? MarketEvent.ABSENT : command.waitNs);
    }

    private void terms(final NormalisedFields fields, final boolean isPlacing) {
        if (isPlacing) {
            final boolean isSide = command.side >= Side.BUY && command.side <= Side.NONE;
            fields.side("direction", isSide ? command.side : Side.NONE);
            fields.word("orderType", word(TYPES, command.type));
            fields.word("timeInForce", word(TIMES, command.timeInForce));
        }
        fields.exact("price", command.price).exact("amount", command.amount);
        if (isPlacing) {
            fields.word("trigger", word(TRIGGERS, command.trigger));
        }
        fields.exact("triggerPrice", command.triggerPrice);
        fields.exact("displayAmount", command.displayAmount);
        fields.bool("postOnly", command.hasFlag(OrderCommand.POST_ONLY));
        fields.bool("rejectPostOnly", command.hasFlag(OrderCommand.REJECT_POST_ONLY));
        fields.bool("reduceOnly", command.hasFlag(OrderCommand.REDUCE_ONLY));
        fields.bool("staleBookAllowed", command.hasFlag(OrderCommand.ALLOW_STALE_BOOK));
        fields.bool("mmp", command.hasFlag(OrderCommand.MARKET_MAKER_PROTECTION));
        fields.integer("validForNs", command.validForNs);
    }

    private static String word(final String[] words, final byte code) {
        return code < 0 || code >= words.length ? null : words[code];
    }

    private static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
