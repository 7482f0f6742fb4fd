/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.CommandType;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonText;
import io.novaring.venues.deribit.DeribitRequestType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps the definitions of instruments: a handler of the ring that gates it. It computes from
 * events alone, so a replay makes the same versions at the same places.
 *
 * <ul>
 *   <li>Answers to get_instruments and get_instrument list instruments and change them.
 *   <li>Events of the channel instrument.state change the state of those that are known, and name
 *       those that are not.
 *   <li>A list that was asked for again, with the same parameters, ends what it no longer has.
 * </ul>
 *
 * Any thread may take a {@link #snapshot}. An event about instruments allocates; all others only
 * cost a look at their kind. The first list of a large currency takes milliseconds to read.
 */
public final class InstrumentCatalogue implements EventHandler<MarketEvent> {
    public static final int INSTRUMENTS_MAX_DEFAULT = 1 << 15;

    /** Lists that were asked for and not answered yet, and different lists that are compared. */
    private static final int LISTS_MAX = 64;

    /** States of instruments whose definition is not here yet. */
    private static final int WAITING_MAX = 1024;

    private final int connectionId;
    private final int instrumentsMax;
    private final InstrumentListener listener;

    // Belong to the handler's thread.
    private final Map<String, InstrumentDefinition> known = new HashMap<>();
    private final Map<String, Long> stateTimesNs = new HashMap<>();
    private final Map<String, WaitingState> waiting = bounded(WAITING_MAX);
    private final Map<Long, String> askedLists = bounded(LISTS_MAX);
    private final Map<String, Set<String>> lists = bounded(LISTS_MAX);
    private long publishedCount;

    // Written by the handler's thread, read by any.
    private volatile InstrumentSnapshot snapshot = InstrumentSnapshot.EMPTY;
    private volatile long changeCount;
    private volatile long refusedCount;
    private volatile long unreadableCount;

    /** Of the first connection, with the default bound. */
    public InstrumentCatalogue(final InstrumentListener listener) {
        this(0, INSTRUMENTS_MAX_DEFAULT, listener);
    }

    /**
     * @param connectionId the connection whose events count: requests have their numbers by venue.
     * @param instrumentsMax definitions kept; when there are more, the oldest of those that have
     *     ended make room, and when none has, new ones are refused and counted.
     */
    public InstrumentCatalogue(
            final int connectionId, final int instrumentsMax, final InstrumentListener listener) {
        if (connectionId < 0 || instrumentsMax < 1) {
            throw new IllegalArgumentException(
                    "connectionId below 0 or instrumentsMax below 1: "
                            + connectionId
                            + " and "
                            + instrumentsMax);
        }
        this.connectionId = connectionId;
        this.instrumentsMax = instrumentsMax;
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /** What is known now. Any thread. */
    public InstrumentSnapshot snapshot() {
        return snapshot;
    }

    /** The last version of an instrument; null when it is not known. Any thread. */
    public InstrumentDefinition get(final String name) {
        return snapshot.get(name);
    }

    /** Instruments there was no room for. */
    public long refusedCount() {
        return refusedCount;
    }

    /** Answers that could not be read, and rows in them that were passed over. */
    public long unreadableCount() {
        return unreadableCount;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (event.connectionId != connectionId) {
            return;
        }
        switch (event.kind) {
            case COMMAND -> onCommand(event);
            case RESPONSE -> onResponse(event);
            case INSTRUMENT_STATE -> onState(event);
            case LIFECYCLE -> {
                if (event.code == Lifecycle.CONNECTED.code()) {
                    listener.onConnected();
                }
            }
            default -> {
                // Not about instruments.
            }
        }
        if (publishedCount != changeCount) {
            publishedCount = changeCount;
            snapshot = new InstrumentSnapshot(changeCount, known);
        }
    }

    /** Remembers what is being asked: the answer does not say which list it is. */
    private void onCommand(final MarketEvent event) {
        if (event.code == CommandType.REQUEST.code()
                && event.requestId == DeribitRequestType.GET_INSTRUMENTS) {
            askedLists.put(event.token, event.rawText());
        }
    }

    private void onResponse(final MarketEvent event) {
        final boolean isList = event.requestType == DeribitRequestType.GET_INSTRUMENTS;
        if (!isList && event.requestType != DeribitRequestType.GET_INSTRUMENT) {
            return;
        }
        final String asked = isList ? askedLists.remove(event.token) : null;
        if (asked != null && asked.contains("\"expired\"")) {
            // A look into the past, not at what is traded.
            return;
        }
        final long timeNs = timeOf(event);
        final InstrumentReader reader = new InstrumentReader(event.raw, event.resultText, timeNs);
        final List<InstrumentDefinition> definitions;
        try {
            definitions = reader.read();
        } catch (final IllegalArgumentException e) {
            unreadableCount++;
            return;
        }
        unreadableCount += reader.skippedCount();
        for (final InstrumentDefinition definition : definitions) {
            learn(definition, timeNs);
        }
        if (asked != null && reader.skippedCount() == 0) {
            endMissing(asked, definitions, timeNs);
        }
    }

    private void learn(final InstrumentDefinition definition, final long timeNs) {
        final InstrumentDefinition before = known.get(definition.name());
        if (before == null) {
            list(definition, timeNs);
            return;
        }
        // The answer may have been made before a state that is known already.
        final boolean isOlder =
                timeNs < stateTimesNs.getOrDefault(definition.name(), Long.MIN_VALUE);
        final InstrumentDefinition now =
                isOlder
                        ? definition.withState(before.state(), before.isActive(), timeNs)
                        : definition;
        if (!before.saysTheSameAs(now)) {
            change(before, now.as(before.version() + 1, timeNs));
        }
    }

    private void list(final InstrumentDefinition definition, final long timeNs) {
        if (known.size() >= instrumentsMax && !makeRoom()) {
            refusedCount++;
            return;
        }
        final WaitingState state = waiting.remove(definition.name());
        final boolean isLater = state != null && state.timeNs > timeNs;
        final InstrumentDefinition first =
                isLater
                        ? definition
                                .withState(
                                        state.state,
                                        isActive(state.state, definition.isActive()),
                                        state.timeNs)
                                .as(1, state.timeNs)
                        : definition.as(1, timeNs);
        if (isLater) {
            stateTimesNs.put(definition.name(), state.timeNs);
        }
        known.put(first.name(), first);
        changeCount++;
        listener.onListed(first);
    }

    private void change(final InstrumentDefinition before, final InstrumentDefinition after) {
        known.put(after.name(), after);
        changeCount++;
        if (after.state().isFinal() && !before.state().isFinal()) {
            listener.onExpired(before, after);
        } else {
            listener.onChanged(before, after);
        }
    }

    private void onState(final MarketEvent event) {
        final String name = JsonText.unescaped(event.raw, event.notice.instrumentState.name);
        final InstrumentState state =
                InstrumentState.of(Text.toString(event.raw, event.notice.instrumentState.state));
        if (name == null) {
            return;
        }
        final long timeNs = timeOf(event);
        final InstrumentDefinition before = known.get(name);
        if (before == null) {
            waiting.put(name, new WaitingState(state, timeNs));
            if (state.isFinal()) {
                listener.onUnknownEnded(name);
            } else {
                listener.onUnknown(name);
            }
            return;
        }
        if (timeNs < stateTimesNs.getOrDefault(name, Long.MIN_VALUE)) {
            return;
        }
        stateTimesNs.put(name, timeNs);
        final boolean isActive = isActive(state, before.isActive());
        if (before.state() != state || before.isActive() != isActive) {
            change(before, before.withState(state, isActive, timeNs));
        }
    }

    /** The channel does not say it: what a state says about it. */
    private static boolean isActive(final InstrumentState state, final boolean before) {
        return switch (state) {
            case OPEN -> true;
            case DELIVERED, INACTIVE, ARCHIVIZED -> false;
            default -> before;
        };
    }

    /** What a list had when it was asked for last, and has no more, is no longer traded. */
    private void endMissing(
            final String asked, final List<InstrumentDefinition> definitions, final long timeNs) {
        final Set<String> names = new HashSet<>();
        definitions.forEach(definition -> names.add(definition.name()));
        final Set<String> missing = new TreeSet<>(lists.getOrDefault(asked, Set.of()));
        missing.removeAll(names);
        for (final String name : missing) {
            final InstrumentDefinition before = known.get(name);
            final boolean isOlder = timeNs < stateTimesNs.getOrDefault(name, Long.MIN_VALUE);
            if (before != null && !before.state().isFinal() && !isOlder) {
                change(before, before.withState(InstrumentState.ARCHIVIZED, false, timeNs));
            }
        }
        lists.put(asked, names);
    }

    /** Forgets the instrument that ended first; false when all are alive. */
    private boolean makeRoom() {
        InstrumentDefinition oldest = null;
        for (final InstrumentDefinition definition : known.values()) {
            if (definition.state().isFinal() && isBefore(definition, oldest)) {
                oldest = definition;
            }
        }
        if (oldest == null) {
            return false;
        }
        known.remove(oldest.name());
        stateTimesNs.remove(oldest.name());
        return true;
    }

    /** Of two that ended at once the names decide: the order of a map must not. */
    private static boolean isBefore(
            final InstrumentDefinition one, final InstrumentDefinition other) {
        return other == null
                || one.validFromNs() < other.validFromNs()
                || one.validFromNs() == other.validFromNs()
                        && one.name().compareTo(other.name()) < 0;
    }

    private static long timeOf(final MarketEvent event) {
        return event.exchangeTimeNs == MarketEvent.ABSENT
                ? event.receivedTimeNs
                : event.exchangeTimeNs;
    }

    /** A map in the order of its entries that forgets the first when there are too many. */
    private static <K, V> Map<K, V> bounded(final int max) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(final Map.Entry<K, V> eldest) {
                return size() > max;
            }
        };
    }

    /** A state that came before the definition it belongs to. */
    private record WaitingState(InstrumentState state, long timeNs) {}
}
