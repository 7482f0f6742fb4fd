/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import java.nio.charset.StandardCharsets;

/** What the parameters of more than one method hold. Allocates nothing. */
final class OrderWords {
    /** By {@link OrderCommand#type}. */
    private static final byte[][] TYPES = {
        null,
        ascii("\"limit\""),
        ascii("\"market\""),
        ascii("\"market_limit\""),
        ascii("\"stop_limit\""),
        ascii("\"stop_market\""),
        ascii("\"take_limit\""),
        ascii("\"take_market\""),
        ascii("\"trailing_stop\""),
    };

    /** By {@link OrderCommand#timeInForce}. */
    private static final byte[][] TIMES_IN_FORCE = {
        null,
        ascii("\"good_til_cancelled\""),
        ascii("\"good_til_day\""),
        ascii("\"immediate_or_cancel\""),
        ascii("\"fill_or_kill\""),
    };

    /** By {@link OrderCommand#trigger}. */
    private static final byte[][] TRIGGERS = {
        null, ascii("\"index_price\""), ascii("\"mark_price\""), ascii("\"last_price\""),
    };

    private static final byte[] INSTRUMENT = ascii("{\"instrument_name\":");
    private static final byte[] ORDER_ID = ascii("{\"order_id\":");
    private static final byte[] AMOUNT = ascii(",\"amount\":");
    private static final byte[] PRICE = ascii(",\"price\":");
    private static final byte[] LABEL = ascii(",\"label\":");
    private static final byte[] POST_ONLY = ascii(",\"post_only\":true");
    private static final byte[] NOT_POST_ONLY = ascii(",\"post_only\":false");
    private static final byte[] REJECT_POST_ONLY = ascii(",\"reject_post_only\":true");
    private static final byte[] REDUCE_ONLY = ascii(",\"reduce_only\":true");
    private static final byte[] DISPLAY_AMOUNT = ascii(",\"display_amount\":");
    private static final byte[] MMP = ascii(",\"mmp\":true");
    private static final byte[] TRIGGER_PRICE = ascii(",\"trigger_price\":");
    private static final byte[] TRIGGER_OFFSET = ascii(",\"trigger_offset\":");
    private static final byte[] VALID_UNTIL = ascii(",\"valid_until\":");

    private static final long NS_PER_MS = 1_000_000;

    private OrderWords() {}

    static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static void raw(final byte[] bytes, final JsonEncoder out) {
        out.raw(bytes, 0, bytes.length);
    }

    static void type(final OrderCommand command, final JsonEncoder out) {
        raw(TYPES[command.type], out);
    }

    static void timeInForce(final OrderCommand command, final JsonEncoder out) {
        raw(TIMES_IN_FORCE[command.timeInForce], out);
    }

    static void trigger(final OrderCommand command, final JsonEncoder out) {
        raw(TRIGGERS[command.trigger], out);
    }

    /** Opens the object. */
    static void instrument(final OrderCommand command, final JsonEncoder out) {
        raw(INSTRUMENT, out);
        out.string(command.instrument, 0, command.instrumentLength);
    }

    /** Opens the object. */
    static void orderId(final OrderCommand command, final JsonEncoder out) {
        raw(ORDER_ID, out);
        out.string(command.orderId, 0, command.orderIdLength);
    }

    static void label(final OrderCommand command, final JsonEncoder out) {
        if (command.labelLength > 0) {
            raw(LABEL, out);
            out.string(command.label, 0, command.labelLength);
        }
    }

    static void amount(final OrderCommand command, final JsonEncoder out) {
        optional(AMOUNT, command.amount, out);
    }

    static void price(final OrderCommand command, final JsonEncoder out) {
        optional(PRICE, command.price, out);
    }

    static void displayAmount(final OrderCommand command, final JsonEncoder out) {
        optional(DISPLAY_AMOUNT, command.displayAmount, out);
    }

    /** The trigger price, which is an offset where the order trails. */
    static void triggerPrice(final OrderCommand command, final JsonEncoder out) {
        final boolean isOffset = command.type == OrderCommand.TRAILING_STOP;
        optional(isOffset ? TRIGGER_OFFSET : TRIGGER_PRICE, command.triggerPrice, out);
    }

    /** Flags. Post-only is said in either case: the venue's texts disagree about its default. */
    static void flags(final OrderCommand command, final JsonEncoder out) {
        raw(command.hasFlag(OrderCommand.POST_ONLY) ? POST_ONLY : NOT_POST_ONLY, out);
        if (command.hasFlag(OrderCommand.REJECT_POST_ONLY)) {
            raw(REJECT_POST_ONLY, out);
        }
        if (command.hasFlag(OrderCommand.REDUCE_ONLY)) {
            raw(REDUCE_ONLY, out);
        }
        if (command.hasFlag(OrderCommand.MARKET_MAKER_PROTECTION)) {
            raw(MMP, out);
        }
    }

    /** Until when, in milliseconds of the venue's clock, it may look at the request. */
    static void validUntil(final OrderCommand command, final long nowNs, final JsonEncoder out) {
        if (command.validForNs != MarketEvent.ABSENT) {
            final long validForNs = Math.min(command.validForNs, Long.MAX_VALUE - nowNs);
            raw(VALID_UNTIL, out);
            out.integer((nowNs + validForNs) / NS_PER_MS);
        }
    }

    private static void optional(final byte[] key, final long scaled, final JsonEncoder out) {
        if (scaled != MarketEvent.ABSENT) {
            raw(key, out);
            out.decimal(scaled);
        }
    }
}
