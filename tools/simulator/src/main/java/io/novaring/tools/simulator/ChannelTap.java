/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.channel.BookSurgery;
import io.novaring.tools.simulator.channel.Channel;
import io.novaring.tools.simulator.channel.Subscriber;
import io.novaring.tools.simulator.channel.Tap;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Counts one channel's messages and does to them what is planned. Simulator thread only. */
final class ChannelTap implements Tap {
    private long frames;
    private byte[] held;
    private ArmedFault holding;
    private final Faults faults;
    private final BookSurgery surgery = new BookSurgery();
    private final FrameWriter scratch = new FrameWriter();
    private final Supplier<Instrument> instrument;
    private final Deque<ArmedFault> armed = new ArrayDeque<>();
    private final List<ArmedFault> waiting = new ArrayList<>();
    private final Set<Subscriber> silent = new HashSet<>();
    private final Map<Subscriber, ArmedFault> withheld = new HashMap<>();

    /**
     * @param instrument of the channel, asked for when a book is broken.
     */
    ChannelTap(final Faults faults, final Supplier<Instrument> instrument) {
        this.faults = faults;
        this.instrument = instrument;
    }

    /** It happens to the next message. */
    void arm(final ArmedFault fault) {
        armed.add(fault);
    }

    /** It is due once the channel has had the trigger's number of messages. */
    void await(final ArmedFault fault) {
        waiting.add(fault);
    }

    void silence(final Subscriber subscriber) {
        silent.add(subscriber);
    }

    void withhold(final Subscriber subscriber, final ArmedFault fault) {
        withheld.put(subscriber, fault);
    }

    @Override
    public boolean isSilent(final Subscriber subscriber) {
        return !silent.isEmpty() && silent.contains(subscriber);
    }

    @Override
    public void onUnsubscribe(final Subscriber subscriber) {
        silent.remove(subscriber);
        withheld.remove(subscriber);
    }

    @Override
    public void onFirst(
            final Channel channel,
            final Subscriber subscriber,
            final FrameWriter frame,
            final long dueNs) {
        final ArmedFault fault = withheld.remove(subscriber);
        if (fault != null) {
            faults.fired(fault, List.of(subscriber), channel.name(), describe(frame));
        } else if (!isSilent(subscriber)) {
            channel.deliverTo(subscriber, frame, dueNs);
            count(channel, 1);
        }
    }

    @Override
    public int onMessage(final Channel channel, final FrameWriter frame, final long dueNs) {
        int messages = 0;
        if (held != null) {
            messages = channel.deliver(frame, dueNs);
            scratch.reset().raw(held).finish(FrameWriter.TEXT);
            messages += channel.deliver(scratch, dueNs);
            fired(holding, channel, surgery.describe(held));
            held = null;
        } else if (armed.isEmpty()) {
            messages = channel.deliver(frame, dueNs);
        } else {
            messages = broken(armed.poll(), channel, frame, dueNs);
        }
        count(channel, messages);
        return messages;
    }

    private int broken(
            final ArmedFault fault,
            final Channel channel,
            final FrameWriter frame,
            final long dueNs) {
        final Fault what = fault.planned().fault();
        switch (what.kind()) {
            case GAP -> {
                fired(fault, channel, describe(frame));
                return 0;
            }
            case REORDER -> {
                held = frame.payload();
                holding = fault;
                return 0;
            }
            case DUPLICATE -> {
                fired(fault, channel, describe(frame));
                return channel.deliver(frame, dueNs) + channel.deliver(frame, dueNs);
            }
            default -> {
                scratch.reset().raw(surgery.cut(frame.payload(), what, instrument.get()));
                fired(fault, channel, describe(frame));
                return channel.deliver(scratch.finish(FrameWriter.TEXT), dueNs);
            }
        }
    }

    private String describe(final FrameWriter frame) {
        return surgery.describe(frame.payload());
    }

    private void fired(final ArmedFault fault, final Channel channel, final String detail) {
        faults.fired(fault, channel.subscribers(), channel.name(), detail);
    }

    /** A message of a channel that never comes by here itself. */
    void countOne(final Subscriber subscriber, final String channel) {
        frames++;
        check(List.of(subscriber), channel);
    }

    private void count(final Channel channel, final int messages) {
        frames += messages;
        check(channel.subscribers(), channel.name());
    }

    /** Arms what has had its number of messages. */
    void check(final List<Subscriber> subscribers, final String channel) {
        for (int i = 0; i < waiting.size(); i++) {
            final ArmedFault fault = waiting.get(i);
            if (frames >= fault.planned().trigger().count()) {
                waiting.remove(i--);
                faults.arm(fault, subscribers, channel);
            }
        }
    }
}
