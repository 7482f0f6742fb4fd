/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.book.BookHashes;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.venue.VenueClient;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stage 3: keeps the venue's subscriptions equal to what is wanted, in every session anew, and the
 * books that come of them. It believes the venue's answers, never its own requests.
 */
public final class SubscriptionStage implements Stage {
    /** Most channels one connection may ever name; further ones are refused and counted. */
    public static final int CHANNELS_MAX = 100_000;

    /** The number of this stage in the ids of its requests. */
    public static final int STAGE = 3;

    private final StageOutput out;
    private final StageCounters<Counter> counters;
    private final BookDirectory directory = new BookDirectory();
    private final BookHashes bookHashes = new BookHashes();
    private final ConnectionSubscriptions[] connections;
    private final ConnectionBooks[] books;

    /** What this stage counts. */
    public enum Counter {
        /** Subscribe requests sent. */
        SUBSCRIBES,
        /** Unsubscribe requests sent. */
        UNSUBSCRIBES,
        /** Channels given back in order to get a new snapshot. */
        RESYNCS,
        /** Books that broke again and again and have to wait for their new snapshot. */
        RESYNCS_DELAYED,
        /** Changes that did not follow the message before them. */
        GAPS,
        /** Changes that were in the book already. */
        DUPLICATES,
        /** Changes of a book that never had a snapshot. */
        BEFORE_SNAPSHOT,
        /** Book messages of a book that waits for a snapshot, or is no longer wanted. */
        DROPPED,
        /** Book messages with a level that cannot be. */
        BAD_BOOK_MESSAGES,
        /** Messages that left a book crossed. */
        CROSSED,
        /** Books that stayed crossed. */
        CROSSED_TOO_LONG,
        /** Books not heard of for too long. */
        SILENT,
        /** Snapshots that did not come. */
        SNAPSHOTS_MISSING,
        /** Channels that were refused once, or missing from an answer. */
        REJECTED,
        /** Channels given up. */
        FAILED,
        /** Requests answered with an error. */
        REFUSED_REQUESTS,
        /** Requests not answered in time. */
        ANSWER_TIMEOUTS,
        /** Answers that could not be read. */
        UNREADABLE_ANSWERS,
        /** Answers to requests that are no longer waited for. */
        LATE_ANSWERS,
        /** Channels granted that were never asked for. */
        UNKNOWN_GRANTS,
        /** Messages of channels that were never asked for. */
        UNKNOWN_CHANNELS,
        /** Book messages of channels that are no books. */
        UNEXPECTED_BOOKS,
        /** Messages that could not be decoded. */
        REJECTS,
        /** Sessions ended because too much of it was wrong. */
        UNUSABLE_STREAMS,
        /** Channels refused because the table is full. */
        CHANNELS_OVER_MAX
    }

    /**
     * Learns when a book begins or ceases to be one that may be believed. Called on this stage's
     * thread; must neither block nor throw, and nothing here depends on it.
     */
    public interface BookListener {
        /** Nobody wants to know. */
        BookListener NONE = new BookListener() {};

        /**
         * State or cause of a book may have changed at this event of its connection.
         *
         * @param channel the channel's number on its connection, from 0.
         * @param name of the channel.
         */
        default void onState(
                final MarketEvent event,
                final int channel,
                final String name,
                final OrderBook book) {}

        /** A book that is LIVE took this message. */
        default void onMessage(
                final MarketEvent event,
                final int channel,
                final String name,
                final OrderBook book) {}
    }

    /** As below, with {@link #CHANNELS_MAX} channels. */
    public SubscriptionStage(
            final List<VenueClient> clients, final Symbols symbols, final RequestSink sink) {
        this(clients, symbols, sink, CHANNELS_MAX);
    }

