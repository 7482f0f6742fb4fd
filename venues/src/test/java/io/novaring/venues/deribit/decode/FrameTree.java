/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A message as a tree that keeps the spelling of each value, and may have what no mapper writes: a
 * field twice, a number of any form. Of messages without blanks only.
 */
final class FrameTree {
    private static final String OBJECT = "{}";
    private static final String ARRAY = "[]";

    /** With its quotes; empty for elements and the whole message. */
    private String name;

    /** A value's spelling, or the two brackets. */
    private String text;

    private List<FrameTree> children = new ArrayList<>();

    private FrameTree(final String name, final String text) {
        this.name = name;
        this.text = text;
    }

    static FrameTree of(final String frame) {
        return new Parser(frame).value("");
    }

    /** Puts the fields of every object into another order, but the channel before its data. */
    void shuffle(final Random random) {
        if (OBJECT.equals(text)) {
            Collections.shuffle(children, random);
            final int channel = indexOf("\"channel\"");
            final int data = indexOf("\"data\"");
            // Mostly: the other way is the general decoder's only.
            if (channel > data && data >= 0 && random.nextInt(8) != 0) {
                Collections.swap(children, channel, data);
            }
        }
        children.forEach(child -> child.shuffle(random));
    }

    /** All values that are neither object nor array, in the order of the message. */
    List<FrameTree> leaves() {
        final List<FrameTree> leaves = new ArrayList<>();
        collect(leaves, true);
        return leaves;
    }

    /** All objects. */
    List<FrameTree> objects() {
        final List<FrameTree> objects = new ArrayList<>();
        collect(objects, false);
        return objects;
    }

    /** The first value of this name, or null. */
    FrameTree find(final String field) {
        if (name.equals('"' + field + '"')) {
            return this;
        }
        for (final FrameTree child : children) {
            final FrameTree found = child.find(field);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    int size() {
        return children.size();
    }

    boolean isNumber() {
        return !text.isEmpty() && "-0123456789".indexOf(text.charAt(0)) >= 0;
    }

    void spell(final UnaryOperator<String> spelling) {
        text = spelling.apply(text);
    }

    /** Writes the name of a field otherwise. */
    void spellName(final UnaryOperator<String> spelling) {
        name = spelling.apply(name);
    }

    void remove(final int index) {
        children.remove(index);
    }

    /** Adds a field that stands there already, as it is or with another value. */
    void duplicate(final int index, final int place, final String value) {
        final FrameTree child = children.get(index);
        final FrameTree copy = of(child.valueText());
        copy.name = child.name;
        if (value != null) {
            copy.text = value;
            copy.children.clear();
        }
        children.add(place, copy);
    }

    void add(final int place, final String field, final String value) {
        final FrameTree child = of(value);
        child.name = field;
        children.add(place, child);
    }

    /** Makes an array of so many copies of its elements, in turns. */
    void repeat(final int count) {
        final List<FrameTree> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(children.get(i % children.size()));
        }
        children = all;
    }

    @Override
    public String toString() {
        return name.isEmpty() ? valueText() : name + ':' + valueText();
    }

    private String valueText() {
        if (!OBJECT.equals(text) && !ARRAY.equals(text)) {
            return text;
        }
        final StringBuilder out = new StringBuilder().append(text.charAt(0));
        for (int i = 0; i < children.size(); i++) {
            out.append(i == 0 ? "" : ",").append(children.get(i));
        }
        return out.append(text.charAt(1)).toString();
    }

    private int indexOf(final String field) {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).name.equals(field)) {
                return i;
            }
        }
        return -1;
    }

    private void collect(final List<FrameTree> into, final boolean isLeaves) {
        final boolean isLeaf = !OBJECT.equals(text) && !ARRAY.equals(text);
        if (isLeaves ? isLeaf : OBJECT.equals(text)) {
            into.add(this);
        }
        children.forEach(child -> child.collect(into, isLeaves));
    }

    private static final class Parser {
        private final String source;
        private int at;

        Parser(final String source) {
            this.source = source;
        }

        FrameTree value(final String name) {
            final char first = at < source.length() ? source.charAt(at) : ',';
            if (first == '{' || first == '[') {
                return group(name, first == '{');
            }
            final int start = at;
            if (first == '"') {
                skipText();
            } else {
                while (at < source.length() && ",]}".indexOf(source.charAt(at)) < 0) {
                    at++;
                }
            }
            return new FrameTree(name, source.substring(start, at));
        }

        private FrameTree group(final String name, final boolean isObject) {
            final FrameTree tree = new FrameTree(name, isObject ? OBJECT : ARRAY);
            at++;
            while (source.charAt(at) != tree.text.charAt(1)) {
                if (source.charAt(at) == ',') {
                    at++;
                }
                String field = "";
                if (isObject) {
                    final int start = at;
                    skipText();
                    field = source.substring(start, at++);
                }
                tree.children.add(value(field));
            }
            at++;
            return tree;
        }

        private void skipText() {
            at++;
            while (source.charAt(at) != '"') {
                at += source.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
        }
    }
}
