/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.EventSink;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.stage.RequestSink;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;

/**
 * The ring of an engine with its stages, handlers and journal, and nothing around it: no socket, no
 * thread of its own, no watchdog. Who measures the ring publishes events here and runs the agents
 * on threads of its choice; the code is what an engine runs.
 */
public final class BareRing implements EventSink {
    private static final int USER_COMMANDS_LENGTH = 1 << 16;

    private final Symbols symbols = new Symbols();
    private final Failures failures;
    private final Stages stages;
    private final Pipeline pipeline;

    /** What is behind the stages, before the handlers of the context. */
    public enum Behind {
        /** Nothing. */
        NOTHING,
        /** What an engine has there: hops, telemetry, futures of requests. */
        ENGINE
    }

    /**
     * @param context its connections and idle modes are not used.
     * @param sink takes what the stages want done; called on the stages' threads.
     * @throws IllegalArgumentException when the context contradicts itself, as an engine's may not.
     */
    public BareRing(final EngineContext context, final Behind behind, final RequestSink sink) {
        context.conclude();
        failures = new Failures(context.listener());
        final Commands commands =
                new Commands(new UserCommands(USER_COMMANDS_LENGTH, () -> {}), failures);
        stages =
                new Stages(
                        context.clients(), symbols, sink, commands, RateLimitStage.Listener.NONE);
        final Telemetry telemetry =
                context.telemetry()
                        .create(
                                context.clients(),
                                symbols,
                                context.clock()::epochNs,
                                failures::unheard);
        final List<HandlerSlot> slots =
                new ArrayList<>(
                        HandlerSlot.create(
                                context.handlers(),
                                telemetry,
                                commands,
                                (event, sequence, isEndOfBatch) -> {},
                                stages,
                                symbols,
                                failures));
        if (behind == Behind.NOTHING) {
            slots.subList(0, slots.size() - context.handlers().size()).clear();
        }
        pipeline =
                new Pipeline(
                        context.ringLengthOr(
                                context.topology().ringLength(context.journal() != null)),
                        context.topology(),
                        stages,
                        slots,
                        context.journal(),
                        context.cores() > 1,
                        context.telemetry().late().laggingAfterNs(),
                        failures);
        pipeline.onStart();
    }

    /** The slot of the next event. Producer's thread. */
    @Override
    public MarketEvent claim() {
        return pipeline.claim();
    }

    /** Publishes what was claimed; INLINE topology has it handled by then. Producer's thread. */
    @Override
    public void publish() {
        pipeline.publish();
    }

    @Override
    public int holdMax() {
        return pipeline.holdMax();
    }

    @Override
    public boolean hold() {
        return pipeline.hold();
    }

    @Override
    public void publishHeld(final long nowNs) {
        pipeline.publishHeld(nowNs);
    }

    /** What needs a thread each, in the order of the ring: {@code onStart}, then its work. */
    public List<Agent> agents() {
        return List.copyOf(pipeline.threaded());
    }

    /** Names that events carry as numbers. */
    public Symbols symbols() {
        return symbols;
    }

    /** Stage 3, with the books. */
    public SubscriptionStage subscriptions() {
        return stages.subscriptions();
    }

    /** Events that every stage and handler has seen; any thread. */
    public long handled() {
        return pipeline.handled();
    }

    /** Over everything the stages decided; when no event is under way. */
    public long stateHash() {
        return stages.stateHash();
    }
}
