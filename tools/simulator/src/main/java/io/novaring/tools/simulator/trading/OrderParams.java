/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.exchange.order.TimeInForce;
import io.novaring.tools.simulator.exchange.order.TriggerPrice;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.wire.Numbers;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what an order is to be. Wrong parameters are noted in {@link Params}. */
final class OrderParams {
    private static final int LABEL_LENGTH_MAX = 64;
    private static final String UNSUPPORTED = "is not supported by the simulator";

    private static final Set<String> TYPES =
            Arrays.stream(OrderType.values()).map(OrderType::word).collect(Collectors.toSet());
    private static final Set<String> TIMES =
            Arrays.stream(TimeInForce.values()).map(TimeInForce::word).collect(Collectors.toSet());
    private static final Set<String> TRIGGERS =
            Arrays.stream(TriggerPrice.values())
                    .map(TriggerPrice::word)
                    .collect(Collectors.toSet());

    private final Market market;

    OrderParams(final Market market) {
        this.market = market;
    }

    /** Of {@code private/buy} and {@code private/sell}. */
    NewOrder newOrder(final Params params, final boolean isBuy) {
        final String name = params.neededText("instrument_name");
        final NewOrder order = NewOrder.of(name, isBuy);
        final OrderType type = OrderType.of(params.word("type", TYPES, "limit"));
        if (type != null) {
            order.type(type);
        }
        order.amount(amount(params, market.findEver(name)));
        order.price(params.decimal("price"));
        final String label = label(params);
        if (label != null) {
            order.label(label);
        }
        final String time = params.word("time_in_force", TIMES, null);
        if (time != null && TimeInForce.of(time) != null) {
            order.timeInForce(TimeInForce.of(time));
        }
        order.postOnly(params.flag("post_only"));
        order.rejectPostOnly(params.flag("reject_post_only"));
        order.reduceOnly(params.flag("reduce_only"));
        order.mmp(params.flag("mmp"));
        order.displayAmount(params.decimal("display_amount"));
        trigger(params, order, type);
        refuseUnsupported(params, "advanced", "linked_order_type", "otoco_config");
        return order;
    }

    private static void trigger(final Params params, final NewOrder order, final OrderType type) {
        final String word = params.word("trigger", TRIGGERS, null);
        final TriggerPrice watched = word == null ? null : TriggerPrice.of(word);
        final long price = params.decimal("trigger_price");
        final long offset = params.decimal("trigger_offset");
        params.word(
                "trigger_fill_condition",
                Set.of("first_hit", "complete_fill", "incremental"),
                "first_hit");
        if (type == OrderType.TRAILING_STOP) {
            order.trailing(watched, offset);
        } else if (type != null && type.isTrigger()) {
            order.trigger(watched, price);
        }
    }

    /** Of {@code private/edit}. */
    Edit edit(final Params params, final Instrument instrument) {
        return changes(params, Edit.byId(params.neededText("order_id")), instrument);
    }

    /** Of {@code private/edit_by_label}. */
    Edit editByLabel(final Params params) {
        final String name = params.neededText("instrument_name");
        final Edit edit = Edit.byLabel(params.neededText("label"), name);
        return changes(params, edit, market.findEver(name));
    }

    private static Edit changes(final Params params, final Edit edit, final Instrument instrument) {
        edit.amount(amount(params, instrument));
        edit.price(params.decimal("price"));
        edit.displayAmount(params.decimal("display_amount"));
        edit.triggerPrice(params.decimal("trigger_price"));
        edit.triggerOffset(params.decimal("trigger_offset"));
        if (params.has("post_only")) {
            edit.postOnly(params.flag("post_only"));
        }
        if (params.has("reject_post_only")) {
            edit.rejectPostOnly(params.flag("reject_post_only"));
        }
        if (params.has("reduce_only")) {
            edit.reduceOnly(params.flag("reduce_only"));
        }
        refuseUnsupported(params, "advanced");
        return edit;
    }

    /** One of {@code amount} and {@code contracts}; both have to agree. */
    private static long amount(final Params params, final Instrument instrument) {
        final long amount = params.decimal("amount");
        final long contracts = params.decimal("contracts");
        if (contracts == Params.ABSENT) {
            if (amount == Params.ABSENT) {
                params.wrong("amount", "value required");
            }
            return amount;
        }
        final BigInteger product = amountOf(contracts, instrument);
        if (product.bitLength() > 63) {
            params.wrong("contracts", "is too large");
        }
        final long ofContracts = product.longValue();
        if (amount != Params.ABSENT && amount != ofContracts) {
            params.wrong("contracts", "does not agree with amount");
        }
        return ofContracts;
    }

    /** The reverse of {@link Instrument#contracts}; of an unknown instrument they are the same. */
    private static BigInteger amountOf(final long contracts, final Instrument instrument) {
        final BigInteger number = BigInteger.valueOf(contracts);
        if (instrument == null || instrument.option) {
            return number;
        }
        return number.multiply(BigInteger.valueOf(instrument.contractSize))
                .divide(BigInteger.valueOf(Numbers.SCALE));
    }

    private static String label(final Params params) {
        final String label = params.text("label");
        if (label != null && label.length() > LABEL_LENGTH_MAX) {
            params.wrong("label", "is longer than " + LABEL_LENGTH_MAX + " characters");
        }
        return label;
    }

    private static void refuseUnsupported(final Params params, final String... names) {
        for (final String name : names) {
            if (params.has(name)) {
                params.wrong(name, UNSUPPORTED);
            }
        }
    }
}
