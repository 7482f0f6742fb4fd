/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.StaleCause;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.function.IntToLongFunction;

/**
 * The book of one instrument as it was known at an instant, drawn: asks above bids, the best in the
 * middle, amounts as bars.
 *
 * @param sequence of the last event that was known.
 * @param timeNs the instant, epoch nanoseconds.
 */
record Ladder(String instrument, BookSnapshot book, long sequence, long timeNs) {
    private static final int BAR_WIDTH = 24;
    private static final int BASIS_POINTS = 10_000;

    /** Lines, each ended by a line feed. */
    String draw() {
        final StringBuilder out = new StringBuilder();
        out.append(Terminal.heading(Printable.of(instrument)))
                .append(" at ")
                .append(Instant.ofEpochSecond(0, timeNs))
                .append(", behind event ")
                .append(Units.count(sequence))
                .append('\n');
        out.append(state()).append('\n');
        out.append("change id ").append(changeId());
        if (book.changeId() != MarketEvent.ABSENT || book.receivedTimeNs() != 0) {
            out.append("; last message ").append(Units.duration(ageNs())).append(" before");
        }
        out.append("\n\n");
        if (book.bidCount() + book.askCount() == 0) {
            return out.append("no levels\n").toString();
        }
        return out.append(levels()).toString();
    }

    /** The same as one object. */
    ObjectNode json() {
        final ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("instrument", instrument);
        out.put("sequence", sequence);
        out.put("timeNs", timeNs);
        out.put("state", word(book.state()));
        out.put("cause", isLive() ? null : word(book.staleCause()));
        out.put("crossed", book.isCrossed());
        out.put("changeId", present(book.changeId()));
        out.put("exchangeTimeNs", present(book.exchangeTimeNs()));
        out.put("lastMessageAgeNs", book.receivedTimeNs() == 0 ? null : (Long) ageNs());
        out.put("spread", hasSpread() ? plain(spread()) : null);
        levels(out.putArray("bids"), book.bidCount(), book::bidPrice, book::bidAmount);
        levels(out.putArray("asks"), book.askCount(), book::askPrice, book::askAmount);
        return out;
    }

    private String state() {
        final String state = book.state().name();
        if (isLive()) {
            return Terminal.good(state) + (book.isCrossed() ? ", and crossed for the moment" : "");
        }
        final String cause =
                book.staleCause() == StaleCause.NONE ? "" : ", cause: " + word(book.staleCause());
        return Terminal.bad(
                "NOT LIVE: "
                        + state
                        + cause
                        + ". "
                        + switch (book.state()) {
                            case EMPTY -> "There was no snapshot of it yet.";
                            case RESYNCING -> "A new snapshot was asked for; these levels are old.";
                            default -> "These levels are old: nobody could trade on them.";
                        });
    }

    private String changeId() {
        return book.changeId() == MarketEvent.ABSENT ? "none" : Long.toString(book.changeId());
    }

    /** How old the book's last message was at the instant. */
    private long ageNs() {
        return timeNs - book.receivedTimeNs();
    }

    private boolean isLive() {
        return book.state() == BookState.LIVE;
    }

    private String levels() {
        final Columns columns = new Columns(book);
        final StringBuilder out = new StringBuilder();
        out.append(columns.line("", "bid", "price", "ask", ""));
        for (int level = book.askCount() - 1; level >= 0; level--) {
            final long amount = book.askAmount(level);
            out.append(
                    columns.line(
                            "",
                            "",
                            columns.price(exact(book.askPrice(level))),
                            columns.amount(amount),
                            columns.bar(amount)));
        }
        out.append(columns.line("", "", hasSpread() ? columns.price(spread()) : "-", middle(), ""));
        for (int level = 0; level < book.bidCount(); level++) {
            final long amount = book.bidAmount(level);
            out.append(
                    columns.line(
                            columns.bar(amount),
                            columns.amount(amount),
                            columns.price(exact(book.bidPrice(level))),
                            "",
                            ""));
        }
        return out.toString();
    }

