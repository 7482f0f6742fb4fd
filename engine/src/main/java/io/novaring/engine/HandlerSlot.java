/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.engine.telemetry.LatencyRecorder;
import io.novaring.engine.telemetry.Measure.Kind;
import io.novaring.engine.telemetry.Measure.Unit;
import io.novaring.engine.telemetry.Measures;
import io.novaring.engine.telemetry.Telemetry;
import io.novaring.engine.view.NamedHandler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A handler's place in a chain, with its name, contract and figures. */
final class HandlerSlot {
    private static final int SAMPLE_MASK = 1023;

    /** How many of its own {@link #create} puts before those of the user. */
    static final int ENGINE_COUNT = 4;

    /** Names in figures and reports that are taken. */
    private static final Set<String> ENGINE_NAMES =
            Set.of(
                    "heartbeat",
                    "rate-limit",
                    "subscription",
                    "response",
                    "journal",
                    "latency",
                    "telemetry",
                    "requests",
                    "order-futures");

    private final String name;
    private final HandlerContract contract;
    private final EventHandler<MarketEvent> handler;
    private final Failures failures;

    // Written by the chain's thread with ordered stores; read by whoever asks for figures.
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong sampledNs = new AtomicLong();
    private final AtomicLong sampledMaxNs = new AtomicLong();
    private final AtomicLong samples = new AtomicLong();

    // Events that the chain passed to this and its neighbours without a call of onEvent() here: one
    // number for all of them, as each of its own would be a line of the cache more for each event.
    private AtomicLong passed = new AtomicLong();

    // Set by the chain's thread or by the handler's own; read by both.
    private final AtomicBoolean detached = new AtomicBoolean();

    HandlerSlot(
            final String name,
            final HandlerContract contract,
            final EventHandler<MarketEvent> handler,
            final Failures failures) {
        this.name = name;
        this.contract = contract;
        this.handler = handler;
        this.failures = failures;
    }

    /** A handler that gates. */
    HandlerSlot(
            final String name, final EventHandler<MarketEvent> handler, final Failures failures) {
        this(name, HandlerContract.GATE, handler, failures);
    }

    String name() {
        return name;
    }

    HandlerContract contract() {
        return contract;
    }

    EventHandler<MarketEvent> handler() {
        return handler;
    }

    /** The queue of a handler that does not gate, else null. */
    BufferedHandler buffer() {
        return handler instanceof BufferedHandler buffered ? buffered : null;
    }

    boolean isDetached() {
        return detached.get();
    }

    /** Gives the handler no further event, and says so once. */
    void detach(final String why, final Throwable cause) {
        if (detached.compareAndSet(false, true)) {
            failures.detached(name, why, cause);
        }
    }

    /** Where the chain counts what it passes to the handler itself; before the first event. */
    void countIn(final AtomicLong counter) {
        passed = counter;
    }

    /** True when the next call of {@link #onEvent} will be timed; the chain's thread. */
    boolean isTimedNext() {
        return isTimed(events.getPlain());
    }

    private boolean isTimed(final long count) {
        return (count + passed.getPlain() & SAMPLE_MASK) == 0;
    }

    /** Counts an event that the chain passed to the handler alone; the chain's thread. */
    void count() {
        events.lazySet(events.getPlain() + 1);
    }

    private long eventCount() {
        return events.get() + passed.get();
    }

