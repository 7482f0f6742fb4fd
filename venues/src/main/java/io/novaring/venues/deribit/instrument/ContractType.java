/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

/** What a price and an amount of an instrument are counted in. */
public enum ContractType {
    /** Futures quoted in dollars, sized in dollars, settled in the coin. */
    INVERSE,
    /** Futures quoted and settled in a stable coin, sized in the base coin. */
    LINEAR,
    /** Options quoted and settled in the coin they are on, sized in it. */
    INVERSE_OPTION,
    /** Options quoted and settled in a stable coin, sized in the base coin. */
    LINEAR_OPTION,
    /** Coins against another currency, sized in the base coin. */
    SPOT
}
