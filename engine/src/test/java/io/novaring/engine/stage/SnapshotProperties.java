/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.recording.StateSnapshot;
import io.novaring.engine.snapshot.SnapshotException;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.stage.RecordingSink.Sent;
import io.novaring.engine.venue.SubscriptionHandler.Resync;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Random sessions, cut anywhere: stages that begin with a snapshot go on as those that saw it all.
 */
final class SnapshotProperties {
    private static final int STEPS = 300;
    private static final String[] CHANNELS = {
        "book.A.raw", "book.A.100", "book.B.raw", "book.C.raw.apart", "trades.A"
    };

    @Property(tries = 300)
    void shouldGoOnFromASnapshotAsIfNothingWere(@ForAll final long seed) {
        final Random random = new Random(seed);
        final StageRig live = newRig(seed);
        final int cut = random.nextInt(STEPS);
        final Follower[] follower = {null};
        live.beforeStages =
                event -> {
                    if (follower[0] != null) {
                        follower[0].seen.reset(event.origin, event.kind);
                        follower[0].seen.copyFrom(event);
                    }
                };
        live.afterStages =
                event -> {
                    if (follower[0] != null) {
                        follower[0].follow(live, event);
                    }
                };
        for (int i = 0; i < STEPS; i++) {
            if (i == cut) {
                follower[0] = new Follower(newRig(seed), snapshotOf(live));
                assertSame(live, follower[0].rig);
            }
            live.connectionId = random.nextInt(8) == 0 ? 1 : 0;
            step(live, random);
        }
        assertNotNull(follower[0]);
    }

    @Property(tries = 30)
    void shouldRefuseASnapshotThatIsCutOrChanged(@ForAll final long seed) {
        final Random random = new Random(seed);
        final StageRig live = newRig(seed);
        for (int i = 0; i < STEPS; i++) {
            step(live, random);
        }
        final byte[] bytes = snapshotOf(live);

        for (int i = 0; i < 50; i++) {
            final byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThrows(SnapshotException.class, () -> new Follower(newRig(seed), cut));
            final byte[] changed = bytes.clone();
            changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            assertThrows(SnapshotException.class, () -> new Follower(newRig(seed), changed));
        }
    }

