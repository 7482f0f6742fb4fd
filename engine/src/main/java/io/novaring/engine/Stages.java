/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.Symbols;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.codec.recording.Recorder;
import io.novaring.engine.recording.Snapshots;
import io.novaring.engine.recording.StageTaps;
import io.novaring.engine.recording.StateSnapshot;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.stage.HeartbeatStage;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.stage.RequestListener;
import io.novaring.engine.stage.RequestSink;
import io.novaring.engine.stage.ResponseStage;
import io.novaring.engine.stage.Stage;
import io.novaring.engine.stage.StageCounters;
import io.novaring.engine.stage.StateHash;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.telemetry.Measures;
import io.novaring.engine.telemetry.TradingMeasures;
import io.novaring.engine.venue.VenueClient;
import java.util.List;
import java.util.Locale;

/** The four stages of one run, live or replayed, in their order. */
final class Stages {
    private final List<VenueClient> clients;
    private final HeartbeatStage heartbeat;
    private final RateLimitStage rateLimit;
    private final SubscriptionStage subscriptions;
    private final ResponseStage responses;
    private final Symbols symbols;
    private final List<Stage> inOrder;
    private StageTaps taps;

    Stages(
            final List<VenueClient> clients,
            final Symbols symbols,
            final RequestSink sink,
            final RequestListener requests,
            final RateLimitStage.Listener credits) {
        this.clients = clients;
        this.symbols = symbols;
        heartbeat = new HeartbeatStage(clients, sink);
        rateLimit = new RateLimitStage(clients, credits);
        subscriptions = new SubscriptionStage(clients, symbols, sink);
        responses = new ResponseStage(clients, symbols, sink, requests);
        inOrder = List.of(heartbeat, rateLimit, subscriptions, responses);
    }

    /** As they go onto the ring. */
    List<Stage> inOrder(final Topology topology) {
        if (taps == null) {
            return inOrder;
        }
        return topology == Topology.STAGED ? taps.staged() : taps.fused();
    }

    /** Has the stages noted and observed from now on; before they go onto the ring. */
    StageTaps tap(final int ringLength) {
        taps = new StageTaps(inOrder, subscriptions.bookHashes(), ringLength);
        return taps;
    }

    /** Takes the snapshots that a recorder asks for. */
    Snapshots snapshots(final Recorder recorder) {
        return new Snapshots(recorder, symbols, rateLimit, subscriptions);
    }

    /** Goes on from a snapshot; before the first event. */
    void restore(final StateSnapshot snapshot) {
        snapshot.restore(symbols, heartbeat, rateLimit, subscriptions, responses);
    }

    /** Notes a snapshot behind the last event, which every stage has seen; their one thread. */
    void snapshot(final NoteListener target, final long sequence, final long timeNs) {
        final StateWriter credits = new StateWriter();
        rateLimit.write(credits);
        final StateWriter state = new StateWriter();
        StateSnapshot.write(state, sequence, timeNs, symbols, subscriptions, credits);
        target.onNote(NoteKind.SNAPSHOT, sequence, timeNs, state.bytes(), 0, state.length());
    }

    SubscriptionStage subscriptions() {
        return subscriptions;
    }

    ResponseStage responses() {
        return responses;
    }

    /** Adds what the stages count. */
    Measures addTo(final Measures measures) {
        add(measures, heartbeat, heartbeat.counters(), HeartbeatStage.Counter.values());
        add(measures, rateLimit, rateLimit.counters(), RateLimitStage.Counter.values());
        add(measures, subscriptions, subscriptions.counters(), SubscriptionStage.Counter.values());
        add(measures, responses, responses.counters(), ResponseStage.Counter.values());
        return TradingMeasures.addTo(measures, clients, responses);
    }

    private static <E extends Enum<E>> void add(
            final Measures measures,
            final Stage stage,
            final StageCounters<E> counters,
            final E[] names) {
        for (final E name : names) {
            measures.counter(
                    "stage_events",
                    () -> counters.get(name),
                    "stage",
                    stage.name(),
                    "event",
                    name.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    /** Over everything the stages decided; when no event is under way. */
    long stateHash() {
        long hash = StateHash.SEED;
        for (final Stage stage : inOrder) {
            hash = StateHash.mix(hash, stage.stateHash());
        }
        return hash;
    }
}
