/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.query;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.QueryArguments;

/**
 * {@code private/get_user_trades_by_currency_and_time}: oldest first, as many at once as the venue
 * gives. It keeps trades of the last 24 hours at hand; older ones are not asked for.
 */
public final class UserTradesByTimeEncoder {
    private UserTradesByTimeEncoder() {}

    /**
     * Appends the parameters; the arguments have both times. Allocates nothing.
     *
     * @param currency ASCII.
     */
    public static void encode(
            final byte[] currency, final QueryArguments arguments, final JsonEncoder out) {
        out.raw("{\"currency\":").string(currency, 0, currency.length);
        out.raw(",\"start_timestamp\":").integer(arguments.fromMs);
        out.raw(",\"end_timestamp\":").integer(arguments.untilMs);
        out.raw(",\"count\":1000,\"sorting\":\"asc\"}");
    }
}
