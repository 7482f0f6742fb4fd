/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.engine.Engine;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.demo.maker.Mishap.Sign;
import java.util.Locale;

/** One line a second, 80 columns wide: quotes, book, position, profit. One thread. */
final class MakerLine {
    private static final String FORMAT = "%6s %9s %19s %9s %8s %11s %5s %5s";

    private final BookSnapshot best = new BookSnapshot(1);
    private final Engine engine;
    private final EngineRecord record;
    private final Signs signs;

    MakerLine(final Engine engine, final EngineRecord record, final Signs signs) {
        this.engine = engine;
        this.record = record;
        this.signs = signs;
    }

    /** The line above the first. */
    static String heading() {
        return Terminal.heading(
                String.format(
                        Locale.ROOT,
                        FORMAT,
                        "time",
                        "our bid",
                        MakerRun.INSTRUMENT,
                        "our ask",
                        "position",
                        "P&L BTC",
                        "fills",
                        "drops"));
    }

    String of(final long second) {
        final OrderBook book = engine.book(MakerRun.INSTRUMENT);
        final boolean isLive =
                book != null
                        && book.snapshotInto(best)
                        && best.state() == BookState.LIVE
                        && best.bidCount() > 0
                        && best.askCount() > 0;
        final long position = record.positions().values().stream().mapToLong(size -> size).sum();
        final long middle = isLive ? (best.bidPrice(0) + best.askPrice(0)) / 2 : 1;
        final Profit profit = Profit.of(record.fills(), position, middle);
        return String.format(
                Locale.ROOT,
                FORMAT,
                second + " s",
                number(record.quote(Side.BUY)),
                isLive
                        ? number(best.bidPrice(0)) + " | " + number(best.askPrice(0))
                        : String.valueOf(best.state()).toLowerCase(Locale.ROOT),
                number(record.quote(Side.SELL)),
                number(position),
                isLive || position == 0
                        ? String.format(Locale.ROOT, "%.8f", profit.afterFees())
                        : "-",
                record.fills().size(),
                signs.count(Sign.PRIVATE_ENDED, Sign.PUBLIC_ENDED));
    }

    private static String number(final long value) {
        return value == MarketEvent.ABSENT ? "-" : Decimals.toString(value);
    }
}
