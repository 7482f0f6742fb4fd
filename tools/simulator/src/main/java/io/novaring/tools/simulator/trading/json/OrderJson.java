/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading.json;

import io.novaring.tools.simulator.exchange.Order;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.market.Kind;
import io.novaring.tools.simulator.wire.FrameWriter;

/** The order object: the same in answers and in notifications. */
public final class OrderJson {
    private final Fields fields;

    public OrderJson(final Fields fields) {
        this.fields = fields;
    }

    public void write(final Order order, final FrameWriter out) {
        fields.begin();
        fields.text("order_id", order.id);
        fields.text("order_state", order.state().word());
        fields.text("order_type", order.type.word());
        if (order.originalType != null) {
            fields.text("original_order_type", order.originalType.word());
        }
        fields.text("time_in_force", order.timeInForce.word());
        fields.text("instrument_name", order.instrument.name);
        fields.text("direction", order.isBuy ? "buy" : "sell");
        fields.text("label", order.label);
        if (order.isMarketPrice() || order.price() == NewOrder.ABSENT) {
            fields.text("price", "market_price");
        } else {
            fields.number("price", order.price());
        }
        fields.number("amount", order.amount());
        fields.number("contracts", order.contracts());
        if (order.state() != OrderState.UNTRIGGERED) {
            fields.number("filled_amount", order.filledAmount());
            fields.number("average_price", order.averagePrice());
        }
        fields.integer("creation_timestamp", order.createdMs);
        fields.integer("last_update_timestamp", order.updatedMs());
        fields.integer("user_id", order.account.id);
        flags(order);
        if (order.isIceberg()) {
            fields.number("display_amount", order.shownAmount());
            fields.number("refresh_amount", order.refreshAmount());
        }
        trigger(order);
        fields.writeTo(out);
    }

    private void flags(final Order order) {
        fields.flag("post_only", order.isPostOnly());
        fields.flag("reject_post_only", order.isRejectPostOnly());
        fields.flag("replaced", order.isReplaced());
        fields.flag("mmp", order.isMmp);
        fields.flag("risk_reducing", false);
        fields.flag("api", true).flag("web", false);
        if (order.instrument.kind == Kind.SPOT) {
            fields.flag("is_rebalance", false);
        } else {
            fields.flag("reduce_only", order.isReduceOnly());
            fields.flag("is_liquidation", false);
        }
        if (order.cancelReason() != null) {
            fields.textIfAny("cancel_reason", order.cancelReason().word());
        }
    }

    private void trigger(final Order order) {
        fields.textIfAny("trigger_order_id", order.triggerOrderId);
        if (!order.type.isTrigger()) {
            return;
        }
        fields.flag("triggered", order.state() == OrderState.TRIGGERED);
        fields.textIfAny("trigger", order.trigger == null ? null : order.trigger.word());
        numberIfAny("trigger_price", order.triggerPrice());
        numberIfAny("trigger_offset", order.triggerOffset());
        numberIfAny("trigger_reference_price", order.triggerReferencePrice());
    }

    private void numberIfAny(final String key, final long scaled) {
        if (scaled != NewOrder.ABSENT) {
            fields.number(key, scaled);
        }
    }
}