    @Property(tries = 30)
    void shouldOnlyEverRefuseWhatSomebodyForged(@ForAll final long seed) {
        final Random random = new Random(seed);
        final StageRig live = newRig(seed);
        for (int i = 0; i < STEPS; i++) {
            step(live, random);
        }
        final byte[] bytes = snapshotOf(live);
        for (int i = 0; i < 100; i++) {
            final byte[] changed = bytes.clone();
            changed[random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
            final byte[] whole = withChecksum(Arrays.copyOf(changed, changed.length - 4));
            try {
                new Follower(newRig(seed), whole);
            } catch (final SnapshotException e) {
                assertNotNull(e.getMessage());
            }
        }
    }

    private static byte[] withChecksum(final byte[] body) {
        final StateWriter writer = new StateWriter();
        for (final byte b : body) {
            writer.small(b);
        }
        writer.checksum();
        return Arrays.copyOf(writer.bytes(), writer.length());
    }

    @Test
    void shouldRefuseASnapshotOfOtherConnections() {
        final StageRig live = StageRig.connected();
        final byte[] bytes = snapshotOf(live);
        final StageRig other = new StageRig();
        final SubscriptionStage one =
                new SubscriptionStage(List.of(other.venue), other.symbols, other.sink);

        assertEquals(
                "the snapshot has a number of connections of 2 which is not within 1 and 1",
                assertThrows(
                                SnapshotException.class,
                                () ->
                                        StateSnapshot.read(bytes, 0, bytes.length)
                                                .restore(
                                                        other.symbols,
                                                        other.heartbeat,
                                                        other.rateLimit,
                                                        one,
                                                        other.response))
                        .getMessage());
    }

    private static StageRig newRig(final long seed) {
        final TestVenue venue = new TestVenue();
        final Random random = new Random(seed);
        venue.isGreeted = random.nextInt(4) == 0;
        venue.resync = random.nextInt(3) == 0 ? Resync.SUBSCRIBE_AGAIN : venue.resync;
        return new StageRig(venue, 5 * StageRig.SECOND_NS);
    }

    private static byte[] snapshotOf(final StageRig rig) {
        final StateWriter credits = new StateWriter();
        rig.rateLimit.write(credits);
        final StateWriter state = new StateWriter();
        StateSnapshot.write(
                state,
                rig.event.sequence,
                rig.event.publishedTimeNs,
                rig.symbols,
                rig.subscription,
                credits);
        return Arrays.copyOf(state.bytes(), state.length());
    }

    /** Stages that saw only what came behind a snapshot. */
    private static final class Follower {
        private final MarketEvent seen = new MarketEvent();
        private final StageRig rig;

        Follower(final StageRig rig, final byte[] snapshot) {
            this.rig = rig;
            StateSnapshot.read(snapshot, 0, snapshot.length)
                    .restore(
                            rig.symbols,
                            rig.heartbeat,
                            rig.rateLimit,
                            rig.subscription,
                            rig.response);
        }

        void follow(final StageRig live, final MarketEvent event) {
            if (seen.channelId >= 0) {
                // As its decoder would have.
                assertEquals(
                        seen.channelId,
                        rig.symbols
                                .channels()
                                .intern(live.symbols.channels().name(seen.channelId)));
                assertEquals(
                        seen.instrumentId,
                        rig.symbols
                                .instruments()
                                .intern(live.symbols.instruments().name(seen.instrumentId)));
            }
            final int sent = rig.sink.sent.size();
            rig.deliver(seen);

            assertEquals(event.bookState, seen.bookState);
            assertEquals(event.bookCode, seen.bookCode);
            assertEquals(event.bestBidPrice, seen.bestBidPrice);
            assertEquals(event.bestAskPrice, seen.bestAskPrice);
            assertEquals(event.unsettledChannels, seen.unsettledChannels);
            assertEquals(event.lostBooks.size(), seen.lostBooks.size());
            for (int i = 0; i < event.lostBooks.size(); i++) {
                assertEquals(event.lostBooks.channelId(i), seen.lostBooks.channelId(i));
                assertEquals(event.lostBooks.instrumentId(i), seen.lostBooks.instrumentId(i));
            }
            final List<Sent> now = rig.sink.sent.subList(sent, rig.sink.sent.size());
            final List<Sent> all = live.sink.sent;
            final List<Sent> ofBooks = now.stream().filter(s -> s.stage() == 3).toList();
            final List<Sent> expected =
                    all.subList(live.sentBefore, all.size()).stream()
                            .filter(s -> s.stage() == 3)
                            .toList();
            assertEquals(expected, ofBooks);
            assertSame(live, rig);
        }
    }

    private static void assertSame(final StageRig live, final StageRig restored) {
        assertEquals(live.subscription.stateHash(), restored.subscription.stateHash());
        assertEquals(live.subscription.subscriptions(), restored.subscription.subscriptions());
        for (int connection = 0; connection < 2; connection++) {
            for (final String channel : CHANNELS) {
                final OrderBook expected = live.subscription.bookOfChannel(connection, channel);
                final OrderBook book = restored.subscription.bookOfChannel(connection, channel);
                assertEquals(expected == null, book == null);
                if (expected != null) {
                    assertSame(expected, book);
                }
            }
        }
        for (final String instrument : List.of("A", "B", "C")) {
            final OrderBook expected = live.subscription.book(instrument);
            final OrderBook book = restored.subscription.book(instrument);
            assertEquals(expected == null, book == null);
            if (expected != null) {
                assertSame(expected, book);
            }
        }
    }

    private static void assertSame(final OrderBook expected, final OrderBook book) {
        assertEquals(expected.instrument(), book.instrument());
        assertEquals(expected.state(), book.state());
        assertEquals(expected.staleCause(), book.staleCause());
        assertEquals(expected.isWindow(), book.isWindow());
        assertEquals(expected.changeId(), book.changeId());
        assertEquals(expected.exchangeTimeNs(), book.exchangeTimeNs());
        assertEquals(expected.receivedTimeNs(), book.receivedTimeNs());
        assertEquals(expected.contentHash(), book.contentHash());
        assertEquals(expected.bidCount(), book.bidCount());
        for (int i = 0; i < expected.bidCount(); i++) {
            assertEquals(expected.bidPrice(i), book.bidPrice(i));
            assertEquals(expected.bidAmount(i), book.bidAmount(i));
        }
    }

    /** One thing that happens to a client, good or bad. */
    private static void step(final StageRig rig, final Random random) {
        final String channel = CHANNELS[random.nextInt(CHANNELS.length)];
        switch (random.nextInt(22)) {
            case 0, 1 -> rig.subscribe(channel);
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    rig.unsubscribe(channel);
                }
            }
            case 3 -> {
                if (random.nextInt(4) == 0 || rig.epoch == 0) {
                    rig.connect();
                }
            }
            case 4 -> {
                if (random.nextInt(6) == 0) {
                    rig.disconnect();
                }
            }
            // A crossed book is given 0.2 s.
            case 5 -> rig.tick(random.nextInt(150_000_000));
            case 6 -> rig.tick(random.nextInt(2_000_000_000));
            case 7, 8, 9 -> rig.outbound();
            case 10, 11, 12 -> {
                if (!rig.sink.sent.isEmpty()) {
                    rig.grant(any(rig, random));
                }
            }
            case 13 -> {
                if (!rig.sink.sent.isEmpty()) {
                    rig.error(any(rig, random), 100 + random.nextInt(5));
                }
            }
            case 14 -> {
                rig.begin(Origin.INBOUND, EventKind.REJECT).channelId =
                        rig.symbols.channels().lookup(channel);
                rig.event.instrumentId = rig.symbols.instruments().lookup(channel.split("\\.")[1]);
                rig.publish();
            }
            case 15, 16 -> snapshot(rig, random, channel);
            default -> change(rig, random, channel);
        }
    }

    private static void snapshot(final StageRig rig, final Random random, final String channel) {
        if (random.nextInt(8) == 0) {
            rig.window(channel, random.nextInt(10));
            return;
        }
        rig.book(channel, MarketEvent.SNAPSHOT, random.nextInt(10), MarketEvent.ABSENT);
        for (int i = 0; i < random.nextInt(30); i++) {
            rig.event.bids.add(LevelColumns.NEW, 100 - i, 1 + random.nextInt(9));
            rig.event.asks.add(LevelColumns.NEW, 101 + i, 1 + random.nextInt(9));
        }
        rig.event.exchangeTimeNs = rig.nowNs - 5;
        rig.publish();
    }

    private static void change(final StageRig rig, final Random random, final String channel) {
        final OrderBook book = rig.subscription.bookOfChannel(rig.connectionId, channel);
        final long last = book == null || book.changeId() < 0 ? 0 : book.changeId();
        rig.book(channel, MarketEvent.CHANGE, last + 1, last + (random.nextInt(9) == 0 ? 1 : 0));
        final int price = random.nextInt(12) == 0 ? 103 : 90 + random.nextInt(11);
        rig.event.bids.add(LevelColumns.CHANGE, price, 1 + random.nextInt(50));
        rig.publish();
    }

    private static Sent any(final StageRig rig, final Random random) {
        final int size = rig.sink.sent.size();
        return rig.sink.sent.get(Math.max(0, size - 1 - random.nextInt(4)));
    }
}
