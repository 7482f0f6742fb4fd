/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.venue.VenueClient;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.Agent;

/** Any pace of a handler against any pace of the ring, on one thread: nothing depends on time. */
final class BufferedHandlerProperties {
    private static final int QUEUE_LENGTH = 4;

    private Recording recording;
    private final Failures failures = new Failures(new Reports());
    private BufferedHandler handler;
    private Agent agent;

    private void create(final HandlerContract contract) {
        recording = new Recording();
        ends = 0;
        final List<VenueClient> clients = List.of(new TestVenue());
        final Symbols symbols = new Symbols(1 << 10, 1 << 10);
        final Conflation conflation =
                contract == HandlerContract.CONFLATE
                        ? new Conflation(
                                new Stages(
                                                clients,
                                                symbols,
                                                null,
                                                null,
                                                RateLimitStage.Listener.NONE)
                                        .subscriptions(),
                                symbols.channels())
                        : null;
        handler = new BufferedHandler("h", contract, recording, QUEUE_LENGTH, conflation, failures);
        handler.attach(new HandlerSlot("h", contract, handler, failures));
        agent = handler.agent();
    }

    private void takeOut(final int count) {
        try {
            for (int i = 0; i < count; i++) {
                agent.doWork();
            }
        } catch (final Exception e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 300)
    void shouldAccountForEveryEvent(
            @ForAll @Size(max = 200) final List<@IntRange(max = 3) Integer> paces) {
        create(HandlerContract.DROP_AND_MARK);
        final MarketEvent event = new MarketEvent();
        for (int i = 0; i < paces.size(); i++) {
            event.sequence = i;
            handler.onEvent(event, i, true);
            takeOut(paces.get(i));
        }
        takeOut(QUEUE_LENGTH);
        event.sequence = paces.size();
        handler.onEvent(event, event.sequence, true);
        takeOut(1);

        assertEquals(paces.size() + 1, recording.size() + handler.dropped());
        assertEquals(handler.dropped(), markedDrops());
        long next = 0;
        for (final MarketEvent delivered : recording.events) {
            assertEquals(next + delivered.droppedBefore, delivered.sequence);
            assertEquals(
                    delivered.droppedBefore > 0, delivered.hasFlag(MarketEvent.DROPPED_BEFORE));
            next = delivered.sequence + 1;
        }
    }

    private long markedDrops() {
        return recording.events.stream().mapToLong(e -> e.droppedBefore).sum();
    }

    @Property(tries = 300)
    void shouldKeepTheNewestStateOfEveryChannel(
            @ForAll @Size(max = 200) final List<@IntRange(max = 14) Integer> steps) {
        create(HandlerContract.CONFLATE);
        final long[] newest = new long[4];
        final MarketEvent event = new MarketEvent();
        for (int i = 0; i < steps.size(); i++) {
            final int channel = steps.get(i) % 5;
            event.reset(event.origin, kindOf(channel));
            event.connectionId = 0;
            event.sequence = i;
            if (channel < 3) {
                event.channelId = channel;
                event.ticker.bestBidPrice = i + 1;
                newest[channel] = i + 1;
            } else if (channel == 3) {
                // What became of the connection is a state too.
                event.requestId = i + 1;
                newest[channel] = i + 1;
            }
            handler.onEvent(event, i, true);
            takeOut(steps.get(i) / 5);
        }
        // The handler gets the time to take what is left, the way a closing engine gives it.
        while (!isIdle(event, steps.size())) {
            takeOut(1);
        }

        final long[] last = new long[4];
        long conflated = 0;
        for (final MarketEvent delivered : recording.events) {
            if (delivered.kind == EventKind.QUOTE) {
                final int channel = delivered.channelId;
                assertTrue(delivered.ticker.bestBidPrice > last[channel], "never an older state");
                last[channel] = delivered.ticker.bestBidPrice;
            } else if (delivered.kind == EventKind.LIFECYCLE) {
                assertTrue(delivered.requestId > last[3], "never an older state");
                last[3] = delivered.requestId;
            }
            conflated += delivered.hasFlag(MarketEvent.CONFLATED) ? 1 : 0;
        }
        for (int channel = 0; channel < 4; channel++) {
            assertEquals(newest[channel], last[channel], "the newest state of each channel");
        }
        final long published = steps.size() + ends;
        assertEquals(
                published,
                recording.size() - conflated + handler.conflated() + handler.dropped(),
                "every event was delivered, conflated or dropped");
    }

    private static EventKind kindOf(final int channel) {
        return switch (channel) {
            case 3 -> EventKind.LIFECYCLE;
            case 4 -> EventKind.NOTIFICATION;
            default -> EventKind.QUOTE;
        };
    }

    private long ends;

    /** Offers one more event; true when it went through, and so everything before it. */
    private boolean isIdle(final MarketEvent event, final long sequence) {
        ends++;
        event.reset(event.origin, EventKind.TICK);
        event.sequence = sequence + ends;
        final long before = handler.dropped();
        handler.onEvent(event, event.sequence, true);
        if (handler.dropped() > before) {
            return false;
        }
        takeOut(QUEUE_LENGTH);
        return true;
    }
}
