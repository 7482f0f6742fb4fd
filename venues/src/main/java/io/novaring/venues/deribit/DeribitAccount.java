/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.json.JsonEncoder;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of an account is traded and watched, and how carefully. Nothing here is secret. The figures
 * are those of the article Rate Limits for the lowest of its tiers.
 *
 * @param currencies whose orders, trades, positions and balances are followed, in upper case, such
 *     as BTC or USDC; at least one, none twice.
 * @param kinds of instruments that are followed: future, option, spot, future_combo, option_combo,
 *     or any alone; at least one, none twice.
 * @param cancelsOnDisconnect whether the venue is asked to cancel our orders when the connection is
 *     lost. It needs a key with account:read_write. When false, the account's own default holds.
 * @param cancelReservePercent part of the credits for orders that new orders and edits leave to
 *     cancels, rounded up to whole requests: 0 to 90.
 * @param tradingBurst orders, edits and cancels that may follow each other at once, until the venue
 *     says what holds: 1 to 1000.
 * @param tradingPerSecond the same, sustained: 1 to 1000.
 */
public record DeribitAccount(
        List<String> currencies,
        List<String> kinds,
        boolean cancelsOnDisconnect,
        int cancelReservePercent,
        int tradingBurst,
        int tradingPerSecond) {
    public static final String KIND_ANY = "any";
    public static final int CANCEL_RESERVE_PERCENT_DEFAULT = 25;
    public static final int TRADING_BURST_DEFAULT = 20;
    public static final int TRADING_PER_SECOND_DEFAULT = 5;

    private static final int CANCEL_RESERVE_PERCENT_MAX = 90;
    private static final int TRADING_RATE_MAX = 1000;

    public DeribitAccount {
        currencies = List.copyOf(currencies);
        kinds = List.copyOf(kinds);
        checkDistinct("currencies", currencies);
        checkDistinct("kinds", kinds);
        for (final String currency : currencies) {
            checkCurrency(currency);
        }
        for (final String kind : kinds) {
            if (!KIND_ANY.equals(kind)) {
                Names.kind(kind);
            }
        }
        if (kinds.contains(KIND_ANY) && kinds.size() > 1) {
            throw new IllegalArgumentException(
                    "kinds with any and others, which any includes: " + kinds);
        }
        checkWithin("cancelReservePercent", cancelReservePercent, 0, CANCEL_RESERVE_PERCENT_MAX);
        checkWithin("tradingBurst", tradingBurst, 1, TRADING_RATE_MAX);
        checkWithin("tradingPerSecond", tradingPerSecond, 1, TRADING_RATE_MAX);
    }

    /** Instruments of every kind, cancelled on disconnect, with the defaults for the rest. */
    public static DeribitAccount of(final List<String> currencies) {
        return new DeribitAccount(
                currencies,
                List.of(KIND_ANY),
                true,
                CANCEL_RESERVE_PERCENT_DEFAULT,
                TRADING_BURST_DEFAULT,
                TRADING_PER_SECOND_DEFAULT);
    }

    public DeribitAccount withKinds(final List<String> newKinds) {
        return new DeribitAccount(
                currencies,
                newKinds,
                cancelsOnDisconnect,
                cancelReservePercent,
                tradingBurst,
                tradingPerSecond);
    }

    public DeribitAccount withCancelsOnDisconnect(final boolean newCancelsOnDisconnect) {
        return new DeribitAccount(
                currencies,
                kinds,
                newCancelsOnDisconnect,
                cancelReservePercent,
                tradingBurst,
                tradingPerSecond);
    }

    public DeribitAccount withCancelReservePercent(final int newCancelReservePercent) {
        return new DeribitAccount(
                currencies,
                kinds,
                cancelsOnDisconnect,
                newCancelReservePercent,
                tradingBurst,
                tradingPerSecond);
    }

    /** Another tier than the lowest. */
    public DeribitAccount withTradingRate(
            final int newTradingBurst, final int newTradingPerSecond) {
        return new DeribitAccount(
                currencies,
                kinds,
                cancelsOnDisconnect,
                cancelReservePercent,
                newTradingBurst,
                newTradingPerSecond);
    }

    /** What a replay must know, by the names of this record. */
    String toJson() {
        final JsonEncoder out = new JsonEncoder(256);
        appendList(out.raw("{\"currencies\":"), currencies);
        appendList(out.raw(",\"kinds\":"), kinds);
        out.raw(",\"cancelsOnDisconnect\":").raw(cancelsOnDisconnect ? "true" : "false");
        out.raw(",\"cancelReservePercent\":").integer(cancelReservePercent);
        out.raw(",\"tradingBurst\":").integer(tradingBurst);
        out.raw(",\"tradingPerSecond\":").integer(tradingPerSecond);
        return out.raw("}").toString();
    }

    private static void appendList(final JsonEncoder out, final List<String> words) {
        out.raw('[');
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            out.string(words.get(i));
        }
        out.raw(']');
    }

    private static void checkDistinct(final String name, final List<String> words) {
        final Set<String> distinct = new HashSet<>(words);
        if (words.isEmpty() || distinct.size() != words.size()) {
            throw new IllegalArgumentException(
                    name + " needs at least one word, and none twice: " + words);
        }
    }

    private static void checkCurrency(final String currency) {
        Names.currency(currency);
        if (!currency.equals(currency.toUpperCase(Locale.ROOT)) || "ANY".equals(currency)) {
            throw new IllegalArgumentException(
                    "currency not one in upper case, such as BTC: '" + currency + '\'');
        }
    }

    private static void checkWithin(
            final String name, final int value, final int min, final int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " not within " + min + " and " + max + ": " + value);
        }
    }
}
