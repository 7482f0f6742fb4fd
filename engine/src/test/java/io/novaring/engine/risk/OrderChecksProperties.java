/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import static io.novaring.codec.MarketEvent.ABSENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.engine.risk.InstrumentRules.TickStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random orders against the rules as the page about them has them, in decimals of any size. */
final class OrderChecksProperties {
    private static final int ORDERS = 60;

    /** Numbers that meet their limits often, and numbers at the ends of their range. */
    private static final class Numbers {
        final Random random;
        final boolean isHuge;

        Numbers(final Random random) {
            this.random = random;
            this.isHuge = random.nextInt(4) == 0;
        }

        boolean oneIn(final int count) {
            return random.nextInt(count) == 0;
        }

        long positive() {
            return isHuge && oneIn(2)
                    ? Long.MAX_VALUE - random.nextInt(4)
                    : 1 + random.nextInt(oneIn(2) ? 12 : 200);
        }

        long optional(final long value, final int absentOneIn) {
            return oneIn(absentOneIn) ? ABSENT : value;
        }

        long signed() {
            final long value = oneIn(8) ? 0 : positive();
            return oneIn(3) ? -value : value;
        }

        /** From a thousandth to several times the whole. */
        long fraction() {
            return isHuge && oneIn(3)
                    ? positive()
                    : 1_000_000L * (1 + random.nextInt(oneIn(2) ? 100 : 5_000));
        }
    }

    private static RiskLimits limits(final Numbers numbers, final boolean isForAll) {
        final RiskLimits.Builder builder =
                isForAll ? RiskLimits.builder() : RiskLimits.builder(DeskFixture.X);
        if (isForAll) {
            builder.openOrdersMax(numbers.optional(1 + numbers.random.nextInt(20), 3))
                    .ordersPerSecondMax(numbers.optional(1 + numbers.random.nextInt(6), 3));
        }
        return builder.priceBand(numbers.optional(numbers.fraction(), 3))
                .passiveBand(numbers.optional(numbers.fraction(), 3))
                .amountMax(numbers.optional(numbers.positive(), 3))
                .positionMax(numbers.optional(numbers.positive(), 3))
                .requiresLiveBook(!numbers.oneIn(4))
                .requiresRules(!numbers.oneIn(4))
                .build();
    }

    private static InstrumentRules rules(final Numbers numbers) {
        final List<TickStep> steps = new ArrayList<>();
        long above = -20;
        while (!numbers.oneIn(2)) {
            above += 1 + numbers.random.nextInt(60);
            steps.add(new TickStep(above, 1 + numbers.random.nextInt(4)));
        }
        return new InstrumentRules(
                DeskFixture.X,
                1 + numbers.random.nextInt(3),
                numbers.optional(1 + numbers.random.nextInt(4), 3),
                numbers.optional(1 + numbers.random.nextInt(2), 3),
                steps);
    }

    private static OrderCommand order(final Numbers numbers) {
        final Random random = numbers.random;
        final OrderCommand order = new OrderCommand().instrument(DeskFixture.X);
        order.action =
                numbers.oneIn(2)
                        ? OrderCommand.NEW
                        : numbers.oneIn(3) ? OrderCommand.CLOSE_POSITION : OrderCommand.EDIT;
        order.side = numbers.oneIn(12) ? Side.NONE : (byte) random.nextInt(2);
        order.type = numbers.oneIn(2) ? OrderCommand.LIMIT : (byte) (1 + random.nextInt(8));
        order.price = numbers.optional(numbers.signed(), 6);
        order.amount = numbers.optional(numbers.oneIn(12) ? -1 : numbers.positive(), 8);
        order.triggerPrice = numbers.optional(numbers.signed(), 2);
        order.flags = random.nextInt(16);
        return order;
    }

