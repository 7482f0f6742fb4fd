/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.chain;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.view.CutListener;
import io.novaring.engine.view.MarketView;
import io.novaring.engine.view.NamedHandler;
import io.novaring.venues.deribit.instrument.InstrumentListener;
import java.time.LocalDate;
import java.util.Objects;

/**
 * All options of an underlying, or of one expiry of it, at one cut. A handler that gates. Options
 * come when they are listed or first named by a message, and go when the venue says so or its time
 * has passed their expiry: their rows are final then. It computes from events alone, so live and in
 * a replay it has the same behind the same event.
 *
 * <pre>{@code
 * OptionChain chain = OptionChain.of("BTC", 2_000);
 * Engine engine = Engine.launch(context.handler("chain", chain));
 * ChainCut cut = chain.newCut();
 * ...
 * if (chain.read(cut) && cut.market().isCoherent(MAX_AGE_NS)) { ... }
 * }</pre>
 */
public final class OptionChain implements NamedHandler {
    private final ChainListings listings;
    private final MarketView view;

    /** All expiries of what is traded on the first connection. */
    public static OptionChain of(final String underlying, final int rowsMax) {
        return new OptionChain(
                underlying, null, rowsMax, 0, ChainListener.NONE, new InstrumentListener() {});
    }

    /**
     * @param underlying as names of options begin: BTC, or BTC_USDC.
     * @param expiry the only one wanted, null for all.
     * @param rowsMax options that have room; see {@link MarketView}.
     * @param connectionId the connection whose answers list instruments.
     * @param listener is told which options the chain has.
     * @param next is told what the chain's catalogue learns of all instruments: an {@code
     *     InstrumentLoader} asks for the lists.
     */
    public OptionChain(
            final String underlying,
            final LocalDate expiry,
            final int rowsMax,
            final int connectionId,
            final ChainListener listener,
            final InstrumentListener next) {
        listings =
                new ChainListings(
                        Objects.requireNonNull(underlying, "underlying"),
                        expiry,
                        connectionId,
                        Objects.requireNonNull(listener, "listener"),
                        Objects.requireNonNull(next, "next"));
        view = new MarketView(rowsMax, listings);
    }

    /** The options as rows in no order; may be given a listener before the first event. */
    public OptionChain onCut(final long intervalNs, final CutListener listener) {
        view.onCut(intervalNs, listener);
        return this;
    }

    /** An empty cut with room for every option. */
    public ChainCut newCut() {
        return new ChainCut(view.newCut());
    }

    /**
     * Makes the cut what was true behind the event handled last. Any thread, as {@link
     * MarketView#read}; allocates only when options came since the cut was read last.
     *
     * @return false as there: the cut is then empty, and may be read again.
     */
    public boolean read(final ChainCut into) {
        final boolean isRead = view.read(into.market());
        into.arrange();
        return isRead;
    }

    @Override
    public void names(final Symbols symbols) {
        view.names(symbols);
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        view.onEvent(event, sequence, endOfBatch);
    }
}
