/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.connection.InboundDecoding;
import io.novaring.engine.venue.VenueClient;
import io.novaring.tools.backtest.timeline.RecordedAccount;
import io.novaring.tools.backtest.timeline.Recording;
import io.novaring.tools.simulator.virtual.VirtualInstrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The instruments that have a book in a recording, with the terms the venue told of them there, or
 * else as they are known, and what the recorded account did. Immutable once read.
 */
public final class RecordedInstruments {
    private final TreeMap<String, VirtualInstrument> told = new TreeMap<>();
    private final TreeSet<String> names = new TreeSet<>();
    private final List<String> untradable = new ArrayList<>();
    private final List<Recording> read = new ArrayList<>();

    private RecordedInstruments() {}

    /** Reads recordings through. */
    public static RecordedInstruments read(final List<Recording> recordings) {
        return read(recordings, (recording, source) -> {});
    }

    /**
     * As {@link #read(List)}.
     *
     * @param ends takes the source of each at its end, before it is closed.
     */
    public static RecordedInstruments read(
            final List<Recording> recordings, final BiConsumer<Recording, EventSource> ends) {
        final RecordedInstruments found = new RecordedInstruments();
        recordings.forEach(recording -> found.scan(recording, ends));
        return found;
    }

    private void scan(final Recording recording, final BiConsumer<Recording, EventSource> ends) {
        final Symbols symbols = new Symbols();
        final List<VenueClient> clients = recording.clients().get();
        final RecordedAccount.Reader account = new RecordedAccount.Reader(clients, symbols);
        final FeedTimes times = new FeedTimes();
        final FrameDecoder[] decoders =
                clients.stream()
                        .map(client -> InboundDecoding.newDecoder(client.messages(), symbols))
                        .toArray(FrameDecoder[]::new);
        final EventSource source = recording.source().get();
        final MarketEvent event = new MarketEvent();
        while (source.next(event)) {
            if (event.origin == Origin.INBOUND) {
                event.kind = EventKind.REJECT;
                InboundDecoding.decode(event, decoders[event.connectionId]);
                account.onMessage(event);
                if (event.kind == EventKind.BOOK || event.kind == EventKind.TRADES) {
                    times.add(event);
                }
                if (event.kind == EventKind.BOOK && event.hasFlag(MarketEvent.SNAPSHOT)) {
                    names.add(symbols.instruments().name(event.instrumentId));
                } else if (event.kind == EventKind.RESPONSE) {
                    readTerms(Text.toString(event.raw, event.resultText));
                }
            }
        }
        ends.accept(recording, source);
        Recording.close(source);
        read.add(recording.without(account.account()).withFeedNs(times.medianNs()));
    }

    /** The recordings, with what was found in them: their accounts, and how long messages took. */
    public List<Recording> recordings() {
        return List.copyOf(read);
    }

    private void readTerms(final String result) {
        if (!result.contains("\"tick_size\"")) {
            return;
        }
        final JsonNode json;
        try {
            json = new ObjectMapper().readTree(result);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("an answer that was decoded is no JSON", e);
        }
        final List<JsonNode> terms = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(terms::add);
        } else {
            terms.add(json);
        }
        for (final JsonNode one : terms) {
            try {
                final VirtualInstrument instrument = VirtualInstrument.of(one);
                told.put(instrument.name(), instrument);
            } catch (final IllegalArgumentException e) {
                untradable.add(e.getMessage());
            }
        }
    }

    /** Those with a book, by name; without those whose terms nobody knows. */
    public Map<String, VirtualInstrument> tradable() {
        final Map<String, VirtualInstrument> tradable = new TreeMap<>();
        for (final String name : names) {
            VirtualInstrument terms = told.get(name);
            try {
                terms = terms == null ? VirtualInstrument.wellKnown(name) : terms;
                tradable.put(name, terms);
            } catch (final IllegalArgumentException e) {
                untradable.add(e.getMessage());
            }
        }
        return tradable;
    }

    /** Why some cannot be traded, for people; empty when all can. */
    public List<String> untradable() {
        return List.copyOf(new TreeSet<>(untradable));
    }
}
