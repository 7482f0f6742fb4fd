/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.risk.Exposure;
import io.novaring.engine.stage.RecordingSink.Sent;
import io.novaring.engine.stage.SubscriptionStatus.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random sessions of a venue that loses, repeats and reorders messages, answers late or never. */
final class StageProperties {
    private static final int STEPS = 400;
    private static final int KINDS = 14;
    private static final int KINDS_WITHOUT_BOOKS = 13;
    private static final String[] CHANNELS = {
        "book.A.raw", "book.B.raw", "book.C.raw", "trades.A", "trades.B"
    };

    private static final Exposure FLAT =
            new Exposure() {
                @Override
                public int openOrders() {
                    return 0;
                }

                @Override
                public long openBuyAmount(final int instrumentId) {
                    return 0;
                }

                @Override
                public long openSellAmount(final int instrumentId) {
                    return 0;
                }

                @Override
                public long position(final int instrumentId) {
                    return 0;
                }
            };

    /** What the venue has sent of one channel, and whether we saw an unbroken chain of it. */
    private static final class Stream {
        long last;
        long applied;
        boolean isChained;
    }

    @Property(tries = 150)
    void shouldNeverHaveALiveBookOnABrokenChain(@ForAll final long seed) {
        final Random random = new Random(seed);
        final StageRig rig = new StageRig();
        final Map<String, Stream> streams = new HashMap<>();
        for (int i = 0; i < STEPS; i++) {
            final String channel = CHANNELS[random.nextInt(3)];
            if (random.nextInt(3) > 0) {
                step(rig, random, channel, KINDS_WITHOUT_BOOKS);
            }
            final Stream stream = streams.computeIfAbsent(channel, key -> new Stream());
            message(rig, random, channel, stream);
            if (isLive(rig, channel)) {
                assertEquals(stream.applied, rig.subscription.book(instrument(channel)).changeId());
                assertTrue(stream.isChained);
            }
        }
    }

    @Property(tries = 60)
    void shouldCountExactlyTheChannelsThatAreNotSettled(@ForAll final long seed) {
        final Random random = new Random(seed);
        final StageRig rig = new StageRig();
        for (int i = 0; i < STEPS; i++) {
            step(rig, random, CHANNELS[random.nextInt(CHANNELS.length)], KINDS);
            rig.tick(random.nextInt(100_000_000));
            final long expected =
                    rig.subscription.subscriptions().stream()
                            .filter(status -> rig.wanted.contains(status.channel()))
                            .filter(status -> status.state() != State.ACTIVE)
                            .filter(status -> status.state() != State.FAILED)
                            .count();

            assertEquals(expected, rig.event.unsettledChannels);
        }
    }

    @Property(tries = 100)
    void shouldLetTheRiskDeskKnowWhichBooksAreLive(@ForAll final long seed) {
        final Random random = new Random(seed);
        final StageRig rig = new StageRig(new TestVenue(), 5 * StageRig.SECOND_NS);
        rig.command(CommandType.RISK_LIMITS, "* requiresRules=false");
        final Map<String, Stream> streams = new HashMap<>();
        for (int i = 0; i < STEPS; i++) {
            final String channel = CHANNELS[random.nextInt(3)];
            if (random.nextInt(3) > 0) {
                step(rig, random, channel, KINDS_WITHOUT_BOOKS);
            } else if (random.nextInt(8) == 0) {
                rig.begin(Origin.INBOUND, EventKind.REJECT).channelId =
                        rig.symbols.channels().lookup(channel);
                rig.publish();
            } else {
                message(rig, random, channel, streams.computeIfAbsent(channel, k -> new Stream()));
            }
            for (int j = 0; j < 3; j++) {
                assertEquals(
                        isLive(rig, CHANNELS[j]) ? OrderRefusal.NONE : OrderRefusal.BOOK_NOT_LIVE,
                        checkMarketOrder(rig, instrument(CHANNELS[j])));
            }
        }
    }

    private static OrderRefusal checkMarketOrder(final StageRig rig, final String instrument) {
        final OrderCommand order = new OrderCommand().instrument(instrument);
        order.action = OrderCommand.NEW;
        order.type = OrderCommand.MARKET;
        order.side = Side.BUY;
        order.amount = 1;
        final int id = rig.symbols.instruments().lookup(instrument);
        return rig.response.risk().check(order, Math.max(id, -1), FLAT, rig.nowNs);
    }

