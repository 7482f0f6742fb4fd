/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Whatever a message looks like: both paths give the same event. */
final class BothPathsProperties {
    private static final List<String> FRAMES = BothPaths.frames();

    private final BothPaths paths = new BothPaths();

    /** Each order is learned, and read. */
    @Property(tries = 400)
    void shouldReadFieldsInAnyOrder(@ForAll("frames") final String frame, @ForAll final long seed) {
        final FrameTree tree = FrameTree.of(frame);
        tree.shuffle(new Random(seed));
        final BothPaths fresh = new BothPaths();

        fresh.assertSame(tree.toString(), 3);
        spell(tree, new Random(seed), 1, 4);
        fresh.assertSame(tree.toString(), 2);
    }

    /** A learned shape meets other values, then a shape is learned from those. */
    @Property(tries = 4_000)
    void shouldReadNumbersInAnySpelling(
            @ForAll("frames") final String frame, @ForAll final long seed) {
        final Random random = new Random(seed);
        paths.assertSame(frame, 2);
        for (int i = 0; i < 4; i++) {
            final FrameTree tree = FrameTree.of(frame);
            spell(tree, random, 1 + random.nextInt(3), 2);
            paths.assertSame(tree.toString(), 1);
        }
    }

    @Property(tries = 1_000)
    void shouldReadManyPlainNumbersAtOnce(
            @ForAll("frames") final String frame, @ForAll final long seed) {
        final Random random = new Random(seed);
        final FrameTree tree = FrameTree.of(frame);
        for (final FrameTree leaf : tree.leaves()) {
            if (leaf.isNumber()) {
                leaf.spell(before -> Spellings.number(random));
            }
        }

        paths.assertSame(frame, 1);
        paths.assertSame(tree.toString(), 2);
    }

    /** Fields are added, taken away and doubled, in a learned shape and in one of its own. */
    @Property(tries = 2_000)
    void shouldTakeAnyFields(@ForAll("frames") final String frame, @ForAll final long seed) {
        final Random random = new Random(seed);
        final FrameTree tree = FrameTree.of(frame);
        for (int i = random.nextInt(3); i >= 0; i--) {
            changeFields(tree, random);
        }
        final BothPaths learned = random.nextBoolean() ? paths : new BothPaths();

        learned.assertSame(frame, 1);
        learned.assertSame(tree.toString(), 2);
        spell(tree, random, 1, 2);
        learned.assertSame(tree.toString(), 2);
    }

