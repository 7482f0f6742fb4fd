/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

/**
 * A currency of the venue. Exact numbers are scaled by {@code Decimals.SCALE}, ABSENT when not
 * said.
 *
 * @param currency short name, such as BTC.
 * @param name long name, such as Bitcoin.
 * @param networkCurrency what network fees are paid in; null when not said.
 * @param apr yearly yield in percent, NaN when not said.
 */
public record CurrencyInfo(
        String currency,
        String name,
        String coinType,
        long decimals,
        long minConfirmations,
        long withdrawalFee,
        long minWithdrawalFee,
        long networkFee,
        String networkCurrency,
        boolean isInCrossCollateralPool,
        double apr) {}
