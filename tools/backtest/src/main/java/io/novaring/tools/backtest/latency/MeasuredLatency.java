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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

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

    // When they left, and once read in their order: ours to the venue, the venue's to us.
    private long[] sent = new long[256];
    private long[] answered = new long[256];
    private int count;
    private long seen;
    private long aheadNs;

    private MeasuredLatency() {}

    /**
     * Reads a recording through. Of more than 65,536 answers as many are kept, each with the same
     * chance.
     *
     * @param source at its first event.
     * @param offsetNs added to all of its times.
     * @throws IllegalArgumentException when no answer in it tells of the venue's times.
     */
    public static MeasuredLatency read(
            final List<VenueClient> clients, final EventSource source, final long offsetNs) {
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
                            sentNs + offsetNs,
                            event.receivedTimeNs + offsetNs,
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

    private void add(
            final long thereNs,
            final long backNs,
            final long sentNs,
            final long receivedNs,
            final SplittableRandom random) {
        seen++;
        if (count == there.length && count < SAMPLES_MAX) {
            there = Arrays.copyOf(there, 2 * count);
            back = Arrays.copyOf(back, 2 * count);
            sent = Arrays.copyOf(sent, 2 * count);
            answered = Arrays.copyOf(answered, 2 * count);
        }
        final int at = count < SAMPLES_MAX ? count++ : (int) Math.min(random.nextLong(seen), count);
        if (at < there.length) {
            there[at] = thereNs;
            back[at] = backNs;
            sent[at] = sentNs;
            answered[at] = receivedNs;
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
            // From here on when it left the venue.
            answered[i] -= back[i];
        }
        final int[] bySent = order(sent);
        final int[] byAnswered = order(answered);
        there = arranged(there, bySent);
        sent = arranged(sent, bySent);
        back = arranged(back, byAnswered);
        answered = arranged(answered, byAnswered);
        return this;
    }

    private int[] order(final long[] timesNs) {
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingLong(i -> timesNs[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    private static long[] arranged(final long[] values, final int[] order) {
        return Arrays.stream(order).mapToLong(i -> values[i]).toArray();
    }

    /** Answers that can be drawn. */
    public int count() {
        return count;
    }

    /** By how much the venue's clock was ahead of ours. */
    public long aheadNs() {
        return aheadNs;
    }

    /**
     * What was measured within a second of a message, nearest to it; where there is nothing, one of
     * all that was measured, drawn. Delays come in clusters: neighbours tell more than the average.
     */
    LatencyModel model(final long seed) {
        return new NearLatency(
                new DrawnLatency(
                        seed,
                        random -> there[random.nextInt(count)],
                        random -> back[random.nextInt(count)]),
                new NearLatency.Measured(sent, there),
                new NearLatency.Measured(answered, back));
    }
}
