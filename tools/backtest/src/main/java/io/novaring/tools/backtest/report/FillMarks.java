/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The fills of one instrument as marks of a chart. Of more than fit every second one is left out,
 * again and again; the lowest that was bought and the highest that was sold stay.
 */
final class FillMarks {
    private static final int MARKS_MAX = 2_000;

    private final Side bought = new Side(true);
    private final Side sold = new Side(false);

    private record Mark(long timeNs, BigDecimal price, BigDecimal amount) {}

    private static final class Side {
        private final boolean isBuy;
        private final List<Mark> marks = new ArrayList<>();
        private Mark extreme;
        private long stride = 1;
        private long count;

        Side(final boolean isBuy) {
            this.isBuy = isBuy;
        }

        void add(final Mark mark) {
            if (extreme == null || mark.price.compareTo(extreme.price) * (isBuy ? -1 : 1) > 0) {
                extreme = mark;
            }
            if (count++ % stride == 0) {
                if (marks.size() == MARKS_MAX) {
                    stride <<= 1;
                    for (int i = 0; i < MARKS_MAX / 2; i++) {
                        marks.set(i, marks.get(2 * i));
                    }
                    marks.subList(MARKS_MAX / 2, MARKS_MAX).clear();
                }
                marks.add(mark);
            }
        }

        void write(final ObjectNode json, final long baseNs) {
            if (extreme != null && !marks.contains(extreme)) {
                int at = 0;
                while (at < marks.size() && marks.get(at).timeNs <= extreme.timeNs) {
                    at++;
                }
                marks.add(at, extreme);
            }
            json.put("name", isBuy ? "bought" : "sold").put("up", isBuy);
            json.put("tone", isBuy ? "good" : "bad").put("count", count);
            final ArrayNode times = json.putArray("t");
            final ArrayNode values = json.putArray("v");
            final ArrayNode amounts = json.putArray("a");
            for (final Mark mark : marks) {
                times.add((mark.timeNs - baseNs) / 1_000);
                values.add(mark.price);
                amounts.add(mark.amount);
            }
        }
    }

    void add(
            final long timeNs,
            final BigDecimal price,
            final BigDecimal amount,
            final boolean isBuy) {
        (isBuy ? bought : sold).add(new Mark(timeNs, price, amount));
    }

    void write(final ArrayNode list, final long baseNs) {
        bought.write(list.addObject(), baseNs);
        sold.write(list.addObject(), baseNs);
    }
}
