/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.chain;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.view.Listings;
import io.novaring.engine.view.MarketView;
import io.novaring.venues.deribit.instrument.InstrumentCatalogue;
import io.novaring.venues.deribit.instrument.InstrumentDefinition;
import io.novaring.venues.deribit.instrument.InstrumentListener;
import io.novaring.venues.deribit.instrument.InstrumentName;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which options a chain has: from the venue's lists and states, from names in messages, and from
 * the venue's time. Chain's thread only.
 */
final class ChainListings implements Listings, InstrumentListener {
    /**
     * Where no definition says it: options expire at 08:00 UTC, as the venue's articles have it.
     */
    private static final LocalTime EXPIRY_TIME = LocalTime.of(8, 0);

    private static final long SECOND_NS = 1_000_000_000L;

    // A single time far ahead must not end options that are traded: no clock is that wrong.
    private static final long CLOCKS_APART_MAX_NS = 60 * SECOND_NS;

    /** As many as a view has rows at most: a venue that invents names cannot fill the heap. */
    private static final int OPTIONS_MAX = 1 << 16;

    private final String prefix;
    private final LocalDate expiry;
    private final ChainListener listener;
    private final InstrumentListener next;
    private final InstrumentCatalogue catalogue;

    /** Names of options that are traded, by when they expire. */
    private final TreeMap<Long, TreeSet<String>> byExpiryNs = new TreeMap<>();

    private final Map<String, Long> expiryNsOf = new HashMap<>();
    private long nextExpiryNs = Long.MAX_VALUE;

    /** The latest of the venue's times in market data. */
    private long venueTimeNs = MarketEvent.ABSENT;

    /** While an event is handled. */
    private MarketView view;

    ChainListings(
            final String underlying,
            final LocalDate expiry,
            final int connectionId,
            final ChainListener listener,
            final InstrumentListener next) {
        this.prefix = underlying + '-';
        this.expiry = expiry;
        this.listener = listener;
        this.next = next;
        catalogue =
                new InstrumentCatalogue(
                        connectionId, InstrumentCatalogue.INSTRUMENTS_MAX_DEFAULT, this);
    }

    @Override
    public boolean wants(final String instrument) {
        final InstrumentName name = wanted(instrument);
        return name != null && add(name, usualExpiryNs(name));
    }

    @Override
    public void onEvent(final MarketEvent event, final MarketView newView) {
        view = newView;
        catalogue.onEvent(event, event.sequence, false);
        switch (event.kind) {
            case BOOK, QUOTE, TICKER -> {
                final long possibleNs = event.receivedTimeNs + CLOCKS_APART_MAX_NS;
                venueTimeNs = Math.max(venueTimeNs, Math.min(event.exchangeTimeNs, possibleNs));
                while (venueTimeNs >= nextExpiryNs) {
                    endFirst();
                }
            }
            default -> {
                // Its time may be of something else.
            }
        }
    }

    @Override
    public void onListed(final InstrumentDefinition definition) {
        final InstrumentName name = wanted(definition.name());
        if (name != null && !definition.state().isFinal()) {
            final boolean hasExpiry = definition.expirationTimeNs() != MarketEvent.ABSENT;
            // A message may have named it before: from now on it is the venue's word that counts.
            if (add(name, hasExpiry ? definition.expirationTimeNs() : usualExpiryNs(name))) {
                view.list(name.text());
            } else {
                end(name.text());
            }
        }
        next.onListed(definition);
    }

    @Override
    public void onChanged(final InstrumentDefinition before, final InstrumentDefinition after) {
        next.onChanged(before, after);
    }

    @Override
    public void onExpired(final InstrumentDefinition before, final InstrumentDefinition after) {
        end(after.name());
        next.onExpired(before, after);
    }

    /** The venue has named it: its row is there from now on, empty, until its definition comes. */
    @Override
    public void onUnknown(final String text) {
        final InstrumentName name = wanted(text);
        if (name != null && !expiryNsOf.containsKey(text) && add(name, usualExpiryNs(name))) {
            view.list(text);
        }
        next.onUnknown(text);
    }

    @Override
    public void onUnknownEnded(final String text) {
        end(text);
        next.onUnknownEnded(text);
    }

    @Override
    public void onConnected() {
        next.onConnected();
    }

    private InstrumentName wanted(final String instrument) {
        if (!instrument.startsWith(prefix)) {
            return null;
        }
        final InstrumentName name = InstrumentName.parseOrNull(instrument);
        final boolean isOption = name != null && name.form() == InstrumentName.Form.OPTION;
        return isOption && (expiry == null || expiry.equals(name.expiry())) ? name : null;
    }

    private static long usualExpiryNs(final InstrumentName name) {
        return name.expiry().toEpochSecond(EXPIRY_TIME, ZoneOffset.UTC) * SECOND_NS;
    }

    /** False when it has expired by the venue's time. */
    private boolean add(final InstrumentName name, final long expiryNs) {
        if (expiryNs <= venueTimeNs) {
            return false;
        }
        if (expiryNsOf.size() >= OPTIONS_MAX && !expiryNsOf.containsKey(name.text())) {
            // The view has no room for it either, and says that it is missing.
            return true;
        }
        final Long before = expiryNsOf.put(name.text(), expiryNs);
        if (before != null) {
            forget(name.text(), before);
        }
        byExpiryNs.computeIfAbsent(expiryNs, key -> new TreeSet<>()).add(name.text());
        nextExpiryNs = byExpiryNs.firstKey();
        if (before == null) {
            listener.onListed(name);
        }
        return true;
    }

    private void endFirst() {
        // In the order of their names, in each run the same.
        for (final String name : new TreeSet<>(byExpiryNs.firstEntry().getValue())) {
            end(name);
        }
    }

    private void end(final String name) {
        final Long expiryNs = expiryNsOf.remove(name);
        if (expiryNs != null) {
            forget(name, expiryNs);
            view.end(name);
            listener.onEnded(InstrumentName.parse(name));
        }
    }

    private void forget(final String name, final long expiryNs) {
        final TreeSet<String> names = byExpiryNs.get(expiryNs);
        names.remove(name);
        if (names.isEmpty()) {
            byExpiryNs.remove(expiryNs);
        }
        nextExpiryNs = byExpiryNs.isEmpty() ? Long.MAX_VALUE : byExpiryNs.firstKey();
    }
}
