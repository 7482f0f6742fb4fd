/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

/**
 * Fees as fractions, scaled by {@code Decimals.SCALE}; ABSENT when the venue says nothing.
 *
 * @param maker negative when the maker is paid.
 */
public record Commissions(long maker, long taker, long blockTrade, long maxLiquidation) {}