    /** Beside the spread: how wide that is. */
    private String middle() {
        if (!hasSpread()) {
            return "one side is empty";
        }
        final double bid = Decimals.toDouble(book.bidPrice(0));
        final double ask = Decimals.toDouble(book.askPrice(0));
        final double mid = (bid + ask) / 2;
        return mid <= 0
                ? "spread"
                : String.format(Locale.ROOT, "spread, %.2f bp", (ask - bid) / mid * BASIS_POINTS);
    }

    private boolean hasSpread() {
        return book.bidCount() > 0 && book.askCount() > 0;
    }

    // Two scaled longs may be further apart than a long is wide.
    private BigDecimal spread() {
        return exact(book.askPrice(0)).subtract(exact(book.bidPrice(0)));
    }

    private static BigDecimal exact(final long scaled) {
        return BigDecimal.valueOf(scaled, Decimals.DIGITS);
    }

    private static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static void levels(
            final ArrayNode rows,
            final int count,
            final IntToLongFunction price,
            final IntToLongFunction amount) {
        for (int level = 0; level < count; level++) {
            rows.addArray()
                    .add(Decimals.toString(price.applyAsLong(level)))
                    .add(Decimals.toString(amount.applyAsLong(level)));
        }
    }

    private static Long present(final long value) {
        return value == MarketEvent.ABSENT ? null : (Long) value;
    }

    private static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How wide everything is; all prices have as many decimals as the longest, and amounts too. */
    private static final class Columns {
        private long amountMax = 1;
        private int priceDecimals;
        private int amountDecimals;
        private int priceWidth = "price".length();
        private int amountWidth = "bid".length();

        private Columns(final BookSnapshot book) {
            for (int level = 0; level < book.bidCount(); level++) {
                see(book.bidPrice(level), book.bidAmount(level));
            }
            for (int level = 0; level < book.askCount(); level++) {
                see(book.askPrice(level), book.askAmount(level));
            }
            for (int level = 0; level < book.bidCount(); level++) {
                measure(book.bidPrice(level), book.bidAmount(level));
            }
            for (int level = 0; level < book.askCount(); level++) {
                measure(book.askPrice(level), book.askAmount(level));
            }
        }

        private void see(final long price, final long amount) {
            amountMax = Math.max(amountMax, amount);
            priceDecimals = Math.max(priceDecimals, decimals(price));
            amountDecimals = Math.max(amountDecimals, decimals(amount));
        }

        private void measure(final long price, final long amount) {
            priceWidth = Math.max(priceWidth, price(exact(price)).length());
            amountWidth = Math.max(amountWidth, amount(amount).length());
        }

        private static int decimals(final long scaled) {
            return Math.max(0, exact(scaled).stripTrailingZeros().scale());
        }

        private String price(final BigDecimal price) {
            return price.setScale(priceDecimals, RoundingMode.UNNECESSARY).toPlainString();
        }

        private String amount(final long amount) {
            return exact(amount).setScale(amountDecimals, RoundingMode.UNNECESSARY).toPlainString();
        }

        /** Whatever is there is seen. */
        private String bar(final long amount) {
            final double part = (double) amount / amountMax * BAR_WIDTH;
            return amount <= 0 ? "" : "#".repeat(Math.max(1, (int) Math.round(part)));
        }

        private String line(
                final String bidBar,
                final String bid,
                final String price,
                final String ask,
                final String askBar) {
            final String line =
                    right(bidBar, BAR_WIDTH)
                            + "  "
                            + right(bid, amountWidth)
                            + "  "
                            + right(price, priceWidth)
                            + "  "
                            + right(ask, amountWidth)
                            + "  "
                            + askBar;
            return line.stripTrailing() + '\n';
        }

        private static String right(final String text, final int width) {
            return " ".repeat(Math.max(0, width - text.length())) + text;
        }
    }
}
