/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

/**
 * The currency that order methods want beside a label, as a part of an instrument's name: {@code
 * BTC-PERPETUAL} belongs to BTC; what is quoted in another coin belongs to that coin, {@code
 * ETH_USDC-PERPETUAL} and {@code ETH_USDC} to USDC.
 */
public final class Currencies {
    private Currencies() {}

    /** Behind the currency's last byte; 0 when the name is empty. */
    public static int end(final byte[] instrument, final int length) {
        int end = 0;
        while (end < length && instrument[end] != '-') {
            end++;
        }
        return end;
    }

    /**
     * The currency's first byte.
     *
     * @param end as {@link #end} says.
     */
    public static int start(final byte[] instrument, final int end) {
        int start = end;
        while (start > 0 && instrument[start - 1] != '_') {
            start--;
        }
        return start;
    }
}