    /** Channels, kinds and shapes in turns; a part of a message with the rest of others behind. */
    @Property(tries = 25)
    void shouldReadAnySequence(@ForAll final long seed) {
        final Random random = new Random(seed);
        final BothPaths learned = new BothPaths();
        final List<FrameTree> shapes = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            final FrameTree tree = FrameTree.of(pick(FRAMES, random));
            if (i > 8) {
                tree.shuffle(random);
            }
            if (i > 16) {
                changeFields(tree, random);
            }
            shapes.add(tree);
        }
        for (int i = 0; i < 400; i++) {
            // A few shapes for a while, so that they are learned; then others.
            final int from = i / 100 * 6;
            final int count = random.nextInt(8) == 0 ? shapes.size() : 6;
            final FrameTree tree = shapes.get((from + random.nextInt(count)) % shapes.size());
            final FrameTree copy = FrameTree.of(tree.toString());
            rename(copy, random);
            spell(copy, random, random.nextInt(3), 4);
            final byte[] whole = copy.toString().getBytes(StandardCharsets.UTF_8);
            learned.assertSame(whole);
            if (random.nextInt(4) == 0) {
                learned.assertSame(Arrays.copyOf(whole, random.nextInt(whole.length)));
            }
        }
        // One draw may hold little that repeats itself; nearly all of them have to be learned.
        Statistics.label("short path").collect(learned.hits() > 20);
        Statistics.label("short path")
                .coverage(hits -> hits.check(true).percentage(share -> share >= 80));
    }

    @Property(tries = 200)
    void shouldReadAnyNames(@ForAll("frames") final String frame, @ForAll final long seed) {
        final Random random = new Random(seed);
        final FrameTree tree = FrameTree.of(frame);
        for (int i = 0; i < 3; i++) {
            final BothPaths learned = random.nextBoolean() ? paths : new BothPaths();
            learned.assertSame(tree.toString(), 2);
            final String name = name(random);
            final FrameTree channel = tree.find("channel");
            final FrameTree instrument = tree.find("instrument_name");
            if (random.nextBoolean()) {
                channel.spell(before -> before.replaceFirst("\\.[^.\"]*", '.' + quoted(name)));
            }
            if (instrument != null && random.nextBoolean()) {
                final String other = random.nextBoolean() ? name : name(random);
                instrument.spell(before -> '"' + other + '"');
            }
            learned.assertSame(tree.toString(), 3);
        }
    }

    @Provide
    Arbitrary<String> frames() {
        return Arbitraries.of(FRAMES);
    }

    private static void spell(
            final FrameTree tree, final Random random, final int count, final int oddOnes) {
        final List<FrameTree> leaves = tree.leaves();
        // None is left where a change took the only field.
        for (int i = 0; i < count && !leaves.isEmpty(); i++) {
            final FrameTree leaf = pick(leaves, random);
            if (leaf.isNumber() || random.nextInt(8) == 0) {
                leaf.spell(
                        before ->
                                random.nextInt(oddOnes) == 0
                                        ? Spellings.any(random)
                                        : Spellings.number(random));
            }
        }
    }

    private static void changeFields(final FrameTree tree, final Random random) {
        final FrameTree object = pick(tree.objects(), random);
        final int size = object.size();
        final int place = random.nextInt(size + 1);
        switch (size == 0 ? 2 : random.nextInt(4)) {
            case 0 -> object.remove(random.nextInt(size));
            case 1 -> {
                final String value = random.nextBoolean() ? null : Spellings.any(random);
                object.duplicate(random.nextInt(size), place, value);
            }
            default -> {
                final String[] names = {
                    "\"x\"",
                    "\"state\"",
                    "\"greeks\"",
                    "\"legs\"",
                    "\"type\"",
                    "\"data\"",
                    "\"price\"",
                    "\"prev_change_id\"",
                    "\"a name that is longer than 32 bytes\"",
                    "\"params\"",
                    "\"id\"",
                    "\"x\\\"y\"",
                    "\"stats\"",
                    "\"channel\"",
                };
                final String[] values = {
                    "true",
                    "null",
                    "1",
                    "\"\"",
                    "\"x\\ny\"",
                    "\"\u00e9\"",
                    "{}",
                    "[]",
                    "{\"delta\":1}",
                    "[{\"x\":[1]}]",
                    "-0.5e-3",
                    "\"change\"",
                    "\"snapshot\"",
                    "\"a\u007fb\"",
                };
                object.add(
                        place,
                        names[random.nextInt(names.length)],
                        values[random.nextInt(values.length)]);
            }
        }
    }

    /** Another channel of the same kind. */
    private static void rename(final FrameTree tree, final Random random) {
        final FrameTree channel = tree.find("channel");
        final FrameTree instrument = tree.find("instrument_name");
        if (channel == null || random.nextInt(4) != 0) {
            return;
        }
        final String name = "NEW-" + random.nextInt(4) + "-INSTRUMENT".repeat(random.nextInt(5));
        channel.spell(before -> before.replaceFirst("\\.[^.\"]*", '.' + name));
        if (instrument != null && random.nextInt(4) != 0) {
            instrument.spell(before -> '"' + name + '"');
        }
    }

    private static String name(final Random random) {
        final String[] parts = {
            "A",
            "BTC-",
            "PERPETUAL",
            "\\u0041",
            "\\n",
            "\u00e9",
            "-27MAR26",
            "\\\\",
            "\\\"",
            "_",
            "\u007f",
            "12345678",
            "x",
            "\\u00e9",
            "\\ud83d\\ude00",
        };
        final StringBuilder out = new StringBuilder();
        final boolean isPlain = random.nextBoolean();
        for (int i = random.nextInt(9); i >= 0; i--) {
            final String part = parts[random.nextInt(parts.length)];
            out.append(isPlain && part.charAt(0) == '\\' ? "y" : part);
        }
        return out.toString();
    }

    /** For a replacement by expression. */
    private static String quoted(final String name) {
        return Matcher.quoteReplacement(name);
    }

    private static <T> T pick(final List<T> all, final Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
