/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReplayTest {
    private static final String BOOK = "book.X.raw";

    private final Recording recording = new Recording();
    private long liveHash;
    private long bookHash;

    /** A short run; the recording has everything of it. */
    private void record() {
        final Rig rig = Rig.start(Rig.context().handler("recording", recording));
        rig.subscribe(BOOK);
        rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
        rig.inbound("book " + BOOK + " change 11 10 b:101:3");
        rig.inbound("nonsense");
        rig.lifecycle(Lifecycle.DISCONNECTED, 0);
        rig.lifecycle(Lifecycle.ENGINE_STOPPED, MarketEvent.NONE);
        rig.close();
        liveHash = rig.stages.stateHash();
        bookHash = rig.stages.subscriptions().book("X").contentHash();
    }

    private static EngineContext context() {
        return new EngineContext().client(new TestVenue());
    }

    private int outbound() {
        for (int i = 0; i < recording.size(); i++) {
            if (recording.get(i).origin == Origin.OUTBOUND) {
                return i;
            }
        }
        throw new AssertionError("nothing was sent");
    }

    @Test
    void shouldDecideAsTheRecordedRunDid() {
        record();
        final Recording again = new Recording();
        final Replay replay = new Replay(context().handler("again", again), recording.source());

        final ReplayResult result = replay.run();

        assertNull(result.divergence());
        assertNull(result.missing());
        assertEquals(liveHash, result.stateHash());
        assertEquals(recording.size(), result.eventCount());
        assertEquals(1, result.requestsCompared());
        assertEquals(recording.texts(), again.texts());
        assertEquals(bookHash, replay.book("X").contentHash());
        assertEquals(EventKind.BOOK, again.get(again.size() - 4).kind);
        assertFalse(replay.step(), "it has ended");
    }

    @Test
    void shouldStayAtItsEndHoweverOftenItIsAsked() {
        final Replay replay = new Replay(context().ringLength(64), event -> false);

        for (int i = 0; i < 1_000; i++) {
            assertFalse(replay.step());
        }
    }

    @Test
    void shouldNameTheFirstDivergenceWithBothSides() {
        record();
        Rig.raw(recording.get(outbound()), "subscribe 11 book.Y.raw");

        final ReplayResult result = new Replay(context(), recording.source()).run();

        assertEquals(
                "at sequence "
                        + outbound()
                        + " was sent: subscribe 11 book.Y.raw; the stages now asked for:"
                        + " subscribe 11 book.X.raw",
                result.divergence());
        assertEquals(0, result.requestsCompared());
    }

    @Test
    void shouldNotTakeAnotherRequestIdForTheSame() {
        record();
        recording.get(outbound()).requestId += 8;

        assertNotNull(new Replay(context(), recording.source()).run().divergence());
    }

    @Test
    void shouldTellWhatWasAskedForAndNeverSent() {
        record();
        recording.events.remove(outbound());
        renumber();

        final ReplayResult result = new Replay(context(), recording.source()).run();

        assertEquals("subscribe 11 book.X.raw", result.missing());
        assertNull(result.divergence(), "the record of a killed run may end between the two");
    }

    private void renumber() {
        for (int i = 0; i < recording.size(); i++) {
            recording.get(i).sequence = i;
        }
    }

    @Test
    void shouldSeeADifferentStream() {
        record();
        final int change = recording.size() - 4;
        Rig.raw(recording.get(change), "book " + BOOK + " change 11 10 b:101:4");

        assertNotEquals(liveHash, new Replay(context(), recording.source()).run().stateHash());
    }

    @Test
    void shouldRefuseARecordingThatDoesNotBeginAtItsStart() {
        record();
        recording.events.remove(0);

        final Replay replay = new Replay(context(), recording.source());

        assertEquals(
                "the recording begins at sequence 1 and has no snapshot of what was before: replay it"
                        + " from its start",
                assertThrows(IllegalStateException.class, replay::run).getMessage());
    }

    @Test
    void shouldRefuseAConnectionThatHasNoClient() {
        record();
        recording.get(0).connectionId = 1;
        final Replay replay = new Replay(context(), recording.source());

        assertEquals(
                "the recording has a connection 1 but only 1 clients were given",
                assertThrows(IllegalStateException.class, replay::run).getMessage());
    }

    @Test
    void shouldRefuseAMessageOfNoConnection() {
        record();
        recording.get(outbound()).connectionId = MarketEvent.NONE;
        final Replay replay = new Replay(context(), recording.source());

        assertThrows(IllegalStateException.class, replay::run);
    }

    @Test
    void shouldEndWithTheCauseWhenAHandlerFails() {
        record();
        final List<String> calls = new ArrayList<>();
        final EventHandler<MarketEvent> broken =
                new EventHandler<>() {
                    @Override
                    public void onStart() {
                        calls.add("start");
                    }

                    @Override
                    public void onEvent(
                            final MarketEvent event, final long sequence, final boolean end) {
                        calls.add("event");
                        throw new IllegalArgumentException("on purpose");
                    }

                    @Override
                    public void onShutdown() {
                        calls.add("shutdown");
                    }
                };
        final Replay replay = new Replay(context().handler("broken", broken), recording.source());

        final IllegalStateException e = assertThrows(IllegalStateException.class, replay::run);

        assertEquals("the engine halted: broken failed at sequence=0", e.getMessage());
        assertEquals("on purpose", e.getCause().getMessage());
        assertEquals(List.of("start", "event", "shutdown"), calls);
        assertFalse(replay.step());
    }

    @Test
    void shouldKeepRecordedTimesAtAPace() {
        final int count = 5;
        for (int i = 0; i < count; i++) {
            final MarketEvent event = new MarketEvent();
            event.sequence = i;
            event.connectionId = 0;
            event.publishedTimeNs = 1_000 + i * 20_000_000L;
            recording.events.add(event);
        }
        final List<Long> times = new ArrayList<>();
        final EventHandler<MarketEvent> clock =
                (event, sequence, end) -> times.add(System.nanoTime());

        final Replay replay = new Replay(context().handler("clock", clock), recording.source());
        final long startNs = System.nanoTime();

        replay.run(2);

        for (int i = 0; i < count; i++) {
            assertTrue(times.get(i) - startNs >= i * 10_000_000L, "10 ms between two");
        }
    }

    @Test
    void shouldRefuseAnImpossiblePace() {
        final Replay replay = new Replay(context(), event -> false);

        assertThrows(IllegalArgumentException.class, () -> replay.run(-1));
        assertThrows(IllegalArgumentException.class, () -> replay.run(Double.NaN));
    }

    @Test
    void shouldEndAPacedReplayThatIsInterrupted() {
        for (int i = 0; i < 2; i++) {
            final MarketEvent event = new MarketEvent();
            event.sequence = i;
            event.publishedTimeNs = i * 3_600_000_000_000L;
            recording.events.add(event);
        }
        Thread.currentThread().interrupt();

        final Replay replay = new Replay(context(), recording.source());

        assertThrows(IllegalStateException.class, () -> replay.run(1));
        assertTrue(Thread.interrupted());
    }
}
