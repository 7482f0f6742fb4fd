/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.BookState;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.stage.ResponseStage;
import io.novaring.engine.stage.StageCounters;
import io.novaring.engine.stage.SubscriptionStage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a handler of a program gets to see of trouble: the ends of sessions, rejects, books that may
 * not be believed, and what the stages count. Written by the handlers' thread, read by the test.
 */
final class Noticed implements EventHandler<MarketEvent> {
    private final List<Note> notes = new ArrayList<>();
    private final Map<SubscriptionStage.Counter, Long> subscriptionCounts =
            new EnumMap<>(SubscriptionStage.Counter.class);
    private final Map<ResponseStage.Counter, Long> responseCounts =
            new EnumMap<>(ResponseStage.Counter.class);
    private SubscriptionStage subscriptions;
    private ResponseStage responses;

    /** One thing, in words, and when it was seen by the events' clock. */
    record Note(String what, long timeNs) {}

    synchronized void watch(final SubscriptionStage subscribed, final ResponseStage answered) {
        subscriptions = subscribed;
        responses = answered;
    }

    /** What was noticed since the last call. */
    synchronized List<Note> take() {
        final List<Note> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }

    synchronized List<Note> all() {
        return List.copyOf(notes);
    }

    @Override
    public synchronized void onEvent(
            final MarketEvent event, final long sequence, final boolean endOfBatch) {
        final long timeNs = event.receivedTimeNs;
        if (event.kind == EventKind.LIFECYCLE && event.code == Lifecycle.DISCONNECTED.code()) {
            final DisconnectReason reason = DisconnectReason.ofCode(event.reason);
            note("ended: " + words(reason) + (event.token == 0 ? "" : " " + event.token), timeNs);
        } else if (event.kind == EventKind.REJECT) {
            note("reject " + event.rejectReason.word(), timeNs);
        } else if (event.kind == EventKind.ERROR) {
            note("error " + event.errorCode, timeNs);
        } else if (event.kind == EventKind.BOOK) {
            if (event.hasFlag(MarketEvent.CROSSED)) {
                note("book crossed", timeNs);
            }
            if (event.bookState == BookState.STALE) {
                note("book stale", timeNs);
            }
        }
        if (subscriptions != null) {
            compare(
                    subscriptionCounts,
                    subscriptions.counters(),
                    timeNs,
                    SubscriptionStage.Counter.values());
            compare(responseCounts, responses.counters(), timeNs, ResponseStage.Counter.values());
        }
    }

    private <E extends Enum<E>> void compare(
            final Map<E, Long> known,
            final StageCounters<E> counters,
            final long timeNs,
            final E[] all) {
        for (final E counter : all) {
            final long count = counters.get(counter);
            if (known.getOrDefault(counter, 0L) != count) {
                known.put(counter, count);
                note(words(counter), timeNs);
            }
        }
    }

    private void note(final String what, final long timeNs) {
        notes.add(new Note(what, timeNs));
    }

    private static String words(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