    private static void change(
            final Numbers numbers, final DeskFixture desk, final NaiveDesk naive) {
        switch (numbers.random.nextInt(12)) {
            case 0 -> {
                naive.all = limits(numbers, true);
                command(desk, CommandType.RISK_LIMITS, naive.all.encode());
            }
            case 1 -> {
                naive.own = limits(numbers, false);
                command(desk, CommandType.RISK_LIMITS, naive.own.encode());
            }
            case 2 -> {
                naive.rules = rules(numbers);
                command(desk, CommandType.INSTRUMENT_RULES, naive.rules.encode());
            }
            case 3 -> {
                naive.isKilled = numbers.oneIn(3);
                desk.command(CommandType.KILL, naive.isKilled ? "1" : "0");
            }
            case 4 -> {
                naive.isLive = false;
                desk.disconnect(0);
            }
            case 5, 6, 7 -> {
                final long bid = numbers.optional(numbers.signed(), 8);
                final long ask = numbers.optional(bid == ABSENT ? 9 : bid + 2 & ~1L, 8);
                naive.isLive = true;
                naive.bid = NaiveDesk.exact(bid);
                naive.ask = NaiveDesk.exact(ask);
                book(desk, bid, ask);
            }
            default -> {
                desk.nowNs += numbers.random.nextInt(600_000_000);
                desk.openOrders = numbers.random.nextInt(20);
                desk.openBuy = numbers.positive();
                desk.openSell = numbers.positive();
                desk.position = numbers.optional(numbers.signed(), 12);
                desk.amountBefore = numbers.positive();
            }
        }
    }

    private static void command(
            final DeskFixture desk, final CommandType type, final byte[] payload) {
        desk.command(type, new String(payload, StandardCharsets.US_ASCII));
    }

    private static void book(final DeskFixture desk, final long bid, final long ask) {
        desk.begin(Origin.INBOUND, EventKind.BOOK, 0);
        desk.event.channelId = desk.symbols.channels().intern("book.X");
        desk.event.instrumentId = desk.symbols.instruments().intern(DeskFixture.X);
        desk.event.bookState = BookState.LIVE;
        desk.event.bestBidPrice = bid;
        desk.event.bestAskPrice = ask;
        desk.desk.onEvent(desk.event);
    }

    private static Set<OrderRefusal> play(final long seed, final DeskFixture desk) {
        final Set<OrderRefusal> seen = EnumSet.noneOf(OrderRefusal.class);
        final Numbers numbers = new Numbers(new Random(seed));
        final NaiveDesk naive = new NaiveDesk();
        // An id of the instrument is known from the start: without one no position is.
        book(desk, 1, 3);
        naive.isLive = true;
        naive.bid = NaiveDesk.exact(1);
        naive.ask = NaiveDesk.exact(3);
        for (int i = 0; i < ORDERS; i++) {
            change(numbers, desk, naive);
            final OrderCommand order = order(numbers);
            final OrderRefusal expected = naive.check(order, desk);
            seen.add(expected);

            assertEquals(expected, desk.send(order), () -> "seed " + seed);
            if (expected == OrderRefusal.NONE) {
                naive.sentNs.add(desk.nowNs);
            }
        }
        assertEquals(0, desk.desk.unreadableCount());
        return seen;
    }

    @Property(tries = 2_000)
    void shouldAnswerAsTheNaiveDeskDoes(@ForAll final long seed) {
        play(seed, new DeskFixture());
    }

    @Property(tries = 100)
    void shouldDecideTheSameFromTheSameEvents(@ForAll final long seed) {
        final DeskFixture first = new DeskFixture();
        final DeskFixture second = new DeskFixture();
        play(seed, first);
        play(seed, second);

        assertEquals(first.desk.stateHash(), second.desk.stateHash());
    }

    @Property(tries = 1)
    void shouldHaveComeToEveryAnswer() {
        final Set<OrderRefusal> seen = EnumSet.noneOf(OrderRefusal.class);
        for (long seed = 0; seed < 500; seed++) {
            seen.addAll(play(seed, new DeskFixture()));
        }

        assertTrue(
                seen.containsAll(
                        EnumSet.of(
                                OrderRefusal.NONE,
                                OrderRefusal.KILLED,
                                OrderRefusal.MALFORMED,
                                OrderRefusal.BOOK_NOT_LIVE,
                                OrderRefusal.NO_RULES,
                                OrderRefusal.PRICE_TICK,
                                OrderRefusal.PRICE_BAND,
                                OrderRefusal.AMOUNT_MIN,
                                OrderRefusal.AMOUNT_STEP,
                                OrderRefusal.AMOUNT_MAX,
                                OrderRefusal.OPEN_ORDERS,
                                OrderRefusal.ORDER_RATE,
                                OrderRefusal.POSITION_LIMIT)),
                seen.toString());
    }
}
