/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

/**
 * Price of an index, scaled by {@code Decimals.SCALE}.
 *
 * @param estimatedDeliveryPrice ABSENT when not said.
 */
public record IndexPrice(long price, long estimatedDeliveryPrice) {}
