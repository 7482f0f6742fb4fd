/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import io.novaring.codec.MarketEvent;

/** What is known of one instrument. Stage's thread only. */
final class InstrumentRisk {
    private static final long[] NO_STEPS = {};

    boolean hasRules;
    long amountMin = MarketEvent.ABSENT;
    long amountStep = MarketEvent.ABSENT;

    private long baseTick = 1;
    private long[] stepPrices = NO_STEPS;
    private long[] stepTicks = NO_STEPS;

    /** Its own limits, null when it has none. */
    RiskLimits limits;

    private TrackedBook books;

    /** Takes rules in place of those before. */
    void rules(final InstrumentRules rules) {
        final int count = rules.steps().size();
        final long[] prices = new long[count];
        final long[] ticks = new long[count];
        for (int i = 0; i < count; i++) {
            prices[i] = rules.steps().get(i).abovePrice();
            ticks[i] = rules.steps().get(i).tick();
        }
        stepPrices = prices;
        stepTicks = ticks;
        baseTick = rules.tick();
        amountMin = rules.amountMin();
        amountStep = rules.amountStep();
        hasRules = true;
    }

    /** Says whether the price is a multiple of the tick that holds there. */
    boolean isOnTick(final long price) {
        long tick = baseTick;
        for (int i = 0; i < stepPrices.length && stepPrices[i] < price; i++) {
            tick = stepTicks[i];
        }
        return price % tick == 0;
    }

    TrackedBook addBook() {
        books = new TrackedBook(this, books);
        return books;
    }

    /** Of its LIVE books the one heard of last; null when none is LIVE. */
    TrackedBook newestLive() {
        TrackedBook newest = null;
        for (TrackedBook book = books; book != null; book = book.next) {
            if (book.isLive && (newest == null || book.sequence > newest.sequence)) {
                newest = book;
            }
        }
        return newest;
    }
}
