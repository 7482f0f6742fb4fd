/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.source.RecordedInstruments;
import io.novaring.tools.simulator.BookSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account of a recording, taken out of what the venue of a backtest sees. */
final class RecordedAccountTest {
    private static final String RAW = "book." + SimulatedSession.NAME + ".raw";
    private static final String TRADES = "trades." + SimulatedSession.NAME + ".raw";
    private static final long STEPS = 400;

    /** Keeps the book it is told of, and the trades. */
    private static final class Watcher implements VirtualVenue {
        private final TreeMap<String, Long> levels = new TreeMap<>();

        /** The last at each millisecond of the venue. */
        private final TreeMap<Long, Map<String, Long>> books = new TreeMap<>();

        private final List<Long> traded = new ArrayList<>();

        @Override
        public void onMarket(final MarketEvent event, final String instrument, final long timeNs) {
            if (event.kind == EventKind.BOOK) {
                if (event.hasFlag(MarketEvent.SNAPSHOT)) {
                    levels.clear();
                }
                apply("bid ", event.bids);
                apply("ask ", event.asks);
                books.put(event.exchangeTimeNs / 1_000_000L, new TreeMap<>(levels));
            }
            for (int i = 0; event.kind == EventKind.TRADES && i < event.trades.size(); i++) {
                traded.add(event.trades.amount[i]);
            }
        }

        private void apply(final String side, final LevelColumns rows) {
            for (int i = 0; i < rows.size(); i++) {
                final String key = side + rows.price(i);
                if (rows.action(i) == LevelColumns.DELETE || rows.amount(i) == 0) {
                    levels.remove(key);
                } else {
                    levels.put(key, rows.amount(i));
                }
            }
        }

        @Override
        public void onLost(final String instrument, final long timeNs) {
            throw new IllegalStateException("lost " + instrument);
        }

        @Override
        public Session connect(final Replies replies, final long timeNs) {
            throw new IllegalStateException("nobody connects");
        }

        @Override
        public long nextDueNs() {
            return NEVER;
        }

        @Override
        public void run(final long untilNs) {
            throw new IllegalStateException("nothing is due");
        }
    }

    private static Recording without(final Recording recording) {
        return RecordedInstruments.read(List.of(recording), (one, source) -> {})
                .recordings()
                .get(0);
    }

    private static Watcher watch(final Recording recording) {
        final Watcher watcher = new Watcher();
        try (VenueCursor cursor = new VenueCursor(List.of(recording), watcher, 0)) {
            while (cursor.nextDueNs() != VirtualVenue.NEVER) {
                cursor.advance();
            }
        }
        return watcher;
    }

    /** What the books of others were, by the venue's time. */
    private final TreeMap<Long, Map<String, Long>> truth = new TreeMap<>();

    /** Places, edits and cancels at random; the market trades with some of that. */
    private Recording day(final long seed, final String channel) throws Exception {
        final SplittableRandom random = new SplittableRandom(seed);
        final List<String> open = new ArrayList<>();
        try (SimulatedSession session = new SimulatedSession(seed, channel)) {
            for (int i = 0; i < STEPS; i++) {
                session.pass(random.nextInt(1, 30));
                act(
                        session,
                        open,
                        random.nextInt(4),
                        random.nextInt(1 << 20),
                        random.nextInt(0, 6),
                        10L * random.nextInt(1, 50));
                truth.put(session.nowMs(), others(session));
            }
            session.calm();
            session.pass(200);
            truth.put(session.nowMs(), others(session));
            return session.recording();
        }
    }

    /** The book of the venue, less the orders of the account. */
    private static Map<String, Long> others(final SimulatedSession session) throws Exception {
        final Map<String, Long> levels = new TreeMap<>();
        final BookSnapshot book = session.book();
        book.bids().forEach(level -> levels.put("bid " + level.price(), level.amount()));
        book.asks().forEach(level -> levels.put("ask " + level.price(), level.amount()));
        final JsonNode orders =
                session.trade(
                                "private/get_open_orders_by_instrument",
                                "{\"instrument_name\":\"%s\"}".formatted(SimulatedSession.NAME))
                        .path("result");
        for (final JsonNode order : orders) {
            final long left = order.path("amount").asLong() - order.path("filled_amount").asLong();
            final String side = "buy".equals(order.path("direction").asText()) ? "bid " : "ask ";
            final long price = order.path("price").decimalValue().movePointRight(9).longValue();
            levels.merge(side + price, -left * 1_000_000_000L, Long::sum);
        }
        levels.values().removeIf(amount -> amount == 0);
        return levels;
    }

