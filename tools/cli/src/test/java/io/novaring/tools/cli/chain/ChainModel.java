/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.chain;

import static io.novaring.codec.MarketEvent.ABSENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.view.MarketCut;
import io.novaring.engine.view.NamedHandler;
import io.novaring.venues.deribit.chain.ChainCut;
import io.novaring.venues.deribit.chain.OptionChain;
import io.novaring.venues.deribit.instrument.InstrumentName;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A chain and beside it all events it has seen, out of which plain maps are built anew whenever the
 * two are compared: at each event about instruments and connections, and now and then besides.
 */
final class ChainModel implements NamedHandler {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int COMPARED_EVERY = 200;

    private final OptionChain chain;
    private final ChainCut cut;
    private final List<Seen> events = new ArrayList<>();
    private Symbols symbols;

    // Read by the test's thread.
    private volatile long comparedCount;
    private volatile long coherentCount;
    private volatile long incoherentCount;
    private volatile Throwable failure;

    /** What the model needs of an event. */
    private record Seen(
            EventKind kind,
            String instrument,
            BookState state,
            long bid,
            long ask,
            long mark,
            long exchangeTimeNs,
            boolean isDisconnect,
            List<String> lost,
            String text) {}

    /** What the maps have of an option. */
    private static final class Known {
        private BookState book = BookState.EMPTY;
        private long bid = ABSENT;
        private long ask = ABSENT;
        private boolean hasTicker;
        private boolean isTickerLive;
        private long mark = ABSENT;
        private boolean isEnded;
    }

    ChainModel(final OptionChain chain) {
        this.chain = chain;
        cut = chain.newCut();
    }

    long comparedCount() {
        return comparedCount;
    }

    long coherentCount() {
        return coherentCount;
    }

    long incoherentCount() {
        return incoherentCount;
    }

    /** Ends the test when a comparison has failed. */
    void requireEqual() {
        if (failure != null) {
            throw new AssertionError("the chain is not what its events say", failure);
        }
    }

    @Override
    public void names(final Symbols newSymbols) {
        symbols = newSymbols;
        chain.names(newSymbols);
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        chain.onEvent(event, sequence, endOfBatch);
        events.add(seen(event));
        final boolean isDue =
                switch (event.kind) {
                    case LIFECYCLE, RESPONSE, INSTRUMENT_STATE -> true;
                    default -> events.size() % COMPARED_EVERY == 0 || event.hasLostBooks();
                };
        if (isDue && failure == null) {
            try {
                compare();
            } catch (final AssertionError e) {
                failure = e;
            }
        }
    }

    private Seen seen(final MarketEvent event) {
        final List<String> lost = new ArrayList<>();
        for (int i = 0; event.hasLostBooks() && i < event.lostBooks.size(); i++) {
            lost.add(symbols.instruments().name(event.lostBooks.instrumentId(i)));
        }
        final boolean isText =
                event.kind == EventKind.RESPONSE || event.kind == EventKind.INSTRUMENT_STATE;
        final boolean isBook = event.kind == EventKind.BOOK;
        return new Seen(
                event.kind,
                event.instrumentId < 0 ? "" : symbols.instruments().name(event.instrumentId),
                event.bookState,
                isBook ? event.bestBidPrice : ABSENT,
                isBook ? event.bestAskPrice : ABSENT,
                event.kind == EventKind.TICKER ? event.ticker.markPrice : ABSENT,
                event.exchangeTimeNs,
                event.kind == EventKind.LIFECYCLE && event.code == Lifecycle.DISCONNECTED.code(),
                lost,
                isText ? event.rawText() : "");
    }

    private void compare() {
        final Map<String, Known> known = new TreeMap<>();
        long venueTimeNs = Long.MIN_VALUE;
        for (final Seen seen : events) {
            final boolean isMarket = seen.kind == EventKind.BOOK || seen.kind == EventKind.TICKER;
            if (isMarket) {
                venueTimeNs = Math.max(venueTimeNs, seen.exchangeTimeNs);
                final long now = venueTimeNs;
                known.forEach((name, option) -> option.isEnded |= expiryNs(name) <= now);
            }
            apply(known, seen, venueTimeNs);
        }
        final boolean isRead = chain.read(cut);
        assertEquals(true, isRead, "nobody writes but this thread");
        final MarketCut market = cut.market();
        assertEquals(known.keySet(), names(market), "options");
        boolean isCoherent = false;
        boolean isBroken = false;
        for (int row = 0; row < market.size(); row++) {
            final String name = market.instrument(row);
            final Known option = known.get(name);
            requireRow(market, row, option);
            isCoherent |= !option.isEnded;
            isBroken |=
                    !option.isEnded
                            && (option.book != BookState.LIVE
                                    || option.hasTicker && !option.isTickerLive);
        }
        isCoherent &= !isBroken;
        assertEquals(isCoherent, market.isCoherent(Long.MAX_VALUE), "coherent");
        comparedCount++;
        if (isCoherent) {
            coherentCount++;
        } else {
            incoherentCount++;
        }
    }

