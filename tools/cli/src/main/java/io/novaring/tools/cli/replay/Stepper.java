/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.replay;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.normalised.EventFilter;
import io.novaring.tools.cli.normalised.EventPrinter;
import io.novaring.tools.cli.session.JournalReplay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Replays event by event, as a person asks for them. One thread. */
final class Stepper implements EventHandler<MarketEvent> {
    static final String HELP = "Enter: next event; a number: so many; q: end";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final long from;
    private final EventPrinter printer;
    private final EventFilter filter;
    private final BufferedReader in;
    private final PrintWriter out;
    private final boolean isPrompted;
    private final MarketEvent shown = new MarketEvent();
    private final BookSnapshot best = new BookSnapshot(1);
    private boolean isShown;

    /**
     * @param from events before this one are replayed and not shown.
     * @param isPrompted whether a person sits at the terminal.
     */
    Stepper(
            final long from,
            final EventPrinter printer,
            final EventFilter filter,
            final BufferedReader in,
            final PrintWriter out,
            final boolean isPrompted) {
        this.from = from;
        this.printer = printer;
        this.filter = filter;
        this.in = in;
        this.out = out;
        this.isPrompted = isPrompted;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        // Decoded once more from its bytes: what is printed needs columns that no stage wants.
        shown.copyFrom(event);
        printer.decode(shown);
        isShown = shown.sequence >= from && filter.isWanted(shown);
    }

    /** Until the recording or the input ends, or q. */
    void run(final JournalReplay replay) {
        long wanted = 0;
        if (isPrompted) {
            out.println(HELP);
        }
        while (true) {
            if (wanted == 0) {
                wanted = ask();
                if (wanted < 0) {
                    return;
                }
            }
            if (wanted > 0) {
                if (!next(replay)) {
                    out.println("the recording ends here");
                    out.flush();
                    return;
                }
                show(replay);
                wanted--;
            }
        }
    }

    /** How many events are wanted; 0 for none, negative for the end. */
    private long ask() {
        if (isPrompted) {
            out.print("> ");
        }
        out.flush();
        final String line;
        try {
            line = in.readLine();
        } catch (final IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
        if (line == null || "q".equalsIgnoreCase(line.strip())) {
            return -1;
        }
        final String word = line.strip();
        if (word.isEmpty()) {
            return 1;
        }
        if (NUMBER.matcher(word).matches()) {
            return Long.parseLong(word);
        }
        out.println("no such step: " + Printable.of(word) + ". " + HELP);
        return 0;
    }

    private boolean next(final JournalReplay replay) {
        do {
            if (!replay.step()) {
                return false;
            }
        } while (!isShown);
        return true;
    }

    private void show(final JournalReplay replay) {
        printer.add(shown);
        out.print(printer.take());
        if (shown.instrumentId >= 0) {
            final String name = printer.symbols().instruments().name(shown.instrumentId);
            final OrderBook book = replay.book(name);
            if (book != null && book.snapshotInto(best)) {
                out.println("  " + Printable.of(name) + ' ' + top());
            }
        }
    }

    private String top() {
        return best.state().name().toLowerCase(Locale.ROOT)
                + "  "
                + level(best.bidCount() > 0, true)
                + " | "
                + level(best.askCount() > 0, false)
                + (best.changeId() == MarketEvent.ABSENT ? "" : "  change id " + best.changeId())
                + "  age "
                + Units.duration(Math.max(0, shown.publishedTimeNs - best.receivedTimeNs()));
    }

    private String level(final boolean isThere, final boolean isBid) {
        if (!isThere) {
            return "-";
        }
        final long price = isBid ? best.bidPrice(0) : best.askPrice(0);
        final long amount = isBid ? best.bidAmount(0) : best.askAmount(0);
        return isBid
                ? Decimals.toString(amount) + " @ " + Decimals.toString(price)
                : Decimals.toString(price) + " @ " + Decimals.toString(amount);
    }
}
