/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.query;

import io.novaring.codec.json.JsonEncoder;

/** {@code private/get_account_summary}: of one currency, without what concerns the login. */
public final class AccountSummaryEncoder {
    private AccountSummaryEncoder() {}

    /**
     * Appends the parameters. Allocates nothing.
     *
     * @param currency ASCII.
     */
    public static void encode(final byte[] currency, final JsonEncoder out) {
        out.raw("{\"currency\":").string(currency, 0, currency.length).raw('}');
    }
}
