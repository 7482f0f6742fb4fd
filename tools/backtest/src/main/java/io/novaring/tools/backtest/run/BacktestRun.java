/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.run;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.BookState;
import io.novaring.codec.CommandType;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.KillSwitch;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.order.OrderSettings;
import io.novaring.engine.order.Orders;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyContext;
import io.novaring.engine.trading.TradingDesk;
import io.novaring.engine.venue.VenueClient;
import io.novaring.tools.backtest.timeline.Recording;
import io.novaring.tools.backtest.timeline.Timeline;
import io.novaring.tools.backtest.timeline.TimelineSettings;
import io.novaring.tools.backtest.timeline.VirtualVenue;
import io.novaring.tools.simulator.market.Contract;
import io.novaring.tools.simulator.virtual.VirtualExchange;
import io.novaring.tools.simulator.virtual.VirtualInstrument;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * One run: the live stages and the live strategy, on the events of a {@link Timeline}. Used once,
 * by one thread.
 */
public final class BacktestRun implements AutoCloseable {
    private static final int COMMANDS_LENGTH = 1 << 20;
    private static final int RING_LENGTH = 256;

    private final Strategy strategy;
    private final RunWindow window;
    private final Timeline timeline;
    private final Replay replay;
    private final Orders orders;
    private final int tradingId;
    private final OrderHost host;
    private boolean isStarted;
    private boolean isStopped;

    /**
     * @param client of the connection that trades.
     * @param recorders handlers behind the strategy, in their order.
     */
    public BacktestRun(
            final List<Recording> recordings,
            final VenueClient client,
            final VirtualVenue venue,
            final Strategy strategy,
            final TimelineSettings settings,
            final RunWindow window,
            final List<EventHandler<MarketEvent>> recorders) {
        this.strategy = strategy;
        this.window = window;
        final UserCommands commands = new UserCommands(COMMANDS_LENGTH, () -> {});
        host = new OrderHost(commands);
        timeline = new Timeline(recordings, client, venue, commands, settings);
        tradingId = timeline.tradingId();
        final List<VenueClient> clients = timeline.clients();
        final KillSwitch[] switches = new KillSwitch[clients.size()];
        switches[tradingId] = new KillSwitch(client.messages().trading(), false, () -> {});
        orders =
                new Orders(
                        clients,
                        switches,
                        Collections.nCopies(clients.size(), ConnectionSettings.DEFAULT),
                        commands,
                        OrderSettings.DEFAULT,
                        timeline,
                        settings.seed(),
                        host);
        // Nothing waits in it: everything happens at once, and a short ring stays in the caches.
        final EngineContext context = new EngineContext().ringLength(RING_LENGTH);
        clients.forEach(context::client);
        context.handler("losses", this::onLostBooks);
        context.handler("futures", orders.handler());
        context.handler("strategy", strategy);
        for (int i = 0; i < recorders.size(); i++) {
            context.handler("recorder-" + i, recorders.get(i));
        }
        replay = Replay.driven(context, timeline, timeline, orders);
        if (!timeline.isTradingRecorded()) {
            orders.subscribe(this::subscribe);
        }
    }

    /** As the constructor, with the simulator's exchange as the venue. */
    public static BacktestRun of(
            final List<Recording> recordings,
            final VenueClient client,
            final VirtualExchange exchange,
            final Strategy strategy,
            final TimelineSettings settings,
            final RunWindow window,
            final List<EventHandler<MarketEvent>> recorders) {
        return new BacktestRun(
                recordings,
                client,
                new ExchangeVenue(exchange),
                strategy,
                settings,
                window,
                recorders);
    }

    /**
     * Says what orders must be like, where one trades or traded before; what the recording says
     * comes later and holds then. Before the first step.
     */
    public void rules(final Collection<VirtualInstrument> instruments) {
        for (final VirtualInstrument instrument : instruments) {
            final Contract terms = instrument.contract();
            final List<InstrumentRules.TickStep> steps = new ArrayList<>();
            for (final Contract.TickStep step : terms.tickSteps()) {
                steps.add(new InstrumentRules.TickStep(step.abovePrice(), step.tick()));
            }
            orders().rules(
                            new InstrumentRules(
                                    instrument.name(),
                                    terms.tick(),
                                    terms.amountUnit(),
                                    terms.amountUnit(),
                                    steps));
        }
    }

    private void onLostBooks(
            final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (event.hasLostBooks()) {
            for (int i = 0; i < event.lostBooks.size(); i++) {
                tellLost(event.lostBooks.instrumentId(i), event.lostBooks.channelId(i));
            }
        } else if (event.bookCode != OrderBook.APPLIED && event.bookState == BookState.STALE) {
            tellLost(event.instrumentId, event.channelId);
        }
    }

    private void tellLost(final int instrumentId, final int channelId) {
        if (instrumentId >= 0 && channelId >= 0) {
            timeline.onLost(
                    symbols().instruments().name(instrumentId),
                    symbols().channels().name(channelId));
        }
    }

    private void subscribe(final int connectionId, final List<String> channels) {
        final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (final String channel : channels) {
            lines.writeBytes((channel + '\n').getBytes(StandardCharsets.UTF_8));
        }
        host.command(connectionId, CommandType.SUBSCRIBE, lines.toByteArray());
    }

    /** One event; false when there is none left. */
    public boolean step() {
        if (!replay.step()) {
            return false;
        }
        final long nowNs = timeline.epochNs();
        if (!isStarted && nowNs >= window.fromNs() && desk().isReady()) {
            isStarted = true;
            strategy.start(new StrategyContext(orders(), desk(), symbols(), replay::book));
        }
        if (isStarted && !isStopped && nowNs >= window.stopNs()) {
            isStopped = true;
            strategy.stop();
        }
        return true;
    }

    /** To the end. */
    public void run() {
        while (step()) {
            // Until there is nothing left.
        }
    }

    /** When the last event was. */
    public long nowNs() {
        return timeline.epochNs();
    }

    /** True once the strategy trades: it does not before the session is ready. */
    public boolean isStarted() {
        return isStarted;
    }

    /** True once the strategy was told to get flat. */
    public boolean isStopped() {
        return isStopped;
    }

    public long eventCount() {
        return replay.eventCount();
    }

    /** Over everything the stages decided. */
    public long stateHash() {
        return replay.result().stateHash();
    }

    /** Where orders go in. */
    public OrderEntry orders() {
        return orders.entry(tradingId);
    }

    /** What stage 4 knows of orders and positions. */
    public TradingDesk desk() {
        return replay.responses().desk(tradingId);
    }

    public Symbols symbols() {
        return replay.symbols();
    }

    /** The book of an instrument as the strategy sees it; null when there is none. */
    public OrderBook book(final String instrument) {
        return replay.book(instrument);
    }

    @Override
    public void close() {
        timeline.close();
    }
}
