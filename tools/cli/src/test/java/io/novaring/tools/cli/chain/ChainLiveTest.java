/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.view.MarketCut;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.simulator.BookSnapshot;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorClock;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.market.ListingSchedule;
import io.novaring.venues.deribit.DeribitChannels;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitInterval;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.chain.ChainCut;
import io.novaring.venues.deribit.chain.ChainSubscriber;
import io.novaring.venues.deribit.chain.OptionChain;
import io.novaring.venues.deribit.instrument.InstrumentListener;
import io.novaring.venues.deribit.instrument.InstrumentLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A chain that follows a venue over its daily settlements: options come and go, connections are
 * lost, and at no event is a cut another one than all events up to it make.
 */
@Timeout(180)
final class ChainLiveTest {
    private static final Instant START = Instant.parse("2026-11-18T07:59:50Z");
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 18);
    private static final int STRIKES = 3;
    private static final int OPTIONS_OF_A_DAY = 2 * STRIKES;
    private static final long AGE_MAX_NS = Long.MAX_VALUE;
    private static final int READS_MAX = 100_000;
    private static final Duration STEP = Duration.ofMillis(50);

    @TempDir private Path folder;

    private final SimulatorClock clock = SimulatorClock.manual(START);
    private final ChainSubscriber subscriber =
            new ChainSubscriber(
                    2,
                    100,
                    name ->
                            List.of(
                                    DeribitChannels.book(name, DeribitInterval.MS_100),
                                    DeribitChannels.ticker(name, DeribitInterval.MS_100)));
    private final InstrumentLoader loader =
            new InstrumentLoader(List.of("BTC"), new InstrumentListener() {});
    private final OptionChain chain = new OptionChain("BTC", null, 100, 0, subscriber, loader);
    private final ChainModel model = new ChainModel(chain);
    private final ChainCut cut = chain.newCut();

    @Test
    void shouldFollowTheVenueOverSettlementsAndLostConnections() throws InterruptedException {
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .instruments(2)
                        .schedule(ListingSchedule.daily(2, STRIKES))
                        .ratePerSecond(200)
                        .clock(clock)
                        .build();
        try (Simulator simulator = Simulator.start(config);
                JournalWriter journal =
                        JournalWriter.open(folder.resolve("journal"), JournalConfig.DEFAULTS);
                Engine engine = Engine.launch(context(simulator, journal))) {
            loader.start(engine);
            subscriber.start(engine, 0);
            await(() -> isCoherent(FIRST) && isCoherent(FIRST.plusDays(1)));
            requireTruth(simulator, FIRST, FIRST.plusDays(1));

            // The first settlement, with everything connected.
            await(() -> clock.instant().isAfter(START.plusSeconds(10)));
            await(() -> isCoherent(FIRST.plusDays(2)) && isCoherent(FIRST.plusDays(1)));
            assertTrue(isEnded(FIRST), "its rows are final");
            requireTruth(simulator, FIRST.plusDays(1), FIRST.plusDays(2));
            assertEquals(2 * OPTIONS_OF_A_DAY, subscriber.askedCount());

            simulator.dropConnections();
            await(() -> read().market().size() > 0 && !isCoherent(FIRST.plusDays(1)));
            await(() -> isCoherent(FIRST.plusDays(2)) && isCoherent(FIRST.plusDays(1)));
            requireTruth(simulator, FIRST.plusDays(1), FIRST.plusDays(2));

            // A day goes by at once: the heartbeat finds nobody, and the settlement is not seen.
            simulator.setRate(0);
            clock.advance(Duration.ofDays(1));
            simulator.setRate(200);
            await(() -> isCoherent(FIRST.plusDays(3)) && isCoherent(FIRST.plusDays(2)));
            assertTrue(isEnded(FIRST.plusDays(1)), "what ended unseen has ended, too");
            requireTruth(simulator, FIRST.plusDays(2), FIRST.plusDays(3));
            assertEquals(2 * OPTIONS_OF_A_DAY, subscriber.askedCount());
            assertEquals(0, subscriber.refusedCount());
        }
        model.requireEqual();
        assertTrue(model.coherentCount() > 5, "coherent=" + model.coherentCount());
        assertTrue(model.incoherentCount() > 5, "incoherent=" + model.incoherentCount());
        requireTheSameOfTheRecording();
    }

    private void requireTheSameOfTheRecording() {
        final OptionChain again = OptionChain.of("BTC", 100);
        try (JournalReader reader = JournalReader.open(folder.resolve("journal"))) {
            final ReplayResult result =
                    new Replay(
                                    new EngineContext()
                                            .client(new DeribitPublicClient(DeribitConfig.test()))
                                            .handler("chain", again),
                                    reader)
                            .run();
            assertNull(result.divergence());
        }
        final ChainCut replayed = again.newCut();
        assertTrue(again.read(replayed));
        assertEquals(read().market().sequence(), replayed.market().sequence());
        assertEquals(read().market().hash(), replayed.market().hash());
    }

    /** With the books at rest, a coherent cut has the venue's own best prices. */
    private void requireTruth(final Simulator simulator, final LocalDate... expiries)
            throws InterruptedException {
        simulator.pause();
        await(() -> isTrue(simulator, expiries));
        simulator.resume();
    }

    private boolean isTrue(final Simulator simulator, final LocalDate... expiries) {
        final MarketCut market = read().market();
        for (final LocalDate expiry : expiries) {
            int options = 0;
            for (int line = cut.first(expiry); line < cut.behind(expiry); line++) {
                for (final int row : new int[] {cut.call(line), cut.put(line)}) {
                    final BookSnapshot truth = simulator.book(market.instrument(row));
                    options++;
                    if (!isBest(truth.bids(), market.bidPrice(row), market.bidAmount(row))
                            || !isBest(truth.asks(), market.askPrice(row), market.askAmount(row))) {
                        return false;
                    }
                }
            }
            if (options != OPTIONS_OF_A_DAY || !isCoherent(expiry)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBest(
            final List<BookSnapshot.Level> levels, final long price, final long amount) {
        if (levels.isEmpty()) {
            return price == MarketEvent.ABSENT && amount == MarketEvent.ABSENT;
        }
        return levels.get(0).price() == price && levels.get(0).amount() == amount;
    }

    private boolean isCoherent(final LocalDate expiry) {
        return read().isCoherent(expiry, AGE_MAX_NS);
    }

    private boolean isEnded(final LocalDate expiry) {
        read();
        assertFalse(cut.first(expiry) == cut.size(), "its rows are there still");
        for (int line = cut.first(expiry); line < cut.behind(expiry); line++) {
            if (!cut.market().isEnded(cut.call(line)) || !cut.market().isEnded(cut.put(line))) {
                return false;
            }
        }
        return true;
    }

    private ChainCut read() {
        // The chain's thread may be without a core in the middle of an event.
        for (int attempt = 0; attempt < READS_MAX; attempt++) {
            if (chain.read(cut)) {
                return cut;
            }
        }
        throw new AssertionError("events come slowly, and the cut could not be read");
    }

    private EngineContext context(final Simulator simulator, final JournalWriter journal) {
        return new EngineContext()
                .client(new DeribitPublicClient(DeribitConfig.of(simulator.uri())))
                .ioIdle(IdleMode.SELECT)
                .journal(journal)
                .handler("chain", model);
    }

    /** The venue's time goes on meanwhile. */
    private void await(final BooleanSupplier condition) throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            model.requireEqual();
            assertTrue(
                    System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(60), "waited in vain");
            clock.advance(STEP);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
