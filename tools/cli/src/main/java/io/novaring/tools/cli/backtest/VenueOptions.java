/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.backtest;

import io.novaring.codec.Decimals;
import io.novaring.tools.backtest.BacktestSettings;
import io.novaring.tools.backtest.latency.LatencySpec;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.session.TierOption;
import io.novaring.tools.simulator.exchange.queue.QueueModels;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.virtual.UnknownBook;
import io.novaring.tools.simulator.virtual.VirtualConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What is assumed of the venue and of the way to it. */
final class VenueOptions {
    private static final Duration TRADE_WINDOW_MAX = Duration.ofMinutes(1);

    @Option(
            names = "--queue",
            paramLabel = "MODEL",
            defaultValue = "pessimistic",
            description =
                    "Where a resting order stands: pessimistic, optimistic, proportional, log,"
                            + " power or power=EXPONENT (default: ${DEFAULT-VALUE}).")
    private String queue;

    @Option(
            names = "--order-latency",
            paramLabel = "SPEC",
            defaultValue = "5ms",
            description =
                    "From the strategy to the venue, and back: "
                            + LatencySpec.FORMS
                            + " (default: ${DEFAULT-VALUE} each way).")
    private String orderLatency;

    @Option(
            names = "--feed-latency",
            paramLabel = "TIME",
            defaultValue = "0ms",
            description =
                    "By which every recorded message is later than it was, such as 2ms (default:"
                            + " ${DEFAULT-VALUE}).")
    private String feedLatency;

    @Option(
            names = "--fees",
            paramLabel = "SPEC",
            defaultValue = "standard",
            description =
                    "standard, none, or what differs from standard, as shares: maker=-0.0001,"
                            + "taker=0.0004; also options-maker, options-taker, options-cap,"
                            + " spot-maker, spot-taker (default: ${DEFAULT-VALUE}).")
    private String fees;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            defaultValue = "tier-4",
            converter = TierOption.class,
            description =
                    "Credits of the account: tier-1 to tier-4, or unlimited (default:"
                            + " ${DEFAULT-VALUE}).")
    private AccountTier tier;

    @Option(
            names = "--deposit",
            paramLabel = "CURRENCY=AMOUNT",
            split = ",",
            description = "What the account has, instead of the simulator's deposits.")
    private List<String> deposits = new ArrayList<>();

    @Option(
            names = "--unknown-book",
            paramLabel = "WAY",
            defaultValue = "rest",
            description =
                    "What becomes of orders while a book is not known: rest, refuse or hold"
                            + " (default: ${DEFAULT-VALUE}).")
    private String unknownBook;

    @Option(
            names = "--trade-window",
            paramLabel = "TIME",
            defaultValue = "5ms",
            description =
                    "How far apart a trade and the change it made to the book may be told of"
                            + " (default: ${DEFAULT-VALUE}).")
    private String tradeWindow;

    @Option(
            names = "--session-faults",
            paramLabel = "WHICH",
            defaultValue = "none",
            description =
                    "none, or recorded: the session that trades is lost when the recorded one was"
                            + " (default: ${DEFAULT-VALUE}).")
    private String sessionFaults;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of whatever is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    /**
     * All of it, of the whole recording.
     *
     * @throws CommandFailure when something of it is wrong.
     */
    BacktestSettings settings() {
        final Map<String, Long> money = deposits();
        VirtualConfig venue =
                VirtualConfig.DEFAULT
                        .withQueue(of("--queue", queue, QueueModels::of))
                        .withFees(of("--fees", fees, FeeSpec::parse))
                        .withTier(tier)
                        .withUnknownBook(of("--unknown-book", unknownBook, UnknownBook::of))
                        .withTradeWindow(of("--trade-window", tradeWindow, this::window));
        BacktestSettings settings = BacktestSettings.DEFAULT;
        if (!money.isEmpty()) {
            venue = venue.withDeposits(money);
            settings = settings.withCurrencies(List.copyOf(new TreeSet<>(money.keySet())));
        }
        return settings.withOrderLatency(of("--order-latency", orderLatency, LatencySpec::parse))
                .withFeedLatencyNs(of("--feed-latency", feedLatency, LatencySpec::parseTimeNs))
                .withVenue(venue)
                .withSeed(seed)
                .withSessionRecorded(
                        of("--session-faults", sessionFaults, VenueOptions::isSessionRecorded));
    }

    private static boolean isSessionRecorded(final String text) {
        return switch (text) {
            case "none" -> false;
            case "recorded" -> true;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is not known: write none or recorded");
        };
    }

    private Duration window(final String text) {
        final Duration window = Duration.ofNanos(LatencySpec.parseTimeNs(text));
        if (window.compareTo(TRADE_WINDOW_MAX) > 0) {
            throw new IllegalArgumentException("'" + text + "' is longer than a minute");
        }
        return window;
    }

    private Map<String, Long> deposits() {
        final Map<String, Long> found = new TreeMap<>();
        for (final String deposit : deposits) {
            final String[] words = deposit.split("=", -1);
            try {
                if (words.length != 2 || !words[0].matches("[A-Z]{2,8}")) {
                    throw new NumberFormatException(deposit);
                }
                final long amount =
                        new BigDecimal(words[1]).movePointRight(Decimals.DIGITS).longValueExact();
                if (amount <= 0 || found.put(words[0], amount) != null) {
                    throw new NumberFormatException(deposit);
                }
            } catch (final ArithmeticException | NumberFormatException e) {
                throw failure(
                        "--deposit: '"
                                + deposit
                                + "' is no deposit: write each currency once, with an amount above"
                                + " 0, such as BTC=10",
                        e);
            }
        }
        return found;
    }

    private static <T> T of(
            final String option, final String text, final Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (final IllegalArgumentException e) {
            throw failure(option + ": " + e.getMessage(), e);
        }
    }

    private static CommandFailure failure(final String message, final Throwable cause) {
        return new CommandFailure(ExitCode.USAGE, message, cause);
    }
}