    private static void act(
            final SimulatedSession session,
            final List<String> open,
            final int what,
            final int pick,
            final int level,
            final long amount)
            throws Exception {
        final boolean isBuy = (pick & 1) == 0;
        final BookSnapshot book = session.book();
        final List<BookSnapshot.Level> side = isBuy ? book.bids() : book.asks();
        final String price =
                java.math.BigDecimal.valueOf(side.get(level).price(), 9).toPlainString();
        if (what == 0 || open.isEmpty()) {
            final JsonNode answer =
                    session.trade(
                            isBuy ? "private/buy" : "private/sell",
                            "{\"instrument_name\":\"%s\",\"amount\":%d,\"price\":%s,\"type\":\"limit\",\"post_only\":true}"
                                    .formatted(SimulatedSession.NAME, amount, price));
            open.add(answer.at("/result/order/order_id").asText());
        } else if (what == 1) {
            session.trade(
                    "private/edit",
                    "{\"order_id\":\"%s\",\"amount\":%d}"
                            .formatted(open.get(pick % open.size()), amount));
        } else if (what == 2) {
            session.trade(
                    "private/cancel",
                    "{\"order_id\":\"%s\"}".formatted(open.remove(pick % open.size())));
        }
    }

    private static List<String> differences(
            final Map<String, Long> expected, final Map<String, Long> actual) {
        final List<String> differences = new ArrayList<>();
        final TreeSet<String> levels = new TreeSet<>(expected.keySet());
        levels.addAll(actual.keySet());
        for (final String level : levels) {
            if (!Objects.equals(expected.get(level), actual.get(level))) {
                differences.add(level + ' ' + expected.get(level) + ' ' + actual.get(level));
            }
        }
        return differences;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldShowWhatTheBookIsWithoutTheAccount(final long seed) throws Exception {
        final Recording recording = day(seed, RAW);

        final Watcher all = watch(recording);
        final Watcher taken = watch(without(recording));

        int differ = 0;
        for (final Map.Entry<Long, Map<String, Long>> moment : truth.entrySet()) {
            final long ms = moment.getKey();
            final Map<String, Long> book = taken.books.floorEntry(ms).getValue();
            assertEquals(List.of(), differences(moment.getValue(), book), "at " + ms);
            differ += moment.getValue().equals(all.books.floorEntry(ms).getValue()) ? 0 : 1;
        }
        assertTrue(differ > STEPS / 2, "the account showed hardly anything");
    }

    @Test
    void shouldFollowAChannelThatGathers() throws Exception {
        final Recording recording = day(4, "book." + SimulatedSession.NAME + ".100ms");

        final Watcher all = watch(recording);
        final Watcher taken = watch(without(recording));

        final Map<String, Long> last = truth.lastEntry().getValue();
        assertEquals(List.of(), differences(last, taken.levels));
        assertNotEquals(last, all.levels);
    }

    @Test
    void shouldKeepTradesOthersTookFromTheAccountAndDropThoseItTook() throws Exception {
        final Recording recording;
        try (SimulatedSession session = new SimulatedSession(5, RAW, TRADES)) {
            session.pass(10);
            final JsonNode answer =
                    session.trade(
                            "private/buy",
                            "{\"instrument_name\":\"%s\",\"amount\":20,\"type\":\"market\"}"
                                    .formatted(SimulatedSession.NAME));
            assertEquals("filled", answer.at("/result/order/order_state").asText());
            // Ahead of all the others: whoever sells next, sells to the account.
            final BookSnapshot book = session.book();
            final String price =
                    java.math.BigDecimal.valueOf(book.asks().get(0).price() - 500_000_000L, 9)
                            .toPlainString();
            session.trade(
                    "private/buy",
                    "{\"instrument_name\":\"%s\",\"amount\":30,\"price\":%s,\"type\":\"limit\"}"
                            .formatted(SimulatedSession.NAME, price));
            session.pass(3000);
            recording = session.recording();
        }

        final Watcher all = watch(recording);
        final Watcher taken = watch(without(recording));

        assertEquals(all.traded.size(), taken.traded.size());
        long dropped = 0;
        for (int i = 0; i < all.traded.size(); i++) {
            if (!all.traded.get(i).equals(taken.traded.get(i))) {
                assertEquals(0L, taken.traded.get(i));
                dropped += all.traded.get(i);
            }
        }
        assertEquals(20_000_000_000L, dropped);
        assertTrue(all.traded.size() > 2, "nobody else traded");
    }
}
