/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.EventKind;
import io.novaring.codec.EventSink;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which messages are published together. */
final class EventPublisherTest {
    private static final FrameDecoder DECODER = event -> event.kind = EventKind.QUOTE;

    private final ManualClock clock = new ManualClock();
    private final List<String> published = new ArrayList<>();
    private final EventPublisher events = publisher(16);
    private int count;
    private long heldNs;
    private boolean hasRoom = true;

    private EventPublisher publisher(final int holdMax) {
        return new EventPublisher(new Sink(holdMax), clock, new Symbols());
    }

    private void receive(final int messages) {
        receive(events, messages);
    }

    private void receive(final EventPublisher publisher, final int messages) {
        for (int i = 0; i < messages; i++) {
            publisher.publishInbound(next(publisher), true);
        }
    }

    private MarketEvent next(final EventPublisher publisher) {
        final byte[] text = String.valueOf(count++).getBytes(StandardCharsets.US_ASCII);
        return publisher.inbound(0, 1, 1, DECODER, ByteBuffer.wrap(text), 0, text.length);
    }

    @Test
    void shouldPublishWhatIsHeldWithAMessageThatMustNotWait() {
        receive(4);
        clock.advance(1);
        final long nowNs = clock.epochNs();
        events.publish(next(events));
        receive(1);
        events.publishInbound(next(events), false);
        events.endRead();

        assertEquals(List.of("0", "1 2", "3 4", "5 6"), published);
        assertEquals(nowNs, heldNs);
    }

    @Test
    void shouldPublishTheFirstOfAReadAtOnceAndLaterOnesInGroupsThatGrow() {
        receive(7);
        assertEquals(List.of("0", "1 2", "3 4 5 6"), published);

        receive(9);
        assertEquals("7 8 9 10 11 12 13 14", published.get(3));
        assertEquals(4, published.size());

        events.endRead();
        assertEquals(List.of("15"), published.subList(4, published.size()));
    }

    @Test
    void shouldHoldNoMoreThanTheSinkTakes() {
        receive(16 + 15 + 16);
        events.endRead();

        assertEquals(16, published.get(4).split(" ").length);
        assertEquals(16, published.get(5).split(" ").length);
        assertEquals(6, published.size());
    }

    @Test
    void shouldBeginAnewWithEachRead() {
        receive(5);
        events.endRead();
        receive(3);
        events.endRead();
        events.endRead();

        assertEquals(List.of("0", "1 2", "3 4", "5", "6 7"), published);
    }

    @Test
    void shouldPublishWhatIsHeldBeforeAnythingElse() {
        receive(2);
        events.tick(0, 1, clock.epochNs());
        receive(1);
        events.endRead();

        assertEquals(List.of("0", "1", "TICK", "2"), published);
    }

    @Test
    void shouldHoldNothingForASinkThatTakesOneAtATime() {
        receive(publisher(1), 3);

        assertEquals(List.of("0", "1", "2"), published);
    }

    @Test
    void shouldHoldNothingWhileThereIsNoRoomForMore() {
        receive(3);
        hasRoom = false;
        receive(2);

        assertEquals(List.of("0", "1 2", "3", "4"), published);
    }

    @Test
    void shouldSayWhenAGroupWasPublished() {
        receive(2);
        clock.advance(1);
        final long nowNs = clock.epochNs();
        receive(1);

        assertEquals(List.of("0", "1 2"), published);
        assertEquals(nowNs, heldNs);
    }

    /** Notes what is published together. */
    private final class Sink implements EventSink {
        private final int holdMax;
        private final MarketEvent event = new MarketEvent();
        private final List<String> held = new ArrayList<>();

        Sink(final int holdMax) {
            this.holdMax = holdMax;
        }

        @Override
        public MarketEvent claim() {
            return event;
        }

        @Override
        public void publish() {
            assertEquals(List.of(), held, "held ones come first");
            published.add(event.kind == EventKind.QUOTE ? event.rawText() : event.kind.name());
        }

        @Override
        public int holdMax() {
            return holdMax;
        }

        @Override
        public boolean hold() {
            held.add(event.rawText());
            return hasRoom;
        }

        @Override
        public void publishHeld(final long nowNs) {
            heldNs = nowNs;
            published.add(String.join(" ", held));
            held.clear();
        }
    }
}
