/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import java.util.PriorityQueue;

/**
 * The messages of one file in the order of their times. Those that come back by less than so much
 * are held and sorted; what comes back further is clamped, or is trouble. One thread.
 */
final class OrderedReader implements MessageReader {
    /** Some hundred megabytes of the usual messages. */
    static final int HELD_MAX = 500_000;

    private final String file;
    private final MessageReader source;
    private final long reorderNs;
    private final boolean clamps;
    private final Troubles troubles;
    private final Counts counts;
    private final PriorityQueue<Held> held = new PriorityQueue<>();
    private long newestNs = Long.MIN_VALUE;
    private long givenNs = Long.MIN_VALUE;
    private long number;
    private boolean isEnded;

    OrderedReader(
            final String file,
            final MessageReader source,
            final ImportOptions options,
            final Troubles troubles,
            final Counts counts) {
        this.file = file;
        this.source = source;
        this.reorderNs = options.reorderNs();
        this.clamps = options.clampsTimes();
        this.troubles = troubles;
        this.counts = counts;
    }

    @Override
    public Message next() {
        return reorderNs == 0 ? nextPlain() : nextSorted();
    }

    private Message nextPlain() {
        Message message = source.next();
        while (message != null && !isInOrder(message)) {
            message = source.next();
        }
        return message;
    }

    private Message nextSorted() {
        while (!isEnded && (held.isEmpty() || newestNs - held.peek().message.timeNs < reorderNs)) {
            final Message message = source.next();
            if (message == null) {
                isEnded = true;
            } else if (isInOrder(message)) {
                hold(message);
            }
        }
        final Held first = held.poll();
        if (first == null) {
            return null;
        }
        givenNs = first.message.timeNs;
        return first.message;
    }

    private void hold(final Message message) {
        if (held.size() == HELD_MAX) {
            throw new ImportException(
                    file
                            + ": more than "
                            + HELD_MAX
                            + " messages within the time by which they are to be sorted: make it"
                            + " shorter");
        }
        counts.reordered += message.timeNs < newestNs ? 1 : 0;
        newestNs = Math.max(newestNs, message.timeNs);
        held.add(new Held(message.copy(), number++));
    }

    /** False for one that is left out. */
    private boolean isInOrder(final Message message) {
        if (message.timeNs >= givenNs) {
            givenNs = reorderNs == 0 ? message.timeNs : givenNs;
            return true;
        }
        if (clamps) {
            counts.clamped++;
            message.timeNs = givenNs;
            return true;
        }
        troubles.onTrouble(
                new ImportException(
                        file
                                + ": a message of "
                                + Times.text(message.timeNs)
                                + " is behind one of "
                                + Times.text(givenNs)
                                + ": have them sorted (reorder), or take the later time (clamp)"));
        return false;
    }

    /** Of one time the first that came is the first to go. */
    private record Held(Message message, long number) implements Comparable<Held> {
        @Override
        public int compareTo(final Held other) {
            final int byTime = Long.compare(message.timeNs, other.message.timeNs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
