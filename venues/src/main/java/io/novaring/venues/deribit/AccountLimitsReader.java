/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/**
 * Reads {@code limits} of the answer to private/get_account_summary, recognised by its shape: who
 * asked is not known yet where it is read. Where limits are told by currency, the strictest of them
 * holds for all. One thread; allocates nothing.
 */
final class AccountLimitsReader {
    private static final byte[] LIMITS_NAME = JsonRpc.ascii("\"limits\"");
    private static final int SUMMARY_LENGTH_MAX = 64 << 10;

    private static final int RESULT = 0;
    private static final WordTable ROOT = WordTable.of("result");

    private static final int LIMITS = 0;
    private static final WordTable SUMMARY = WordTable.of("limits");

    private static final int MATCHING = 0;
    private static final int OTHER = 1;
    private static final WordTable GROUPS = WordTable.of("matching_engine", "non_matching_engine");

    private static final int TRADING = 0;
    private static final int CANCEL_ALL = 1;
    private static final WordTable MATCHING_FIELDS = WordTable.of("trading", "cancel_all");

    private static final int TOTAL = 0;
    private static final int BURST = 1;
    private static final int RATE = 2;
    private static final WordTable LIMIT_FIELDS = WordTable.of("total", "burst", "rate");

    /** Requests of every other method than those of the matching engine. */
    final Limit other = new Limit();

    final Limit trading = new Limit();
    final Limit cancelAll = new Limit();

    private final JsonCursor cursor = new JsonCursor();

    /** Requests in a burst, and each second. */
    static final class Limit {
        private static final long MAX = 1_000_000;

        long burst;
        long rate;

        private void clear() {
            burst = 0;
            rate = 0;
        }

        boolean isTold() {
            return burst > 0;
        }

        private void lowerTo(final long newBurst, final long newRate) {
            final boolean isLimit =
                    newBurst > 0 && newBurst <= MAX && newRate > 0 && newRate <= MAX;
            if (isLimit) {
                burst = isTold() ? Math.min(burst, newBurst) : newBurst;
                rate = rate > 0 ? Math.min(rate, newRate) : newRate;
            }
        }
    }

    /** False when the answer has no limits, or cannot be read to its end. */
    boolean read(final MarketEvent response) {
        if (!mayHaveLimits(response)) {
            return false;
        }
        other.clear();
        trading.clear();
        cancelAll.clear();
        cursor.begin(response.raw, response.rawLength);
        if (!cursor.isObject()) {
            return false;
        }
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            if (cursor.field(ROOT) == RESULT && cursor.isObject()) {
                summary();
            } else {
                cursor.skip();
            }
        }
        return cursor.finish();
    }

    private static boolean mayHaveLimits(final MarketEvent response) {
        final long text = response.resultText;
        if (text == Text.ABSENT || Text.length(text) > SUMMARY_LENGTH_MAX) {
            return false;
        }
        final byte[] raw = response.raw;
        final int start = Text.offset(text);
        if (raw[start] != '{') {
            return false;
        }
        final int last = start + Text.length(text) - LIMITS_NAME.length;
        for (int i = start; i <= last; i++) {
            // Told apart from most names by its second letter.
            if (raw[i + 2] == 'i' && raw[i] == '"' && isName(raw, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isName(final byte[] raw, final int offset) {
        for (int i = 0; i < LIMITS_NAME.length; i++) {
            if (raw[offset + i] != LIMITS_NAME[i]) {
                return false;
            }
        }
        return true;
    }

    private void summary() {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            if (cursor.field(SUMMARY) == LIMITS && cursor.isObject()) {
                limits();
            } else {
                cursor.skip();
            }
        }
    }

    private void limits() {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int group = cursor.field(GROUPS);
            if (!cursor.isObject()) {
                cursor.skip();
            } else if (group == OTHER) {
                limit(other);
            } else {
                // Beside the matching engine: a currency, which may stand on either level.
                matching(group == MATCHING);
            }
        }
    }

    /**
     * @param hasCurrencies whether the objects of a currency may stand in this one.
     */
    private void matching(final boolean hasCurrencies) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int field = cursor.field(MATCHING_FIELDS);
            if (!cursor.isObject()) {
                cursor.skip();
            } else if (field == TRADING) {
                limit(trading);
            } else if (field == CANCEL_ALL) {
                limit(cancelAll);
            } else if (hasCurrencies) {
                matching(false);
            } else {
                cursor.skip();
            }
        }
    }

    /** Burst and rate, of this object or of its total; groups beside the total are not read. */
    private void limit(final Limit target) {
        long burst = 0;
        long rate = 0;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int field = cursor.field(LIMIT_FIELDS);
            if (field == TOTAL && cursor.isObject()) {
                limit(target);
            } else if (field == BURST) {
                burst = cursor.integer();
            } else if (field == RATE) {
                rate = cursor.integer();
            } else {
                cursor.skip();
            }
        }
        target.lowerTo(burst, rate);
    }
}
