/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.engine.connection.EpochClock;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.stage.RequestSink;
import io.novaring.engine.telemetry.Telemetry;
import io.novaring.engine.venue.VenueClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;

/**
 * Stages, handlers and ring as an engine has them, fed by the test's thread in place of sockets.
 */
final class Rig implements AutoCloseable, RequestSink {
    private static final long STEP_NS = 1_000_000;
    static final int RING_LENGTH = 64;

    final Failures failures;
    final Symbols symbols = new Symbols(1 << 10, 1 << 10);
    final List<VenueClient> clients;
    final Stages stages;
    final Telemetry telemetry;
    final List<HandlerSlot> slots;
    final Pipeline pipeline;
    final List<Runner> runners = new ArrayList<>();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final FrameDecoder[] decoders;
    private long nowNs = 1_700_000_000_000_000_000L;

    private record Sent(int connectionId, int epoch, int type, long requestId, byte[] message) {}

    Rig(final EngineContext context) {
        context.conclude();
        failures = new Failures(context.listener());
        clients = context.clients();
        final Commands commands = new Commands(new UserCommands(1 << 16, () -> {}), failures);
        stages = new Stages(clients, symbols, this, commands, RateLimitStage.Listener.NONE);
        telemetry =
                context.telemetry()
                        .create(clients, symbols, EpochClock.system()::epochNs, failures::unheard);
        slots =
                HandlerSlot.create(
                        context.handlers(),
                        telemetry,
                        commands,
                        (event, sequence, isEndOfBatch) -> {},
                        stages,
                        symbols,
                        failures);
        pipeline =
                new Pipeline(
                        context.ringLengthOr(RING_LENGTH),
                        context.topology(),
                        stages,
                        slots,
                        context.journal(),
                        context.cores() > 1,
                        context.telemetry().late().laggingAfterNs(),
                        failures);
        decoders = new FrameDecoder[clients.size()];
        for (int i = 0; i < decoders.length; i++) {
            decoders[i] = clients.get(i).messages().newDecoder(symbols);
        }
        for (final Agent agent : pipeline.threaded()) {
            runners.add(new Runner(agent, IdleMode.BACKOFF, failures, pipeline.isJournal(agent)));
        }
    }

    /** A context on one core: everything but journals and queues runs on the test's thread. */
    static EngineContext context() {
        return new EngineContext()
                .client(new TestVenue())
                .cores(4)
                .topology(Topology.INLINE)
                .ringLength(RING_LENGTH);
    }

    static Rig start(final EngineContext context) {
        final Rig rig = new Rig(context);
        rig.pipeline.onStart();
        rig.runners.forEach(Runner::start);
        return rig;
    }

    MarketEvent claim(final Origin origin, final EventKind kind, final int connectionId) {
        final MarketEvent event = pipeline.claim();
        event.reset(origin, kind);
        event.connectionId = connectionId;
        event.epoch = 1;
        nowNs += STEP_NS;
        event.receivedTimeNs = nowNs;
        event.publishedTimeNs = nowNs;
        return event;
    }

    void inbound(final String text) {
        inbound(0, text);
    }

    void inbound(final int connectionId, final String text) {
        final MarketEvent event = claim(Origin.INBOUND, EventKind.REJECT, connectionId);
        raw(event, text);
        decoders[connectionId].decode(event);
        pipeline.publish();
    }

    void tick() {
        claim(Origin.TICK, EventKind.TICK, 0);
        pipeline.publish();
    }

    void lifecycle(final Lifecycle state, final int connectionId) {
        claim(Origin.LIFECYCLE, EventKind.LIFECYCLE, connectionId).code = state.code();
        pipeline.publish();
    }

    /** Connects and is granted these channels, on every connection. */
    void subscribe(final String... channels) {
        for (int i = 0; i < clients.size(); i++) {
            lifecycle(Lifecycle.CONNECTED, i);
            final MarketEvent command = claim(Origin.COMMAND, EventKind.COMMAND, i);
            command.code = CommandType.SUBSCRIBE.code();
            raw(command, String.join("\n", channels));
            pipeline.publish();
        }
        answer();
    }

    /** Publishes what the stages sent, with the venue's consent to it. */
    void answer() {
        settle();
        for (Sent wish = sent.poll(); wish != null; wish = sent.poll()) {
            final MarketEvent event = claim(Origin.OUTBOUND, EventKind.OUTBOUND, wish.connectionId);
            event.epoch = wish.epoch;
            event.code = wish.type;
            event.requestId = wish.requestId;
            event.setRaw(wish.message, 0, wish.message.length);
            final String[] words = event.rawText().split(" ");
            pipeline.publish();
            inbound(wish.connectionId, "ok " + wish.requestId + ' ' + words[2]);
            settle();
        }
    }

    /** Waits until the stages have seen everything. */
    void settle() {
        Await.until(
                () -> pipeline.isCaughtUp() || failures.halted() != null, "the stages catch up");
    }

    static void raw(final MarketEvent event, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        event.setRaw(bytes, 0, bytes.length);
    }

    HandlerStats stats(final String name) {
        return slots.stream()
                .filter(slot -> slot.name().equals(name))
                .findFirst()
                .orElseThrow()
                .stats();
    }

    @Override
    public void send(
            final int stage,
            final int connectionId,
            final int epoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        final byte[] copy = Arrays.copyOf(message, length);
        sent.add(new Sent(connectionId, epoch, requestType, requestId, copy));
    }

    @Override
    public void disconnect(
            final int stage,
            final int connectionId,
            final int epoch,
            final DisconnectReason reason) {
        throw new AssertionError("disconnect: " + reason);
    }

    @Override
    public void reauthenticate(final int stage, final int connectionId, final int epoch) {
        throw new AssertionError("reauthenticate");
    }

    /** Ends every thread behind the last event, in the order an engine does. */
    @Override
    public void close() {
        pipeline.onClose();
        for (final Runner runner : runners) {
            runner.stop();
            try {
                runner.thread().join(TimeUnit.SECONDS.toMillis(30));
            } catch (final InterruptedException e) {
                throw new AssertionError(e);
            }
            if (runner.thread().isAlive()) {
                throw new AssertionError(runner.thread().getName() + " did not end");
            }
        }
    }
}
