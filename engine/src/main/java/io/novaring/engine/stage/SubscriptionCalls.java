/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.venue.SubscriptionHandler;
import java.util.Arrays;

/**
 * Subscribe and unsubscribe requests of one connection that wait for their answer. Bounded: when
 * all are taken, further requests wait in their queue.
 */
final class SubscriptionCalls {
    static final int CALLS_MAX = 64;

    private final Call[] calls = new Call[CALLS_MAX];
    private int serial;

    /** One request and the channels it names, by index. */
    static final class Call {
        int serial;
        boolean isOpen;
        boolean isSubscribe;
        long requestId;
        long askedNs;
        int count;
        int[] channels = new int[8];

        private void add(final int channel) {
            if (count == channels.length) {
                channels = Arrays.copyOf(channels, count << 1);
            }
            channels[count++] = channel;
        }
    }

    SubscriptionCalls() {
        Arrays.setAll(calls, i -> new Call());
    }

    /** An unused call, or null when there is none; it stays unused until it is opened. */
    Call free() {
        for (final Call call : calls) {
            if (!call.isOpen) {
                call.count = 0;
                return call;
            }
        }
        return null;
    }

    void add(final Call call, final int channel) {
        call.add(channel);
    }

    void open(
            final Call call, final boolean isSubscribe, final long requestId, final long askedNs) {
        call.isOpen = true;
        call.isSubscribe = isSubscribe;
        call.requestId = requestId;
        call.askedNs = askedNs;
        call.serial = ++serial;
    }

    /** The open call with this request id, or null. */
    Call find(final long requestId) {
        for (final Call call : calls) {
            if (call.isOpen && call.requestId == requestId) {
                return call;
            }
        }
        return null;
    }

    /** The open call that was asked first, or null. */
    Call oldest() {
        Call oldest = null;
        for (final Call call : calls) {
            if (call.isOpen && (oldest == null || call.serial < oldest.serial)) {
                oldest = call;
            }
        }
        return oldest;
    }

    /** An open call that was asked before this time, or null. */
    Call askedBefore(final long timeNs) {
        for (final Call call : calls) {
            if (call.isOpen && call.askedNs <= timeNs) {
                return call;
            }
        }
        return null;
    }

    void clear() {
        for (final Call call : calls) {
            call.isOpen = false;
        }
    }

    void write(final StateWriter target) {
        target.integer(serial);
        for (final Call call : calls) {
            target.flag(call.isOpen);
            if (call.isOpen) {
                target.integer(call.serial);
                target.flag(call.isSubscribe);
                target.number(call.requestId);
                target.number(call.askedNs);
                target.integer(call.count);
                for (int i = 0; i < call.count; i++) {
                    target.integer(call.channels[i]);
                }
            }
        }
    }

    /**
     * Takes what {@link #write} wrote.
     *
     * @param channelCount channels there are.
     */
    void read(final StateReader source, final int channelCount) {
        serial = source.integer();
        for (final Call call : calls) {
            call.isOpen = source.flag();
            call.count = 0;
            if (call.isOpen) {
                call.serial = source.integer();
                call.isSubscribe = source.flag();
                call.requestId = source.number();
                call.askedNs = source.number();
                final int count = source.count("channels asked for", channelCount, Integer.BYTES);
                for (int i = 0; i < count; i++) {
                    call.add(source.integer("channel asked for", 0, channelCount - 1));
                }
            }
        }
    }

    /** Marks what an answer grants and refuses, by the number of the call it answers. */
    static final class Answer implements SubscriptionHandler.AcknowledgementSink {
        private final ChannelTable channels;
        private final StageCounters<Counter> counters;
        private Call call;

        Answer(final ChannelTable channels, final StageCounters<Counter> counters) {
            this.channels = channels;
            this.counters = counters;
        }

        Answer of(final Call answered) {
            call = answered;
            return this;
        }

        @Override
        public void granted(final byte[] source, final int offset, final int length) {
            final int channel = channels.lookup(source, offset, length);
            if (channel < 0) {
                counters.increment(Counter.UNKNOWN_GRANTS);
            } else {
                channels.grantedSerial[channel] = call.serial;
            }
        }

        @Override
        public void refused(final byte[] source, final int offset, final int length) {
            final int channel = channels.lookup(source, offset, length);
            if (channel >= 0) {
                channels.refusedSerial[channel] = call.serial;
            }
        }

        @Override
        public void grantedAll() {
            for (int i = 0; i < call.count; i++) {
                channels.grantedSerial[call.channels[i]] = call.serial;
            }
        }
    }
}
