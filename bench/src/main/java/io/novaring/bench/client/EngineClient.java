/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Topology;
import io.novaring.engine.book.OrderBook;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.io.Closeable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * NovaRing as a client: every check on, four stages, one handler behind them. The option is the
 * folder of its journal, none without one, then a comma and a topology if it is not to choose one.
 */
public final class EngineClient implements EventHandler<MarketEvent>, Closeable {
    private static final int DECIMALS = 9;
    private static final long ROLL_BYTES = 256L << 20;
    private static final long RETAIN_BYTES = 1L << 30;
    private static final long SILENCE_NS = TimeUnit.HOURS.toNanos(1);

    private final Setup setup;
    private final Meter meter;
    private final Supplier<String> hash = this::hash;
    private final JournalWriter journal;
    private final Engine engine;

    private EngineClient(final Setup setup, final Meter meter) {
        this.setup = setup;
        this.meter = meter;
        final int comma = setup.option().indexOf(',');
        final String folder = comma < 0 ? setup.option() : setup.option().substring(0, comma);
        final EngineContext context =
                new EngineContext()
                        .client(new DeribitPublicClient(config(setup)))
                        .handler("meter", this);
        if (comma >= 0) {
            context.topology(Topology.valueOf(setup.option().substring(comma + 1)));
        }
        journal = folder.isEmpty() ? null : open(Path.of(folder));
        if (journal != null) {
            context.journal(journal);
        }
        engine = Engine.launch(context);
        engine.subscribe(0, setup.channels());
    }

    /** Arguments as in {@link Setup#parse}. */
    public static void main(final String[] arguments) throws Exception {
        ClientProcess.run(arguments, EngineClient::connect);
    }

    static EngineClient connect(final Setup setup, final Meter meter) {
        return new EngineClient(setup, meter);
    }

    /** The process is stopped between its turns: no silence means that the venue is dead. */
    private static DeribitConfig config(final Setup setup) {
        return DeribitConfig.of(setup.uri()).withSilence(SILENCE_NS, 2 * SILENCE_NS);
    }

    /** A flood fills disks: what is older than a few seconds is deleted. */
    private static JournalWriter open(final Path folder) {
        return JournalWriter.open(
                folder,
                JournalConfig.DEFAULTS.withRollBytes(ROLL_BYTES).withRetainBytes(RETAIN_BYTES));
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (event.origin != Origin.INBOUND || event.channelId < 0) {
            return;
        }
        if (event.kind == EventKind.BOOK) {
            meter.onBook(event.changeId, hash);
        }
        meter.onMessage();
    }

    private String hash() {
        final Books texts = new Books();
        for (final String instrument : setup.instruments()) {
            final OrderBook book = engine.book(instrument);
            for (int level = 0; level < book.bidCount(); level++) {
                texts.side(instrument, true)
                        .put(decimal(book.bidPrice(level)), decimal(book.bidAmount(level)));
            }
            for (int level = 0; level < book.askCount(); level++) {
                texts.side(instrument, false)
                        .put(decimal(book.askPrice(level)), decimal(book.askAmount(level)));
            }
        }
        return texts.hash();
    }

    private static BigDecimal decimal(final long scaled) {
        return BigDecimal.valueOf(scaled, DECIMALS);
    }

    @Override
    public void close() {
        engine.close();
        if (journal != null) {
            journal.close();
        }
    }
}
