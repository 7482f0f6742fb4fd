/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.market.Step;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.ArrayList;
import java.util.Collection;
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
    private final Function<String, Tap> taps;
    private final FrameWriter out = new FrameWriter();
    private final Map<String, Channel> live = new HashMap<>();
    private final Map<Instrument, List<Channel>> concerned = new HashMap<>();
    private final List<Channel> merged = new ArrayList<>();

    /**
     * @param names makes a channel of a name, or null.
     * @param taps what sits between a channel and its subscribers, or null.
     */
    public Channels(
            final Market market,
            final Function<String, Channel> names,
            final Function<String, Tap> taps) {
        this.market = market;
        this.names = names;
        this.taps = taps;
    }

    /** The live channel of that name, or a new one, or null when there is no such channel. */
    public Channel find(final String name) {
        final Channel channel = live.get(name);
        if (channel == null) {
            return names.apply(name);
        }
        return isOver(channel) ? null : channel;
    }

    // A channel of one instrument ends with it; those of a kind go on.
    private static boolean isOver(final Channel channel) {
        return channel.sources.size() == 1
                && channel.sources.get(0).state().isFinal()
                && !channel.covers(channel.sources.get(0));
    }

    /** Null when nobody is subscribed to it. */
    public Channel live(final String name) {
        return live.get(name);
    }

    public boolean hasLive() {
        return !live.isEmpty();
    }

    /** Subscribes, and sends what a new subscriber gets at once. */
    public void subscribe(final Subscriber subscriber, final Channel channel, final long nowNs) {
        if (channel.subscribers.isEmpty()) {
            live.put(channel.name, channel);
            channel.tap = taps.apply(channel.name);
            channel.open();
            channel.flushDueNs = nowNs + channel.intervalNs;
            if (channel.intervalNs != Channel.RAW) {
                merged.add(channel);
            }
            for (final Instrument instrument : channel.sources) {
                concern(instrument, channel);
            }
            market.watch(concerned::containsKey);
        }
        channel.subscribers.add(subscriber);
        subscriber.channels.put(channel.name, channel);
        subscriptions++;
        if (!channel.writeFirst(out)) {
            return;
        }
        if (channel.tap == null) {
            subscriber.publish(out, nowNs);
        } else {
            channel.tap.onFirst(channel, subscriber, out, nowNs);
        }
    }

    private void concern(final Instrument instrument, final Channel channel) {
        final List<Channel> channels =
                concerned.computeIfAbsent(instrument, i -> new ArrayList<>());
        channels.add(channel);
        channels.sort(BY_RANK);
    }

    /** A new instrument: channels of its kind have it from now on. */
    public void add(final Instrument instrument) {
        for (final Channel channel : live.values()) {
            if (channel.covers(instrument)) {
                final List<Instrument> sources = new ArrayList<>(channel.sources);
                sources.add(instrument);
                channel.sources = sources;
                concern(instrument, channel);
            }
        }
        market.watch(concerned::containsKey);
    }

    /** Instruments have other states: what may not move stands still, and tickers say so. */
    public void onState(final Collection<Instrument> instruments, final long nowNs) {
        market.watch(concerned::containsKey);
        for (final Instrument instrument : instruments) {
            for (final Channel channel : concerned.getOrDefault(instrument, List.of())) {
                if (channel instanceof TickerChannel && channel.writeMerged(out)) {
                    send(channel, out, nowNs);
                }
            }
        }
    }

    /**
     * Sends an event of a channel that has no source of its own; nothing when nobody listens.
     *
     * @param data JSON, ASCII.
     */
    public void emit(final String name, final String data, final long nowNs) {
        final Channel channel = live.get(name);
        if (channel != null) {
            channel.begin(out);
            out.ascii(data);
            channel.end(out);
            send(channel, out, nowNs);
        }
    }

    /** Puts a tap on a channel that may be live already. */
    public void tap(final String name, final Tap tap) {
        final Channel channel = live.get(name);
        if (channel != null) {
            channel.tap = tap;
        }
    }

    /** When the next merged message is due; {@link Long#MAX_VALUE} when none is. */
    public long nextDueNs(final boolean paused) {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < merged.size(); i++) {
            final Channel channel = merged.get(i);
            if (channel.dirty || channel.isPeriodic() && !paused) {
                next = Math.min(next, channel.flushDueNs);
            }
        }
        return next;
    }

    /** False when the subscriber was not subscribed to it. */
    public boolean unsubscribe(final Subscriber subscriber, final String name) {
        final Channel channel = subscriber.channels.remove(name);
        if (channel == null) {
            return false;
        }
        channel.subscribers.remove(subscriber);
        if (channel.tap != null) {
            channel.tap.onUnsubscribe(subscriber);
        }
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
        final List<Channel> interested = concerned.getOrDefault(step.instrument(), List.of());
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
        int messages = 0;
        for (int copy = 0; copy < copies; copy++) {
            messages += send(channel, out, dueNs);
        }
        return messages;
    }

    /** Sends a finished frame by way of the channel's tap; returns how many went out. */
    static int send(final Channel channel, final FrameWriter frame, final long dueNs) {
        return channel.tap == null
                ? channel.deliver(frame, dueNs)
                : channel.tap.onMessage(channel, frame, dueNs);
    }
}