    void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch)
            throws Exception {
        final long count = events.getPlain();
        events.lazySet(count + 1);
        // Two clock reads cost more than most handlers: only every 1,024th call pays them.
        if (!isTimed(count)) {
            handler.onEvent(event, sequence, endOfBatch);
            return;
        }
        final long startNs = System.nanoTime();
        handler.onEvent(event, sequence, endOfBatch);
        final long elapsedNs = System.nanoTime() - startNs;
        sampledNs.lazySet(sampledNs.getPlain() + elapsedNs);
        samples.lazySet(samples.getPlain() + 1);
        if (elapsedNs > sampledMaxNs.getPlain()) {
            sampledMaxNs.lazySet(elapsedNs);
        }
    }

    /** Figures so far; any thread. */
    HandlerStats stats() {
        final BufferedHandler buffered = buffer();
        return new HandlerStats(
                name,
                contract,
                eventCount(),
                buffered == null ? 0 : buffered.dropped(),
                buffered == null ? 0 : buffered.conflated(),
                detached.get(),
                meanNs(),
                sampledMaxNs.get());
    }

    /**
     * Adds this handler's figures.
     *
     * @param lag events on the ring that it has not seen; of one with a queue, those in its queue.
     * @param room how many of these there can be.
     */
    void addTo(final Measures measures, final LongSupplier lag, final long room) {
        final BufferedHandler buffered = handler instanceof BufferedHandler b ? b : null;
        final String[] labels = {
            "handler", name, "contract", contract.name().toLowerCase(Locale.ROOT).replace('_', '-')
        };
        measures.counter("handler_events", this::eventCount, labels);
        measures.gauge("handler_lag", buffered == null ? lag : buffered::waiting, labels);
        final long length = buffered == null ? room : buffered.queueLength();
        measures.gauge("handler_room", () -> length, labels);
        measures.gauge("handler_detached", () -> detached.get() ? 1 : 0, labels);
        measures.add(Kind.GAUGE, Unit.NANOSECONDS, "handler_mean", this::meanNs, labels);
        measures.add(Kind.GAUGE, Unit.NANOSECONDS, "handler_longest", sampledMaxNs::get, labels);
        if (buffered != null) {
            measures.counter("handler_dropped", buffered::dropped, labels);
            measures.counter("handler_conflated", buffered::conflated, labels);
        }
    }

    private long meanNs() {
        final long count = samples.get();
        return count == 0 ? 0 : sampledNs.get() / count;
    }

    /**
     * True when what {@link #create} gave begins at {@code from}; only one of it can be detached.
     */
    static boolean areEngines(final HandlerSlot[] slots, final int from) {
        return slots.length >= from + ENGINE_COUNT
                && slots[from].handler instanceof LatencyRecorder
                && slots[from + 1].contract == HandlerContract.DETACH
                && slots[from + 2].handler instanceof Commands;
    }

    /** The slots behind the stages: the engine's own four, then the user's. */
    static List<HandlerSlot> create(
            final List<HandlerSpec> specs,
            final Telemetry telemetry,
            final Commands commands,
            final EventHandler<MarketEvent> orders,
            final Stages stages,
            final Symbols symbols,
            final Failures failures) {
        final List<HandlerSlot> slots = new ArrayList<>();
        slots.add(new HandlerSlot("latency", telemetry.latency(), failures));
        // Not a gate: whatever goes wrong there, the ring goes on.
        slots.add(new HandlerSlot("telemetry", HandlerContract.DETACH, telemetry.tap(), failures));
        slots.add(new HandlerSlot("requests", commands, failures));
        slots.add(new HandlerSlot("order-futures", orders, failures));
        for (final HandlerSpec spec : specs) {
            final EventHandler<MarketEvent> handler = spec.handler(symbols);
            slots.add(
                    spec.contract() == HandlerContract.GATE
                            ? new HandlerSlot(spec.name(), handler, failures)
                            : buffered(spec, stages, symbols.channels(), failures));
        }
        return slots;
    }

    private static HandlerSlot buffered(
            final HandlerSpec spec,
            final Stages stages,
            final SymbolTable symbols,
            final Failures failures) {
        final Conflation conflation =
                spec.contract() == HandlerContract.CONFLATE
                        ? new Conflation(stages.subscriptions(), symbols)
                        : null;
        final BufferedHandler handler =
                new BufferedHandler(
                        spec.name(),
                        spec.contract(),
                        spec.handler(),
                        spec.queueLength(),
                        conflation,
                        failures);
        final HandlerSlot slot = new HandlerSlot(spec.name(), spec.contract(), handler, failures);
        handler.attach(slot);
        return slot;
    }

    /** A handler as it was asked for. */
    record HandlerSpec(
            String name,
            HandlerContract contract,
            int queueLength,
            EventHandler<MarketEvent> handler) {
        HandlerSpec {
            Objects.requireNonNull(contract, "contract");
            Objects.requireNonNull(handler, "handler");
            if (name.isBlank()) {
                throw new IllegalArgumentException("a handler needs a name");
            }
            if (Integer.bitCount(queueLength) != 1 || queueLength < 1) {
                throw new IllegalArgumentException(
                        "queueLength of " + name + " not a power of two: " + queueLength);
            }
        }

        /** The handler, once it was handed the names if it wants them: before any event. */
        EventHandler<MarketEvent> handler(final Symbols symbols) {
            if (handler instanceof NamedHandler named) {
                named.names(symbols);
            }
            return handler;
        }

        /** Checks that every handler can be told from the others. */
        static void checkNames(final List<HandlerSpec> handlers) {
            final Set<String> names = new HashSet<>();
            for (final HandlerSpec handler : handlers) {
                if (ENGINE_NAMES.contains(handler.name())) {
                    throw new IllegalArgumentException(
                            "the engine has a handler of its own named " + handler.name());
                }
                if (!names.add(handler.name())) {
                    throw new IllegalArgumentException("two handlers are named " + handler.name());
                }
            }
        }
    }
}