    @Property(tries = 60)
    void shouldDecideTheSameFromTheSameEvents(@ForAll final long seed) {
        final StageRig first = play(seed, -1);
        final StageRig second = play(seed, -1);

        assertEquals(first.stateHash(), second.stateHash());
        assertEquals(first.sink.sent, second.sink.sent);
        assertEquals(first.sink.ended, second.sink.ended);
    }

    @Property(tries = 60)
    void shouldShowOneChangedEventInTheHash(@ForAll final long seed) {
        final int changed = (int) Math.floorMod(seed, (long) STEPS);

        assertNotEquals(play(seed, -1).stateHash(), play(seed, changed).stateHash());
    }

    @Property(tries = 60)
    void shouldNeverAskForMoreThanThePoolsHold(@ForAll final long seed) {
        final Random random = new Random(seed);
        final StageRig rig = new StageRig();
        rig.venue.batchMax = 1;
        for (int i = 0; i < STEPS; i++) {
            step(rig, random, CHANNELS[random.nextInt(CHANNELS.length)], KINDS);
        }
        rig.outbound();

        assertEquals(0, rig.rateLimit.counters().get(RateLimitStage.Counter.OVERDRAWN));
    }

    private static StageRig play(final long seed, final int changed) {
        final Random random = new Random(seed);
        final StageRig rig = new StageRig();
        rig.connect();
        rig.openBook("book.Z.raw", 1);
        for (int i = 0; i < STEPS; i++) {
            final String channel = CHANNELS[random.nextInt(CHANNELS.length)];
            step(rig, random, channel, KINDS);
            if (i == changed) {
                // One more wish, which is refused, and nothing else.
                rig.request(0, 1, "x");
            }
        }
        return rig;
    }

    /** One thing that happens to a client, good or bad. */
    private static void step(
            final StageRig rig, final Random random, final String channel, final int kinds) {
        switch (random.nextInt(kinds)) {
            case 0 -> rig.subscribe(channel);
            case 1 -> {
                if (random.nextInt(4) == 0) {
                    rig.unsubscribe(channel);
                }
            }
            case 2 -> rig.connect();
            case 3 -> {
                if (random.nextInt(4) == 0) {
                    rig.disconnect();
                }
            }
            case 4, 5 -> rig.tick(random.nextInt(2_000_000_000));
            case 6, 7 -> rig.outbound();
            case 8, 9, 10 -> {
                if (!rig.sink.sent.isEmpty()) {
                    rig.grant(any(rig, random));
                }
            }
            case 11 -> {
                if (!rig.sink.sent.isEmpty()) {
                    rig.error(any(rig, random), 100 + random.nextInt(3));
                }
            }
            case 12 -> rig.request(7 + random.nextInt(2), random.nextInt(100), "x");
            default -> rig.snapshot(channel, random.nextInt(10));
        }
    }

    private static Sent any(final StageRig rig, final Random random) {
        final int size = rig.sink.sent.size();
        return rig.sink.sent.get(Math.max(0, size - 1 - random.nextInt(4)));
    }

    private static void message(
            final StageRig rig, final Random random, final String channel, final Stream stream) {
        final OrderBook before = rig.subscription.book(instrument(channel));
        final boolean wasLive = before != null && before.state() == BookState.LIVE;
        stream.isChained &= wasLive;
        if (random.nextInt(6) == 0) {
            stream.last += 1 + random.nextInt(3);
            rig.snapshot(channel, stream.last);
            stream.isChained = true;
            stream.applied = stream.last;
            return;
        }
        final long lost = random.nextInt(8) == 0 ? 1 : 0;
        final long repeated = random.nextInt(8) == 0 ? 1 : 0;
        final long prevChangeId = stream.applied + lost - repeated;
        final long changeId = prevChangeId + 1;
        rig.change(channel, prevChangeId, changeId);
        if (changeId > stream.applied) {
            stream.isChained &= prevChangeId == stream.applied;
            stream.applied = changeId;
        }
        stream.last = Math.max(stream.last, stream.applied);
    }

    private static boolean isLive(final StageRig rig, final String channel) {
        final OrderBook book = rig.subscription.book(instrument(channel));
        return book != null && book.state() == BookState.LIVE;
    }

    private static String instrument(final String channel) {
        return channel.split("\\.")[1];
    }
}
