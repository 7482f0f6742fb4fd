/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

/**
 * What an order waits for.
 *
 * @param by index_price, mark_price or last_price.
 * @param offset of a trailing stop.
 * @param referencePrice the price a trailing stop trails from.
 * @param triggerOrderId of the order that this one was triggered from.
 */
public record OrderTrigger(
        String by,
        long price,
        long offset,
        long referencePrice,
        boolean isTriggered,
        String triggerOrderId) {}
