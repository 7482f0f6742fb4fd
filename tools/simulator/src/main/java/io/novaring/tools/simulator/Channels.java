/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The live channels: who listens to what, and what is sent when. Simulator thread only. */
final class Channels {
    private static final Comparator<Channel> BY_RANK =
            Comparator.comparingInt(Channel::rank).thenComparing(channel -> channel.name);

    private final Market market;
    private final Function<String, Channel> names;
    private final Totals totals;
    private final FrameWriter out = new FrameWriter();
    private final Map<String, Channel> live = new HashMap<>();
    private final List<Channel> merged = new ArrayList<>();

    /**
     * @param names makes a channel of a name, or null.
     */
    Channels(final Market market, final Function<String, Channel> names, final Totals totals) {
        this.market = market;
        this.names = names;
        this.totals = totals;
    }

    /** The live channel of that name, or a new one, or null when there is no such channel. */
    Channel find(final String name) {
        final Channel channel = live.get(name);
        return channel == null ? names.apply(name) : channel;
    }

    /** Null when nobody is subscribed to it. */
    Channel live(final String name) {
        return live.get(name);
    }

    boolean hasLive() {
        return !live.isEmpty();
    }

    void subscribe(final Connection connection, final Channel channel) {
        if (channel.subscribers.isEmpty()) {
            live.put(channel.name, channel);
            channel.open();
            if (channel.intervalNs != Channel.RAW) {
                merged.add(channel);
            }
            for (final Instrument instrument : channel.sources) {
                instrument.channels.add(channel);
                instrument.channels.sort(BY_RANK);
            }
            market.watchedChanged();
        }
        channel.subscribers.add(connection);
        connection.channels.put(channel.name, channel);
        totals.subscriptions++;
    }

    /** False when the connection was not subscribed to it. */
    boolean unsubscribe(final Connection connection, final String name) {
        final Channel channel = connection.channels.remove(name);
        if (channel == null) {
            return false;
        }
        channel.subscribers.remove(connection);
        totals.subscriptions--;
        if (channel.subscribers.isEmpty()) {
            live.remove(name);
            merged.remove(channel);
            for (final Instrument instrument : channel.sources) {
                instrument.channels.remove(channel);
            }
            market.watchedChanged();
        }
        return true;
    }

    void unsubscribeAll(final Connection connection) {
        for (final String name : List.copyOf(connection.channels.keySet())) {
            unsubscribe(connection, name);
        }
    }

    /** Sends a new subscriber what it gets at once. */
    void sendFirst(final Connection connection, final Channel channel, final long nowNs) {
        if (channel.writeFirst(out)) {
            connection.publish(out, nowNs);
        }
    }

    /** Sends what one market event is worth; returns the number of messages it made. */
    int publish(final Step step, final long dueNs) {
        final List<Channel> interested = step.instrument.channels;
        int messages = 0;
        for (int i = 0; i < interested.size(); i++) {
            final Channel channel = interested.get(i);
            if (channel.writeEvent(step, out)) {
                messages += send(channel, dueNs);
            }
        }
        return messages;
    }

    /** Sends what merged channels have gathered and whose interval is over. */
    void flushDue(final long nowNs, final boolean paused) {
        for (int i = 0; i < merged.size(); i++) {
            final Channel channel = merged.get(i);
            final boolean periodic = channel.isPeriodic() && !paused;
            if ((channel.dirty || periodic) && nowNs - channel.flushDueNs >= 0) {
                flush(channel, nowNs);
            }
        }
    }

    /** Sends everything merged channels have gathered. */
    void flushAll(final long nowNs) {
        for (final Channel channel : merged) {
            if (channel.dirty) {
                flush(channel, nowNs);
            }
        }
    }

    /** Arms a fault on every book channel of the instrument; false when there is none. */
    boolean armBooks(
            final Instrument instrument,
            final boolean duplicate,
            final CompletableFuture<Long> fired) {
        boolean armed = false;
        for (final Channel channel : instrument.channels) {
            if (channel instanceof BookChannel book) {
                if (duplicate) {
                    book.duplicateNext(fired);
                } else {
                    book.skipNext(fired);
                }
                armed = true;
            }
        }
        return armed;
    }

    private void flush(final Channel channel, final long nowNs) {
        channel.dirty = false;
        channel.flushDueNs = nowNs + channel.intervalNs;
        if (channel.writeMerged(out)) {
            send(channel, nowNs);
        }
    }

    private int send(final Channel channel, final long dueNs) {
        int copies = 1;
        if (channel instanceof BookChannel book) {
            if (book.takeSkip()) {
                totals.changesSkipped++;
                return 0;
            }
            if (book.takeDuplicate()) {
                totals.changesDuplicated++;
                copies = 2;
            }
        }
        for (int copy = 0; copy < copies; copy++) {
            for (int i = 0; i < channel.subscribers.size(); i++) {
                channel.subscribers.get(i).publish(out, dueNs);
            }
        }
        return copies;
    }
}
