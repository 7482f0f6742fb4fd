/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.stage.Stage;
import io.novaring.engine.telemetry.LatencyRecorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventChainTest {
    private final Reports reports = new Reports();
    private final Failures failures = new Failures(reports);
    private final RingBuffer<MarketEvent> ring =
            RingBuffer.createSingleProducer(MarketEvent::new, 64);
    private final List<String> calls = new ArrayList<>();

    private void publish(final int count) {
        for (int i = 0; i < count; i++) {
            ring.publish(ring.next());
        }
    }

    private HandlerSlot slot(final String name, final HandlerContract contract, final long failAt) {
        return new HandlerSlot(
                name,
                contract,
                (event, sequence, endOfBatch) -> {
                    calls.add(name + sequence);
                    if (sequence == failAt) {
                        throw new IllegalArgumentException("on purpose");
                    }
                },
                failures);
    }

    private EventChain chain(final HandlerSlot... slots) {
        return new EventChain("chain", ring, failures, slots);
    }

    @Test
    void shouldCallEveryHandlerInOrderForEachEvent() {
        final EventChain chain =
                chain(slot("a", HandlerContract.GATE, -1), slot("b", HandlerContract.GATE, -1));
        publish(2);

        final int work = chain.doWork();

        assertEquals(1, work);
        assertEquals(List.of("a0", "b0", "a1", "b1"), calls);
        assertEquals(1, chain.sequence().get());
        assertEquals(0, chain.doWork());
    }

    @Test
    void shouldFollowItsUpstreamOnly() {
        final EventChain first = chain(slot("a", HandlerContract.GATE, -1));
        final HandlerSlot[] slots = {slot("b", HandlerContract.GATE, -1)};
        final EventChain second = new EventChain("second", ring, failures, slots, first.sequence());
        publish(1);

        assertEquals(0, second.doWork());
        first.doWork();
        second.doWork();

        assertEquals(List.of("a0", "b0"), calls);
    }

    @Test
    void shouldHaltAndPassNothingOnWhenAGatingHandlerFails() {
        final EventChain chain =
                chain(slot("a", HandlerContract.GATE, 1), slot("b", HandlerContract.GATE, -1));
        publish(3);

        assertThrows(Failures.Halted.class, chain::doWork);

        assertEquals(List.of("a0", "b0", "a1"), calls);
        assertEquals(List.of("a failed at sequence=1"), reports.halts);
        assertEquals("on purpose", failures.halted().getCause().getMessage());
        assertEquals(0, chain.sequence().get(), "only whole events count as handled");
        assertEquals(-1, chain.batchEnd().get(), "the batch never ended");
        assertNull(chain.runningSlot(), "a dead handler is not a stuck one");
    }

    @Test
    void shouldHaltOnAnErrorToo() {
        final EventHandler<MarketEvent> broken =
                (event, sequence, endOfBatch) -> {
                    throw new StackOverflowError();
                };
        final EventChain chain = chain(new HandlerSlot("broken", broken, failures));
        publish(1);

        assertThrows(Failures.Halted.class, chain::doWork);

        assertNotNull(failures.halted());
    }

    @Test
    void shouldGoOnWithoutAHandlerThatDoesNotGate() {
        final EventChain chain =
                chain(
                        slot("a", HandlerContract.DROP_AND_MARK, 0),
                        slot("b", HandlerContract.GATE, -1));
        publish(2);

        chain.doWork();

        assertEquals(List.of("a0", "b0", "b1"), calls);
        assertEquals(List.of("a: a failed at sequence=0"), reports.detached);
        assertNull(failures.halted());
    }

    @Test
    void shouldMarkTheEndOfABatchOnlyBehindItsLastEvent() {
        final EventChain[] self = new EventChain[1];
        final List<Long> ends = new ArrayList<>();
        final EventHandler<MarketEvent> handler =
                (event, sequence, endOfBatch) -> ends.add(self[0].batchEnd().get());
        self[0] = chain(new HandlerSlot("a", handler, failures));
        publish(3);

        self[0].doWork();

        assertEquals(List.of(-1L, -1L, -1L), ends);
        assertEquals(2, self[0].batchEnd().get());
    }

    /** A stage that notes its calls, and fails at one event. */
    private final class NotingStage implements Stage {
        private final String name;
        private final long failAt;

        NotingStage(final String name, final long failAt) {
            this.name = name;
            this.failAt = failAt;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long stateHash() {
            return 0;
        }

        @Override
        public void onEvent(
                final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
            calls.add(name + sequence);
            if (sequence == failAt) {
                throw new IllegalArgumentException("on purpose");
            }
        }
    }

    private HandlerSlot[] stagesAndHandler(final long thirdFailsAt) {
        final HandlerSlot[] slots = new HandlerSlot[5];
        final String[] names = {"a", "b", "c", "d"};
        for (int i = 0; i < names.length; i++) {
            final long failAt = i == 2 ? thirdFailsAt : -1;
            slots[i] = new HandlerSlot(names[i], new NotingStage(names[i], failAt), failures);
        }
        slots[4] = slot("e", HandlerContract.GATE, -1);
        return slots;
    }

    @Test
    void shouldPassStagesAndThoseBehindThemInOrderAndCountThem() {
        final HandlerSlot[] slots = stagesAndHandler(-1);
        final EventChain chain = chain(slots);
        // The first event is timed, the others go the short way.
        publish(3);

        chain.doWork();

        assertEquals(
                List.of(
                        "a0", "b0", "c0", "d0", "e0", "a1", "b1", "c1", "d1", "e1", "a2", "b2",
                        "c2", "d2", "e2"),
                calls);
        for (final HandlerSlot slot : slots) {
            assertEquals(3, slot.stats().events(), slot.name());
        }
        assertNull(chain.runningSlot());
    }

    @Test
    void shouldNameTheStageThatFailsAndPassNothingOn() {
        final HandlerSlot[] slots = stagesAndHandler(1);
        final EventChain chain = chain(slots);
        publish(3);

        assertThrows(Failures.Halted.class, chain::doWork);

        assertEquals(List.of("a0", "b0", "c0", "d0", "e0", "a1", "b1", "c1"), calls);
        assertEquals(List.of("c failed at sequence=1"), reports.halts);
        assertEquals(0, chain.sequence().get(), "only whole events count as handled");
        assertNull(chain.runningSlot(), "a dead stage is not a stuck one");
    }

    @Test
    void shouldPassTheEnginesOwnHandlersAndGoOnWithoutTheOneThatMayBeDetached() {
        final HandlerSlot[] slots = Arrays.copyOf(stagesAndHandler(-1), 9);
        slots[4] = new HandlerSlot("latency", new LatencyRecorder(() -> 0), failures);
        slots[5] = slot("f", HandlerContract.DETACH, 2);
        slots[6] =
                new HandlerSlot(
                        "requests",
                        new Commands(new UserCommands(1 << 16, () -> {}), failures),
                        failures);
        slots[7] = slot("h", HandlerContract.GATE, -1);
        slots[8] = slot("i", HandlerContract.GATE, -1);
        assertTrue(HandlerSlot.areEngines(slots, 4));
        final EventChain chain = chain(slots);
        publish(4);

        chain.doWork();

        assertEquals(
                "a0 b0 c0 d0 f0 h0 i0 a1 b1 c1 d1 f1 h1 i1 a2 b2 c2 d2 f2 h2 i2 a3 b3 c3 d3 h3 i3",
                String.join(" ", calls));
        assertEquals(List.of("f: f failed at sequence=2"), reports.detached);
        for (final HandlerSlot slot : slots) {
            assertEquals(slot == slots[5] ? 3 : 4, slot.stats().events(), slot.name());
        }
        assertNull(chain.runningSlot());
        assertNull(failures.halted());
    }

    @Test
    void shouldStartAndShutDownHandlers() {
        final EventChain chain = chain(new HandlerSlot("a", new Lifecycled(false), failures));

        chain.onStart();
        chain.onClose();

        assertEquals(List.of("start", "shutdown"), calls);
    }

    @Test
    void shouldHaltWhenAHandlerDoesNotStart() {
        final EventChain chain = chain(new HandlerSlot("a", new Lifecycled(true), failures));

        assertThrows(Failures.Halted.class, chain::onStart);

        assertEquals(List.of("a failed to start"), reports.halts);
    }

    @Test
    void shouldReportAHandlerThatDoesNotShutDown() {
        final EventChain chain =
                chain(
                        new HandlerSlot("a", new Lifecycled(true), failures),
                        new HandlerSlot("b", new Lifecycled(false), failures));

        chain.onClose();

        assertEquals(List.of("shutdown", "shutdown"), calls);
        assertEquals(List.of("a: failed to shut down"), reports.detached);
    }

    @Test
    void shouldNameTheRunningHandlerAndItsEvent() {
        final List<HandlerSlot> seen = new ArrayList<>();
        final EventChain[] self = new EventChain[1];
        final EventHandler<MarketEvent> looker =
                (event, sequence, endOfBatch) -> {
                    seen.add(self[0].runningSlot());
                    assertEquals(sequence, self[0].runningSequence());
                };
        final HandlerSlot slot = new HandlerSlot("looker", looker, failures);
        self[0] = chain(slot("a", HandlerContract.GATE, -1), slot);
        publish(2);

        self[0].doWork();

        assertEquals(2, seen.size());
        assertSame(slot, seen.get(1));
        assertNull(self[0].runningSlot());
        assertNull(failures.halted());
    }

    @Test
    void shouldSurviveAListenerThatThrows() {
        final EngineListener broken =
                new EngineListener() {
                    @Override
                    public void onHalt(final String culprit, final Throwable cause) {
                        throw new IllegalStateException("the listener's own");
                    }
                };
        final Failures own = new Failures(broken);

        own.halt("first", new IllegalArgumentException("one"));
        own.halt("second", new IllegalArgumentException("two"));

        assertTrue(own.halted().getMessage().endsWith("first"));
    }

    private final class Lifecycled implements EventHandler<MarketEvent> {
        private final boolean fails;

        Lifecycled(final boolean fails) {
            this.fails = fails;
        }

        @Override
        public void onEvent(final MarketEvent event, final long sequence, final boolean end) {}

        @Override
        public void onStart() {
            call("start");
        }

        @Override
        public void onShutdown() {
            call("shutdown");
        }

        private void call(final String name) {
            calls.add(name);
            if (fails) {
                throw new IllegalStateException("on purpose");
            }
        }
    }
}
