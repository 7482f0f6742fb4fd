/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.order;

import java.util.Locale;

/** The types of orders, as requests name them. */
public enum OrderType {
    LIMIT,
    MARKET,
    /** A market order whose rest stays as a limit order at the last price it traded. */
    MARKET_LIMIT,
    STOP_LIMIT("SLI"),
    STOP_MARKET("SLM"),
    TAKE_LIMIT("TPI"),
    TAKE_MARKET("TPM"),
    TRAILING_STOP("TRS");

    private final String word = name().toLowerCase(Locale.ROOT);
    private final String idPart;

    OrderType() {
        this(null);
    }

    OrderType(final String idPart) {
        this.idPart = idPart;
    }

    /** The venue's word. */
    public String word() {
        return word;
    }

    /** Whether it waits for a price before it becomes an order. */
    public boolean isTrigger() {
        return idPart != null;
    }

    /** Of a trigger: what its order id has before the side; else null. */
    public String idPart() {
        return idPart;
    }

    /** Whether it is sent with a price of its own. */
    public boolean isPriced() {
        return this == LIMIT || this == STOP_LIMIT || this == TAKE_LIMIT;
    }

    public boolean isTake() {
        return this == TAKE_LIMIT || this == TAKE_MARKET;
    }

    /** What a trigger becomes; every other type stays what it is. */
    public OrderType whenTriggered() {
        return switch (this) {
            case STOP_LIMIT, TAKE_LIMIT -> LIMIT;
            case STOP_MARKET, TAKE_MARKET, TRAILING_STOP -> MARKET;
            default -> this;
        };
    }

    /** Null when there is no such type. */
    public static OrderType of(final String word) {
        for (final OrderType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        return null;
    }
}
