/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import java.util.function.LongFunction;

/** The first of what was sent otherwise and what was decided otherwise. One thread. */
public final class FirstDivergence {
    private final SentComparer comparer;
    private final MarkCheck marks;
    private final Symbols symbols;
    private final LongFunction<MarketEvent> recent;
    private Divergence found;
    private Divergence decision;

    /**
     * @param recent an event that was replayed, null when it is no longer there.
     */
    public FirstDivergence(
            final SentComparer comparer,
            final MarkCheck marks,
            final Symbols symbols,
            final LongFunction<MarketEvent> recent) {
        this.comparer = comparer;
        this.marks = marks;
        this.symbols = symbols;
        this.recent = recent;
    }

    /** Null as long as there is none. */
    public Divergence find() {
        final Divergence sent = comparer.divergence();
        final Divergence marked = marks.divergence();
        if (marked == null || sent != null && sent.sequence() <= marked.sequence()) {
            return sent;
        }
        if (marked != found) {
            found = marked;
            final MarketEvent event = marked.isExact() ? recent.apply(marked.sequence()) : null;
            decision = event == null ? marked : marked.withEvent(EventWords.of(event, symbols));
        }
        return decision;
    }
}
