/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading.json;

import com.fasterxml.jackson.databind.node.TextNode;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * Builds one JSON object whose keys are in no order a client may rely on, and whose numbers have
 * every form the venue sends: both are drawn. Reused for the next object. Simulator thread only.
 */
public final class Fields {
    private int count;
    private int[] ends = new int[64];
    private final SplittableRandom dice;
    private final FrameWriter scratch = new FrameWriter();

    public Fields(final SplittableRandom dice) {
        this.dice = dice;
    }

    /** Forgets the object before. */
    public Fields begin() {
        count = 0;
        scratch.reset();
        return this;
    }

    /** Any text: it is quoted and escaped. */
    public Fields text(final String key, final String value) {
        key(key).raw(TextNode.valueOf(value).toString().getBytes(StandardCharsets.UTF_8));
        return end();
    }

    /** As {@link #text}; nothing when there is no value. */
    public Fields textIfAny(final String key, final String value) {
        return value == null ? this : text(key, value);
    }

    /** A scaled number: an integer, with a point or with an exponent. */
    public Fields number(final String key, final long scaled) {
        final FrameWriter out = key(key);
        switch (dice.nextInt(3)) {
            case 0 -> out.plain(scaled);
            case 1 -> out.padded(scaled);
            default -> out.decimal(scaled);
        }
        return end();
    }

    public Fields integer(final String key, final long value) {
        key(key).integer(value);
        return end();
    }

    public Fields flag(final String key, final boolean value) {
        key(key).ascii(Boolean.toString(value));
        return end();
    }

    /** As {@link #flag}; nothing when it is false. */
    Fields flagIfSet(final String key, final boolean value) {
        return value ? flag(key, true) : this;
    }

    /**
     * @param json ASCII, as it is.
     */
    public Fields json(final String key, final String json) {
        key(key).ascii(json);
        return end();
    }

    Fields texts(final String key, final Collection<String> values) {
        final FrameWriter out = key(key).octet('[');
        for (final String value : values) {
            out.ascii(TextNode.valueOf(value).toString()).octet(',');
        }
        out.dropLast(',').octet(']');
        return end();
    }

    /** An array of objects that {@code writer} writes one by one; they use other fields. */
    public <T> Fields array(
            final String key, final Iterable<T> values, final BiConsumer<T, FrameWriter> writer) {
        arrayOf(values, writer, key(key));
        return end();
    }

    /** An object that {@code writer} writes; it uses other fields. */
    public <T> Fields object(
            final String key, final T value, final BiConsumer<T, FrameWriter> writer) {
        writer.accept(value, key(key));
        return end();
    }

    /** The object, its fields in the order that is drawn for it. */
    public void writeTo(final FrameWriter out) {
        final int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        for (int i = count - 1; i > 0; i--) {
            final int other = dice.nextInt(i + 1);
            final int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        out.octet('{');
        for (final int field : order) {
            out.raw(scratch, field == 0 ? 0 : ends[field - 1], ends[field]).octet(',');
        }
        out.dropLast(',').octet('}');
    }

    /** {@code [a,b]}. */
    public static <T> void arrayOf(
            final Iterable<T> values,
            final BiConsumer<T, FrameWriter> writer,
            final FrameWriter out) {
        out.octet('[');
        for (final T value : values) {
            writer.accept(value, out);
            out.octet(',');
        }
        out.dropLast(',').octet(']');
    }

    private FrameWriter key(final String key) {
        return scratch.octet('"').ascii(key).octet('"').octet(':');
    }

    private Fields end() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = scratch.length();
        return this;
    }
}
