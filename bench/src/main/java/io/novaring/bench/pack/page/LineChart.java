/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.page;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Lines over two logarithmic axes, as SVG within a page. Lines differ by colour, by dashes and by
 * the shape of their marks, so that no pair is told apart by colour alone.
 */
final class LineChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    private static final int LEFT = 78;
    private static final int RIGHT = 742;
    private static final int TOP = 14;
    private static final int BOTTOM = 344;
    private static final int TICK_APART = 44;
    private static final int STYLES = 8;

    private final String title;
    private final Axis across;
    private final Axis up;
    private final List<Line> lines = new ArrayList<>();
    private boolean hasMarks;
    private boolean hasGuide;

    /**
     * @param name with its unit, as it is written along the axis.
     * @param ticks in ascending order; none for those of the scale.
     */
    record Axis(String name, String unit, List<Tick> ticks) {}

    /** A value with what is written beside it. */
    record Tick(double value, String label) {}

    private record Line(String name, double[] x, double[] y) {}

    LineChart(final String title, final Axis across, final Axis up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /** With a mark at each point. */
    LineChart marks() {
        hasMarks = true;
        return this;
    }

    /** With a thin line of what would cost in proportion. */
    LineChart guide() {
        hasGuide = true;
        return this;
    }

    LineChart line(final String name, final double[] x, final double[] y) {
        lines.add(new Line(name, x, y));
        return this;
    }

    /** The drawing, with a legend over it. */
    String draw() {
        final StringBuilder page = new StringBuilder();
        page.append("<figure class=\"chart\">\n<figcaption>").append(Text.escape(title));
        page.append("</figcaption>\n");
        legend(page);
        final Scale x = scale(true, LEFT, RIGHT);
        final Scale y = scale(false, BOTTOM, TOP);
        page.append("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT);
        page.append("\" role=\"img\" aria-label=\"").append(Text.escape(title)).append("\">\n");
        grid(page, x, y);
        if (hasGuide) {
            guide(page, x, y);
        }
        for (int i = 0; i < lines.size(); i++) {
            line(page, x, y, i);
        }
        return page.append("</svg>\n</figure>\n").toString();
    }

    private Scale scale(final boolean isAcross, final double start, final double end) {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (final Line line : lines) {
            for (final double value : isAcross ? line.x : line.y) {
                if (value > 0) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
        }
        if (most == 0) {
            return new Scale(1, 10, start, end);
        }
        // Ends of its own for what is varied: no empty space beside the lines.
        return isAcross && most > least
                ? new Scale(least, most, start, end)
                : Scale.around(least, most, start, end);
    }

    private void legend(final StringBuilder page) {
        page.append("<ul class=\"legend\">");
        for (int i = 0; i < lines.size(); i++) {
            page.append("<li><svg viewBox=\"0 0 34 12\" width=\"34\" height=\"12\">");
            page.append("<path class=\"line s").append(i % STYLES).append("\" d=\"M1 6H33\"/>");
            if (hasMarks) {
                mark(page, i, 17, 6, "");
            }
            page.append("</svg>").append(Text.escape(lines.get(i).name)).append("</li>");
        }
        if (hasGuide) {
            page.append("<li><svg viewBox=\"0 0 34 12\" width=\"34\" height=\"12\">");
            page.append("<path class=\"guide\" d=\"M1 6H33\"/></svg>in proportion</li>");
        }
        page.append("</ul>\n");
    }

    private void grid(final StringBuilder page, final Scale x, final Scale y) {
        for (final Tick tick : ticks(up, y)) {
            final String place = Text.pixel(y.place(tick.value));
            page.append("<path class=\"grid\" d=\"M").append(LEFT).append(' ').append(place);
            page.append('H').append(RIGHT).append("\"/>");
            label(page, "end", LEFT - 8, y.place(tick.value) + 4, tick.label);
        }
        double last = -TICK_APART;
        for (final Tick tick : ticks(across, x)) {
            final double place = x.place(tick.value);
            if (place < LEFT - 0.5 || place > RIGHT + 0.5) {
                continue;
            }
            page.append("<path class=\"grid\" d=\"M").append(Text.pixel(place)).append(' ');
            page.append(TOP).append('V').append(BOTTOM).append("\"/>");
            if (place - last >= TICK_APART) {
                label(page, "middle", place, BOTTOM + 18, tick.label);
                last = place;
            }
        }
        page.append("<path class=\"axis\" d=\"M").append(LEFT).append(' ').append(TOP);
        page.append('V').append(BOTTOM).append('H').append(RIGHT).append("\"/>");
        label(page, "middle", (LEFT + RIGHT) / 2.0, HEIGHT - 10, across.name);
        page.append("<text class=\"name\" text-anchor=\"middle\" transform=\"translate(16 ");
        page.append((TOP + BOTTOM) / 2).append(") rotate(-90)\">").append(Text.escape(up.name));
        page.append("</text>\n");
    }

    private static void label(
            final StringBuilder page,
            final String anchor,
            final double x,
            final double y,
            final String text) {
        page.append("<text text-anchor=\"").append(anchor).append("\" x=\"");
        page.append(Text.pixel(x)).append("\" y=\"").append(Text.pixel(y)).append("\">");
        page.append(Text.escape(text)).append("</text>\n");
    }

    private static List<Tick> ticks(final Axis axis, final Scale scale) {
        if (!axis.ticks.isEmpty()) {
            return axis.ticks;
        }
        final List<Tick> ticks = new ArrayList<>();
        for (final double value : scale.ticks()) {
            ticks.add(new Tick(value, Text.tick(value, axis.unit)));
        }
        return ticks;
    }

    /** From the cheapest first point on, as far as the drawing goes. */
    private void guide(final StringBuilder page, final Scale x, final Scale y) {
        double first = Double.MAX_VALUE;
        for (final Line line : lines) {
            first = line.y.length > 0 && line.y[0] > 0 ? Math.min(first, line.y[0]) : first;
        }
        if (first == Double.MAX_VALUE) {
            return;
        }
        final double end = Math.min(x.to(), x.from() * y.to() / first);
        page.append("<path class=\"guide\" d=\"M").append(Text.pixel(x.place(x.from())));
        page.append(' ').append(Text.pixel(y.place(first))).append('L');
        page.append(Text.pixel(x.place(end))).append(' ');
        page.append(Text.pixel(y.place(first * end / x.from()))).append("\"/>\n");
    }

    private void line(final StringBuilder page, final Scale x, final Scale y, final int index) {
        final Line line = lines.get(index);
        final StringBuilder path = new StringBuilder();
        for (int i = 0; i < line.x.length; i++) {
            if (line.y[i] > 0) {
                path.append(path.length() == 0 ? 'M' : 'L');
                path.append(Text.pixel(x.place(line.x[i]))).append(' ');
                path.append(Text.pixel(y.place(line.y[i])));
            }
        }
        page.append("<path class=\"line s").append(index % STYLES).append("\" d=\"");
        page.append(path).append("\"><title>").append(Text.escape(line.name));
        page.append("</title></path>\n");
        for (int i = 0; hasMarks && i < line.x.length; i++) {
            if (line.y[i] > 0) {
                final String told =
                        line.name
                                + ", "
                                + Text.tick(line.x[i], across.unit)
                                + ": "
                                + Text.tick(line.y[i], up.unit);
                mark(page, index, x.place(line.x[i]), y.place(line.y[i]), told);
            }
        }
    }

    /** Another shape for each line. */
    private static void mark(
            final StringBuilder page,
            final int index,
            final double x,
            final double y,
            final String told) {
        final String shape =
                switch (index % 4) {
                    case 0 -> "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z";
                    case 1 -> "m-3.6 -3.6h7.2v7.2h-7.2z";
                    case 2 -> "m0 -5l4.6 8.2h-9.2z";
                    default -> "m0 -5l5 5l-5 5l-5 -5z";
                };
        page.append("<path class=\"mark s").append(index % STYLES).append("\" d=\"M");
        page.append(Text.pixel(x)).append(' ').append(Text.pixel(y)).append(shape).append('"');
        if (told.isEmpty()) {
            page.append("/>");
        } else {
            page.append("><title>").append(Text.escape(told)).append("</title></path>\n");
        }
    }

    /** Every value that some line has a point at, in ascending order, as ticks. */
    static List<Tick> ticksAt(final List<double[]> values, final String unit) {
        final TreeSet<Double> sorted = new TreeSet<>();
        for (final double[] some : values) {
            for (final double value : some) {
                sorted.add(value);
            }
        }
        return sorted.stream().map(value -> new Tick(value, Text.tick(value, unit))).toList();
    }
}
