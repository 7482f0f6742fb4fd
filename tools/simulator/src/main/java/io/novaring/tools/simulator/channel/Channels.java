/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.market.Step;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The live channels: who listens to what, and what is sent when. Simulator thread only. */
public final class Channels {
    private static final Comparator<Channel> BY_RANK =
            Comparator.comparingInt(Channel::rank).thenComparing(channel -> channel.name);

    private int subscriptions;
    private long changesSkipped;
    private long changesDuplicated;
    private final Market market;
    private final Function<String, Channel> names;
    private final FrameWriter out = new FrameWriter();
    private final Map<String, Channel> live = new HashMap<>();
    private final Map<Instrument, List<Channel>> concerned = new HashMap<>();
    private final List<Channel> merged = new ArrayList<>();

    /**
     * @param names makes a channel of a name, or null.
     */
    public Channels(final Market market, final Function<String, Channel> names) {
        this.market = market;
        this.names = names;
    }

    /** The live channel of that name, or a new one, or null when there is no such channel. */
    public Channel find(final String name) {
        final Channel channel = live.get(name);
        return channel == null ? names.apply(name) : channel;
    }

    /** Null when nobody is subscribed to it. */
    Channel live(final String name) {
        return live.get(name);
    }

    public boolean hasLive() {
        return !live.isEmpty();
    }

    /** Subscribes, and sends what a new subscriber gets at once. */
    public void subscribe(final Subscriber subscriber, final Channel channel, final long nowNs) {
        if (channel.subscribers.isEmpty()) {
            live.put(channel.name, channel);
            channel.open();
            if (channel.intervalNs != Channel.RAW) {
                merged.add(channel);
            }
            for (final Instrument instrument : channel.sources) {
                final List<Channel> channels =
                        concerned.computeIfAbsent(instrument, i -> new ArrayList<>());
                channels.add(channel);
                channels.sort(BY_RANK);
            }
            market.watch(concerned::containsKey);
        }
        channel.subscribers.add(subscriber);
        subscriber.channels.put(channel.name, channel);
        subscriptions++;
        if (channel.writeFirst(out)) {
            subscriber.publish(out, nowNs);
        }
    }

    /** False when the subscriber was not subscribed to it. */
    public boolean unsubscribe(final Subscriber subscriber, final String name) {
        final Channel channel = subscriber.channels.remove(name);
        if (channel == null) {
            return false;
        }
        channel.subscribers.remove(subscriber);
        subscriptions--;
        if (channel.subscribers.isEmpty()) {
            live.remove(name);
            merged.remove(channel);
            for (final Instrument instrument : channel.sources) {
                final List<Channel> channels = concerned.get(instrument);
                channels.remove(channel);
                if (channels.isEmpty()) {
                    concerned.remove(instrument);
                }
            }
            market.watch(concerned::containsKey);
        }
        return true;
    }

    public void unsubscribeAll(final Subscriber subscriber) {
        for (final String name : List.copyOf(subscriber.channels.keySet())) {
            unsubscribe(subscriber, name);
        }
    }

    /** Sends what one market event is worth; returns the number of messages it made. */
    public int publish(final Step step, final long dueNs) {
        final List<Channel> interested = concerned.get(step.instrument());
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
    public void flushDue(final long nowNs, final boolean paused) {
        for (int i = 0; i < merged.size(); i++) {
            final Channel channel = merged.get(i);
            final boolean periodic = channel.isPeriodic() && !paused;
            if ((channel.dirty || periodic) && nowNs - channel.flushDueNs >= 0) {
                flush(channel, nowNs);
            }
        }
    }

    /** Sends everything merged channels have gathered. */
    public void flushAll(final long nowNs) {
        for (final Channel channel : merged) {
            if (channel.dirty) {
                flush(channel, nowNs);
            }
        }
    }

    /** Arms a fault on every book channel of the instrument; false when there is none. */
    public boolean armBooks(
            final Instrument instrument,
            final boolean duplicate,
            final CompletableFuture<Long> fired) {
        boolean armed = false;
        for (final Channel channel : concerned.getOrDefault(instrument, List.of())) {
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

    /** Of all subscribers together, now. */
    public int subscriptions() {
        return subscriptions;
    }

    /** Changes that were made and not sent. */
    public long changesSkipped() {
        return changesSkipped;
    }

    public long changesDuplicated() {
        return changesDuplicated;
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
                changesSkipped++;
                return 0;
            }
            if (book.takeDuplicate()) {
                changesDuplicated++;
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
