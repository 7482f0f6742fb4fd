/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.order.OrderType;

/**
 * Which orders are meant. Every part that is null or {@code any} or {@code all} lets all pass.
 *
 * @param currency the settlement currency.
 * @param kind the venue's word, {@code combo} too.
 * @param type the venue's word: {@code limit}, {@code trigger_all}, {@code stop}, {@code stop_all},
 *     {@code take}, {@code take_all}, {@code trailing_all}, or a type's own.
 */
public record OrderFilter(
        String currency, String instrumentName, String kind, String type, String label) {
    public static final OrderFilter ALL = new OrderFilter(null, null, null, null, null);

    public OrderFilter withCurrency(final String value) {
        return new OrderFilter(value, instrumentName, kind, type, label);
    }

    public OrderFilter withInstrument(final String value) {
        return new OrderFilter(currency, value, kind, type, label);
    }

    public OrderFilter withKind(final String value) {
        return new OrderFilter(currency, instrumentName, value, type, label);
    }

    public OrderFilter withType(final String value) {
        return new OrderFilter(currency, instrumentName, kind, value, label);
    }

    public OrderFilter withLabel(final String value) {
        return new OrderFilter(currency, instrumentName, kind, type, value);
    }

    /** Whether the order is meant. */
    public boolean test(final Order order) {
        return (isOpen(currency) || order.instrument.currency.name.equals(currency))
                && (instrumentName == null || order.instrument.name.equals(instrumentName))
                && (isOpen(kind) || isKind(order))
                && (isOpen(type) || isType(order.type))
                && (label == null || order.label.equals(label));
    }

    private boolean isKind(final Order order) {
        return "combo".equals(kind)
                ? order.instrument.kind.isCombo()
                : order.instrument.kind.venueName().equals(kind);
    }

    private boolean isType(final OrderType of) {
        return switch (type) {
            case "trigger_all" -> of.isTrigger();
            case "stop", "stop_all" -> of == OrderType.STOP_LIMIT || of == OrderType.STOP_MARKET;
            case "take", "take_all" -> of.isTake();
            case "trailing_all" -> of == OrderType.TRAILING_STOP;
            default -> of.word().equals(type);
        };
    }

    private static boolean isOpen(final String part) {
        return part == null || "any".equals(part) || "all".equals(part);
    }
}
