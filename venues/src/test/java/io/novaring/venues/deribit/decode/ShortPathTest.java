/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static io.novaring.venues.deribit.decode.Frames.subscription;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short path is taken: frames as they are sent, of any size, and after the venue's changes. */
final class ShortPathTest {
    private final BothPaths paths = new BothPaths();

    @Test
    void shouldTakeItForMixedFramesOfAllYears() {
        final Random random = new Random(3);
        paths.assertSame(RealFrames.ALL.get(0), 1);
        for (int i = 0; i < 2_000; i++) {
            final String frame = RealFrames.ALL.get(random.nextInt(RealFrames.ALL.size()));
            final FrameTree tree = FrameTree.of(frame);
            // Values as a market changes them: no odd ones among them.
            for (final FrameTree leaf : tree.leaves()) {
                if (leaf.isNumber() && random.nextInt(3) == 0) {
                    leaf.spell(before -> before.contains(".") ? price(random) : before);
                }
            }
            paths.assertSame(tree.toString(), 1);
        }
        assertTrue(paths.hits() > 1_950, paths.hits() + " hits, " + paths.misses() + " misses");
    }

    @Test
    void shouldTakeItForMessagesOfAnySize() {
        final FrameTree trades = FrameTree.of(RealFrames.ALL.get(3));
        final FrameTree book = FrameTree.of(RealFrames.ALL.get(0));
        final String emptyTrades = subscription("trades.BTC-PERPETUAL.raw", "[]");
        paths.assertSame(trades.toString(), 1);
        paths.assertSame(book.toString(), 1);
        trades.find("data").repeat(200);
        book.find("bids").repeat(2_000);
        book.find("asks").repeat(2_000);
        final long before = paths.hits();

        paths.assertSame(trades.toString(), 1);
        assertEquals(200, paths.event().trades.size());
        paths.assertSame(book.toString(), 1);
        assertEquals(2_000, paths.event().bids.size());
        book.find("bids").repeat(1);
        book.find("asks").repeat(0);
        paths.assertSame(book.toString(), 1);
        assertEquals(0, paths.event().asks.size());
        assertEquals(before + 3, paths.hits());

        // Nothing is learned from these, nor unlearned.
        paths.assertSame(emptyTrades, 2);
        paths.assertSame(trades.toString(), 1);
        assertEquals(before + 4, paths.hits());
    }

    /** Rows of other instruments than the channel's, and of those that are not known yet. */
    @Test
    void shouldTellInstrumentsApart() {
        final String long33 = "X".repeat(33);
        final List<String> names =
                List.of("ABC", "BTC-1", "BTC-12", "BTC-PERPETUAL", "X".repeat(32), long33, "YZ");
        for (final String channel : names) {
            for (final String name : names) {
                paths.assertSame(quote(channel, name), 3);
            }
        }
        for (final String channel : names) {
            final BothPaths own = new BothPaths();
            own.assertSame(quote(channel, channel), 3);
            assertEquals(2, own.hits(), channel);
        }
    }

    /** Blanks hide every shape: trying stops, and begins again soon after they are gone. */
    @Test
    void shouldComeBackAfterFramesWithoutAShape() {
        final String frame = RealFrames.ALL.get(8);
        final String blank = frame.replace(":60123.5", ": 60123.5");
        paths.assertSame(frame, 4);
        paths.assertSame(blank, 2);
        final FrameTree nested = FrameTree.of(frame);
        nested.find("data").add(0, "\"x\"", "[1]");
        paths.assertSame(nested.toString(), 3_000);

        final long before = paths.hits();
        paths.assertSame(frame, 4_200);
        assertTrue(paths.hits() - before > 50, paths.hits() - before + " hits");
    }

    /**
     * A decoder that has lived through many odd frames still learns a new order of the data's
     * fields.
     */
    @Test
    void shouldLearnANewOrderLate() {
        final FrameTree tree = FrameTree.of(RealFrames.ALL.get(8));
        paths.assertSame(tree.toString(), 2);
        final FrameTree odd = FrameTree.of(tree.toString());
        odd.find("data").add(0, "\"x\"", "[1]");
        for (int i = 0; i < 8_000; i++) {
            // Never so many in a row that trying stops.
            paths.assertSame(odd.toString(), 1);
            if (i % 8 == 0) {
                paths.assertSame(tree.toString(), 1);
            }
        }
        tree.find("data").shuffle(new Random(1));
        final String other = tree.toString();
        final long before = paths.hits();

        paths.assertSame(other, 400);

        assertTrue(paths.hits() - before > 200, paths.hits() - before + " hits of 400");
    }

    /** More shapes than are kept, each for a while: the newest finds its place. */
    @Test
    void shouldReplaceShapes() {
        final List<String> orders = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            final FrameTree tree = FrameTree.of(RealFrames.ALL.get(6));
            final FrameTree data = tree.find("data");
            data.shuffle(new Random(i));
            orders.add(tree.toString());
        }
        for (final String frame : orders) {
            paths.assertSame(frame, 2);
            final long before = paths.hits();
            paths.assertSame(frame, 50);
            assertEquals(before + 50, paths.hits());
        }
    }

    @Test
    void shouldTakeItForEnvelopesOfSeveralOrders() {
        final String usual = quote("ABC", "ABC");
        final List<String> orders = List.of(usual, methodLast(usual), usual.replace("2.0", "2.1"));
        orders.forEach(frame -> paths.assertSame(frame, 1));
        for (int i = 0; i < 20; i++) {
            orders.forEach(frame -> paths.assertSame(frame, 1));
        }
        assertEquals(60, paths.hits());
    }

    /** More beginnings than are kept: the newest finds its place, and others keep theirs. */
    @Test
    void shouldReplaceBeginnings() {
        final String usual = quote("ABC", "ABC");
        for (int i = 0; i < 6; i++) {
            final String other = usual.replace("2.0", "2.0" + i);
            paths.assertSame(other, 6);
            final long before = paths.hits();
            paths.assertSame(other, 10);
            assertEquals(before + 10, paths.hits(), other);
        }
    }

    /** A beginning and a rest that were both seen, of different messages: no message at all. */
    @Test
    void shouldNotJoinTheBeginningOfOneMessageToTheRestOfAnother() {
        final String usual = quote("ABC", "ABC");
        final String last = methodLast(usual);
        paths.assertSame(usual, 2);
        paths.assertSame(last, 6);
        final String begin = usual.substring(0, usual.indexOf("ABC"));
        final String beginLast = last.substring(0, last.indexOf("ABC"));
        assertTrue(paths.hits() > 2, paths.hits() + " hits");

        paths.assertSame(usual, 1);
        paths.assertSame(beginLast + usual.substring(begin.length()), 3);
        paths.assertSame(begin + last.substring(beginLast.length()), 3);
    }

    /** The same message with the method behind the parameters. */
    private static String methodLast(final String frame) {
        final String method = "\"method\":\"subscription\"";
        final String without = frame.replace(method + ',', "");
        return without.substring(0, without.length() - 1) + ',' + method + '}';
    }

    private static String quote(final String channel, final String name) {
        return subscription(
                "quote." + channel,
                "{\"timestamp\":1772000001023,\"instrument_name\":\""
                        + name
                        + "\",\"best_bid_price\":1.5,\"best_bid_amount\":5,"
                        + "\"best_ask_price\":2,\"best_ask_amount\":12}");
    }

    private static String price(final Random random) {
        return (1 + random.nextInt(90_000)) + "." + random.nextInt(100);
    }
}
