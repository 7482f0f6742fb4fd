/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.latency;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.connection.InboundDecoding;
import io.novaring.engine.venue.VenueClient;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How long requests of a recording took to the venue, and answers back: the venue's times of
 * receipt and sending against ours. The two clocks are brought together where the fastest way there
 * took as long as the fastest way back, which is the only thing a recording cannot tell. Immutable
 * once read; any thread.
 */
public final class MeasuredLatency {
    private static final int SAMPLES_MAX = 1 << 16;
    private static final int PENDING_MAX = 1 << 16;
    private static final long NS_PER_US = 1_000;

    private long[] there = new long[256];
    private long[] back = new long[256];
    private int count;
    private long seen;
    private long aheadNs;

    private MeasuredLatency() {}

    /**
     * Reads a recording through. Of more than 65,536 answers as many are kept, each with the same
     * chance.
     *
     * @param source at its first event.
     * @throws IllegalArgumentException when no answer in it tells of the venue's times.
     */
    public static MeasuredLatency read(final List<VenueClient> clients, final EventSource source) {
        final MeasuredLatency measured = new MeasuredLatency();
        final Symbols symbols = new Symbols();
        final FrameDecoder[] decoders =
                clients.stream()
                        .map(client -> InboundDecoding.newDecoder(client.messages(), symbols))
                        .toArray(FrameDecoder[]::new);
        final SplittableRandom random = new SplittableRandom(1);
        // By connection and request; what is never answered must not fill the memory.
        final Map<Long, Long> sent = new HashMap<>();
        final MarketEvent event = new MarketEvent();
        while (source.next(event)) {
            if (event.origin == Origin.OUTBOUND && !event.hasFlag(MarketEvent.UNSENT)) {
                if (sent.size() == PENDING_MAX) {
                    sent.clear();
                }
                sent.put(key(event), event.publishedTimeNs);
            } else if (event.origin == Origin.INBOUND && !sent.isEmpty()) {
                event.kind = EventKind.REJECT;
                InboundDecoding.decode(event, decoders[event.connectionId]);
                final boolean isAnswer =
                        event.kind == EventKind.RESPONSE || event.kind == EventKind.ERROR;
                final Long sentNs = isAnswer ? sent.remove(key(event)) : null;
                if (sentNs != null
                        && event.usIn != MarketEvent.ABSENT
                        && event.usOut != MarketEvent.ABSENT) {
                    measured.add(
                            event.usIn * NS_PER_US - sentNs,
                            event.receivedTimeNs - event.usOut * NS_PER_US,
                            random);
                }
            }
        }
        if (measured.count == 0) {
            throw new IllegalArgumentException(
                    "no latency can be drawn from the recording: it has no answer that says when"
                            + " the venue received its request; give one, such as 2ms");
        }
        return measured.align();
    }

    private static long key(final MarketEvent event) {
        return event.requestId << 8 | event.connectionId & 0xFF;
    }

    private void add(final long thereNs, final long backNs, final SplittableRandom random) {
        seen++;
        if (count == there.length && count < SAMPLES_MAX) {
            there = Arrays.copyOf(there, 2 * count);
            back = Arrays.copyOf(back, 2 * count);
        }
        final int at = count < SAMPLES_MAX ? count++ : (int) Math.min(random.nextLong(seen), count);
        if (at < there.length) {
            there[at] = thereNs;
            back[at] = backNs;
        }
    }

    private MeasuredLatency align() {
        long leastThere = Long.MAX_VALUE;
        long leastBack = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            leastThere = Math.min(leastThere, there[i]);
            leastBack = Math.min(leastBack, back[i]);
        }
        aheadNs = (leastThere - leastBack) / 2;
        for (int i = 0; i < count; i++) {
            there[i] = Math.max(0, there[i] - aheadNs);
            back[i] = Math.max(0, back[i] + aheadNs);
        }
        return this;
    }

    /** Answers that can be drawn. */
    public int count() {
        return count;
    }

    /** By how much the venue's clock was ahead of ours. */
    public long aheadNs() {
        return aheadNs;
    }

    LatencyModel model(final long seed) {
        return new DrawnLatency(
                seed,
                random -> there[random.nextInt(count)],
                random -> back[random.nextInt(count)]);
    }
}
