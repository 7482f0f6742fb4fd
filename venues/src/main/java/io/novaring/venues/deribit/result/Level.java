/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

/** A price level; both numbers are scaled by {@code Decimals.SCALE}. */
public record Level(long price, long amount) {}