    private static void requireRow(final MarketCut market, final int row, final Known option) {
        final String name = market.instrument(row);
        assertEquals(option.isEnded, market.isEnded(row), name);
        final boolean hasBook = option.book != BookState.EMPTY;
        if (hasBook) {
            assertEquals(option.book == BookState.LIVE, market.state(row) == BookState.LIVE, name);
            assertEquals(option.bid, market.bidPrice(row), name);
            assertEquals(option.ask, market.askPrice(row), name);
        }
        assertEquals(option.mark, market.markPrice(row), name);
        assertEquals(
                option.hasTicker ? option.isTickerLive : null,
                option.hasTicker ? market.tickerState(row) == BookState.LIVE : null,
                name);
    }

    private static void apply(
            final Map<String, Known> known, final Seen seen, final long venueTimeNs) {
        switch (seen.kind) {
            case BOOK -> {
                final Known option = option(known, seen.instrument, venueTimeNs);
                if (option != null && seen.state != null) {
                    option.book = seen.state;
                    option.bid = seen.state == BookState.LIVE ? seen.bid : option.bid;
                    option.ask = seen.state == BookState.LIVE ? seen.ask : option.ask;
                }
            }
            case TICKER -> {
                final Known option = option(known, seen.instrument, venueTimeNs);
                if (option != null) {
                    option.hasTicker = true;
                    option.isTickerLive = true;
                    option.mark = seen.mark;
                }
            }
            case INSTRUMENT_STATE -> state(known, json(seen.text), venueTimeNs);
            case RESPONSE -> {
                final JsonNode result = json(seen.text).path("result");
                final List<JsonNode> rows = new ArrayList<>();
                (result.isArray() ? result : MAPPER.createArrayNode().add(result))
                        .forEach(rows::add);
                for (final JsonNode row : rows) {
                    if ("open".equals(row.path("state").asText())) {
                        option(known, row.path("instrument_name").asText(), venueTimeNs);
                    }
                }
            }
            default -> {
                // Says nothing of an option.
            }
        }
        for (final String name : seen.lost) {
            final Known option = known.get(name);
            if (option != null && !option.isEnded && option.book != BookState.EMPTY) {
                option.book = BookState.STALE;
            }
        }
        if (seen.isDisconnect) {
            known.values().stream()
                    .filter(option -> !option.isEnded)
                    .forEach(option -> option.isTickerLive = false);
        }
    }

    private static void state(
            final Map<String, Known> known, final JsonNode message, final long venueTimeNs) {
        final JsonNode data = message.at("/params/data");
        final String name = data.path("instrument_name").asText();
        if ("delivered".equals(data.path("state").asText())) {
            final Known option = known.get(name);
            if (option != null) {
                option.isEnded = true;
            }
        } else {
            option(known, name, venueTimeNs);
        }
    }

    /** Null when it is none of the chain, or has ended. */
    private static Known option(
            final Map<String, Known> known, final String name, final long venueTimeNs) {
        final boolean isWanted = name.startsWith("BTC-") && name.matches(".*-[CP]");
        if (!isWanted || !known.containsKey(name) && expiryNs(name) <= venueTimeNs) {
            return null;
        }
        final Known option = known.computeIfAbsent(name, key -> new Known());
        return option.isEnded ? null : option;
    }

    private static long expiryNs(final String name) {
        return InstrumentName.parse(name).expiry().toEpochSecond(LocalTime.of(8, 0), ZoneOffset.UTC)
                * 1_000_000_000L;
    }

    private static Set<String> names(final MarketCut market) {
        final Set<String> names = new TreeSet<>();
        for (int row = 0; row < market.size(); row++) {
            names.add(market.instrument(row));
        }
        return names;
    }

    private static JsonNode json(final String text) {
        try {
            return MAPPER.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
