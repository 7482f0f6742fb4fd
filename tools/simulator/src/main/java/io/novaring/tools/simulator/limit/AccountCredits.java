/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.limit;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The credits of one account, which all its connections share: the pools of {@link Credits}, and
 * three for the matching engine. Time is an argument; one thread.
 */
public final class AccountCredits {
    private final boolean limited;
    private final Credits others = new Credits();
    private final Pool trading;
    private final Pool spot = Pool.perSecond(AccountTier.OTHERS_RATE, AccountTier.OTHERS_BURST);
    private final Pool cancelAll =
            Pool.perSecond(AccountTier.OTHERS_RATE, AccountTier.OTHERS_BURST);

    public AccountCredits(final AccountTier tier) {
        this.limited = tier != AccountTier.UNLIMITED;
        this.trading = Pool.perSecond(tier.rate(), tier.burst());
    }

    /**
     * Takes what the request costs; false when there is not enough.
     *
     * @param matching whether it goes to the matching engine.
     */
    public boolean take(
            final String method, final JsonNode params, final boolean matching, final long nowNs) {
        if (!limited) {
            return true;
        }
        if (!matching) {
            return others.take(method, nowNs);
        }
        if (isGlobal(method, params)) {
            return cancelAll.take(nowNs);
        }
        return (isSpot(params) ? spot : trading).take(nowNs);
    }

    /** Whether it concerns every currency. */
    private static boolean isGlobal(final String method, final JsonNode params) {
        final String currency = params.path("currency").asText("any");
        return switch (method) {
            case "private/cancel_all" -> true;
            case "private/cancel_by_label", "private/cancel_all_by_kind_or_type" ->
                    "any".equals(currency);
            default -> false;
        };
    }

    // Pairs are the only names with a currency behind the underscore and nothing behind that.
    private static boolean isSpot(final JsonNode params) {
        final String order = params.path("order_id").asText("").replaceFirst("-\\d+$", "");
        final String name = params.path("instrument_name").asText(order);
        return "spot".equals(params.path("kind").asText())
                || params.has("currency_pair")
                || name.indexOf('_') >= 0 && name.indexOf('-') < 0;
    }
}
