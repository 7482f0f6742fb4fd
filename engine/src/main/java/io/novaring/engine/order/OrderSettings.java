/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

/**
 * How a program's orders enter.
 *
 * @param labelPrefix begins the label of every order, 1 to 16 of A-Z, a-z, 0-9, _ and -: tells the
 *     orders of several programs on one account apart.
 * @param tradesUnjournalled true to take orders although the journal has stopped. Cancels are
 *     always taken.
 */
public record OrderSettings(String labelPrefix, boolean tradesUnjournalled) {
    public static final OrderSettings DEFAULT = new OrderSettings("nr", false);

    public OrderSettings {
        OrderHandles.checkPrefix(labelPrefix);
    }

    public OrderSettings withLabelPrefix(final String prefix) {
        return new OrderSettings(prefix, tradesUnjournalled);
    }

    public OrderSettings withTradesUnjournalled(final boolean value) {
        return new OrderSettings(labelPrefix, value);
    }
}
