/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Topology;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus;
import io.novaring.venues.bybit.simulator.BybitSimulator;
import io.novaring.venues.bybit.simulator.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An engine over real sockets against a simulated venue; closes both. */
final class BybitRun implements AutoCloseable {
    static final String BTC = "orderbook.50.BTCUSDT";
    static final String ETH = "orderbook.50.ETHUSDT";
    static final String BTC_TOP = "orderbook.1.BTCUSDT";
    static final String BTC_DEEP = "orderbook.200.BTCUSDT";
    static final String BTC_TRADES = "publicTrade.BTCUSDT";
    static final String[] SYMBOLS = {"BTCUSDT", "ETHUSDT"};

    final BybitSimulator simulator = new BybitSimulator(SYMBOLS);
    final Recording recording = new Recording();
    Engine engine;
    private final BookSnapshot snapshot = new BookSnapshot(1_000);

    /** The settings of a dialect; whoever answers as a private address does is asked the same. */
    BybitConfig config(final Dialect dialect) {
        final BybitCategory category =
                switch (dialect) {
                    case SPOT -> BybitCategory.SPOT;
                    case OPTION -> BybitCategory.OPTION;
                    default -> BybitCategory.LINEAR;
                };
        return BybitConfig.of("ws://127.0.0.1", category).withEndpoint(simulator.uri(dialect));
    }

    static ConnectionSettings connections() {
        return ConnectionSettings.DEFAULT.withBackoff(
                BackoffSettings.of(BackoffSettings.Kind.EXPONENTIAL, 1_000_000, 20_000_000));
    }

    EngineContext context(final BybitConfig... configs) {
        final EngineContext context =
                new EngineContext()
                        .cores(4)
                        .topology(Topology.FUSED)
                        .ioIdle(IdleMode.BACKOFF)
                        .connections(connections())
                        .closeTimeoutNs(TimeUnit.SECONDS.toNanos(60))
                        .handler("recording", recording);
        for (final BybitConfig config : configs) {
            context.client(new BybitPublicClient(config));
        }
        return context;
    }

    BybitRun launch(final BybitConfig... configs) {
        engine = Engine.launch(context(configs));
        return this;
    }

    void subscribe(final String... channels) {
        engine.subscribe(channels);
        for (final String channel : channels) {
            awaitState(channel, SubscriptionStatus.State.ACTIVE);
        }
    }

    SubscriptionStatus status(final String channel) {
        return engine.subscriptions().subscriptions().stream()
                .filter(status -> status.channel().equals(channel))
                .findFirst()
                .orElse(null);
    }

    void awaitState(final String channel, final SubscriptionStatus.State state) {
        Await.until(
                () -> status(channel) != null && status(channel).state() == state,
                () -> channel + " is " + state + ", stands at " + status(channel));
    }

    /** Waits until the book is where the venue is, and compares every level. */
    void awaitEqual(final Dialect dialect, final String channel) {
        awaitEqual(0, dialect, channel);
    }

    void awaitEqual(final int connectionId, final Dialect dialect, final String channel) {
        Await.until(
                () -> isLiveAt(connectionId, channel, simulator.updateId(dialect, channel)),
                () ->
                        channel
                                + " is at "
                                + simulator.updateId(dialect, channel)
                                + ", stands at "
                                + snapshot.changeId()
                                + ' '
                                + snapshot.state()
                                + ' '
                                + snapshot.staleCause());
        assertEquals(simulator.levels(dialect, channel), levels());
    }

    private boolean isLiveAt(final int connectionId, final String channel, final long changeId) {
        final OrderBook book = engine.subscriptions().bookOfChannel(connectionId, channel);
        return book != null
                && book.snapshotInto(snapshot)
                && snapshot.state() == BookState.LIVE
                && snapshot.changeId() == changeId;
    }

    private List<String> levels() {
        final List<String> levels = new ArrayList<>();
        for (int i = 0; i < snapshot.bidCount(); i++) {
            levels.add("bid " + level(snapshot.bidPrice(i), snapshot.bidAmount(i)));
        }
        for (int i = 0; i < snapshot.askCount(); i++) {
            levels.add("ask " + level(snapshot.askPrice(i), snapshot.askAmount(i)));
        }
        return levels;
    }

    private static String level(final long price, final long amount) {
        return Decimals.toString(price) + '@' + Decimals.toString(amount);
    }

    long count(final Counter counter) {
        return engine.subscriptions().counters().get(counter);
    }

    void awaitCount(final Counter counter, final long value) {
        Await.until(
                () -> count(counter) >= value,
                () -> counter + " is " + value + ", stands at " + count(counter));
    }

    /** Requests to subscribe or unsubscribe that name this channel. */
    long requestsNaming(final String channel) {
        return simulator.requests().stream().filter(r -> r.contains('"' + channel + '"')).count();
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
            assertTrue(engine.report().isComplete(), engine.report().toString());
            assertEquals(engine.report().published(), recording.size());
        }
        simulator.close();
    }
}