    /**
     * @param clients one for each connection, in the order of their connection ids.
     * @param symbols the tables the decoders of the ring intern into.
     * @param channelsMax most channels one connection may ever name.
     */
    public SubscriptionStage(
            final List<VenueClient> clients,
            final Symbols symbols,
            final RequestSink sink,
            final int channelsMax) {
        out = new StageOutput(STAGE, sink);
        counters = new StageCounters<>(Counter.class, out);
        connections = new ConnectionSubscriptions[clients.size()];
        books = new ConnectionBooks[clients.size()];
        for (int i = 0; i < connections.length; i++) {
            final ChannelTable channels = new ChannelTable(i, channelsMax, out);
            books[i] =
                    new ConnectionBooks(
                            symbols.channels(), channels, directory, bookHashes, out, counters);
            connections[i] =
                    new ConnectionSubscriptions(
                            i, clients.get(i), channels, books[i], out, counters);
        }
    }

    @Override
    public String name() {
        return "subscription";
    }

    @Override
    public long stateHash() {
        return out.hash();
    }

    /** Any thread. */
    public StageCounters<Counter> counters() {
        return counters;
    }

    /**
     * The book of an instrument, null when none was ever asked for. Of several channels that give
     * it, one with a chain is preferred to a window. Any thread; another than the stage's reads the
     * book through {@link OrderBook#snapshotInto} only.
     */
    public OrderBook book(final String instrument) {
        return directory.find(instrument);
    }

    /**
     * The book that one channel of a connection builds, null when it builds none. Any thread, with
     * the rules of {@link #book}.
     */
    public OrderBook bookOfChannel(final int connectionId, final String channel) {
        return books[connectionId].ofChannel(channel);
    }

    /** The hash over all books. This stage's thread only. */
    public BookHashes bookHashes() {
        return bookHashes;
    }

    /** Every channel that is wanted or granted, as it stands now. Any thread; allocates. */
    public List<SubscriptionStatus> subscriptions() {
        final List<SubscriptionStatus> result = new ArrayList<>();
        for (final ConnectionSubscriptions connection : connections) {
            connection.addTo(result);
        }
        return List.copyOf(result);
    }

    /** Counts the subscriptions and books of a connection by state. Any thread; no allocation. */
    public void tally(final int connectionId, final SubscriptionStatus.Tally target) {
        connections[connectionId].tally(target);
    }

    /** Connections of the run. */
    public int connectionCount() {
        return connections.length;
    }

    /** Who is told of the books from now on; before the first event, or on the stage's thread. */
    public void listener(final BookListener listener) {
        for (final ConnectionBooks connection : books) {
            connection.listener(listener);
        }
    }

    /** Tells the listener what every book is, as if it had come to it at this event. */
    public void tellBooks(final MarketEvent event) {
        for (int i = 0; i < books.length; i++) {
            event.connectionId = i;
            books[i].tellAll(event);
        }
    }

    /** Number of the present session of a connection, or of its last; the stage's thread. */
    public int epoch(final int connectionId) {
        return connections[connectionId].epoch();
    }

    /** True while the session may be used; the stage's thread. */
    public boolean isOpen(final int connectionId) {
        return connections[connectionId].isOpen();
    }

    /**
     * Writes down everything this stage knows: sessions, channels, what was asked for and not
     * answered, books. The stage's thread, between two events; allocates little.
     */
    public void write(final StateWriter target) {
        target.integer(connections.length);
        for (final ConnectionSubscriptions connection : connections) {
            connection.write(target);
        }
        target.number(out.hash());
    }

    /**
     * Goes on from what {@link #write} wrote, in a stage of the same clients that has seen no
     * event: from there it decides at every event as the other did. What was counted is not taken
     * over. Symbols must have been restored before.
     */
    public void read(final StateReader source) {
        source.integer("number of connections", connections.length, connections.length);
        final SortedMap<Integer, OrderBook> found = new TreeMap<>();
        for (final ConnectionSubscriptions connection : connections) {
            connection.read(source, found);
        }
        found.values().forEach(directory::add);
        out.resume(source.number());
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (event.connectionId >= 0 && event.connectionId < connections.length) {
            connections[event.connectionId].onEvent(event);
        } else {
            event.bookState = null;
        }
    }
}
