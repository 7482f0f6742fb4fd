/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.view.MarketCut;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitChannels;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitInterval;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.chain.ChainSubscriber;
import io.novaring.venues.deribit.chain.OptionChain;
import io.novaring.venues.deribit.instrument.InstrumentListener;
import io.novaring.venues.deribit.instrument.InstrumentLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The chain drawn from a recording, held to the cuts the engine had while it was made. */
@Timeout(120)
final class ChainCommandTest {
    private static final int CUTS_MIN = 30;

    @TempDir private static Path folder;

    /** By event: what the live engine knew behind it. */
    private static final ConcurrentSkipListMap<Long, Known> KNOWN = new ConcurrentSkipListMap<>();

    private static String journal;
    private static String expired;

    /** Of one live cut. */
    private record Known(long timeNs, boolean hasStale, boolean isCoherent, Map<String, Row> rows) {
        static Known of(final MarketCut cut) {
            final Map<String, Row> rows = new TreeMap<>();
            boolean hasStale = false;
            for (int row = 0; row < cut.size(); row++) {
                hasStale |= !cut.isEnded(row) && cut.state(row) == BookState.STALE;
                rows.put(cut.instrument(row), Row.of(cut, row));
            }
            return new Known(cut.timeNs(), hasStale, cut.isCoherent(Long.MAX_VALUE), rows);
        }
    }

    /** Of one option in it. */
    private record Row(String state, String bid, String ask, String mark, long ageNs) {
        static Row of(final MarketCut cut, final int row) {
            return new Row(
                    cut.state(row).name().toLowerCase(Locale.ROOT),
                    text(cut.bidPrice(row)),
                    text(cut.askPrice(row)),
                    text(cut.markPrice(row)),
                    cut.ageNs(row));
        }

        private static String text(final long value) {
            return value == MarketEvent.ABSENT ? "null" : Decimals.toString(value);
        }
    }

    @BeforeAll
    static void recordOnce() throws InterruptedException {
        journal = folder.resolve("journal").toString();
        final SimulatorConfig market =
                SimulatorConfig.builder().instruments(40).ratePerSecond(2_000).build();
        final ChainSubscriber subscriber =
                new ChainSubscriber(
                        1,
                        100,
                        name ->
                                List.of(
                                        DeribitChannels.book(name, DeribitInterval.MS_100),
                                        DeribitChannels.ticker(name, DeribitInterval.MS_100)));
        final InstrumentLoader loader =
                new InstrumentLoader(List.of("BTC", "ETH"), new InstrumentListener() {});
        final OptionChain chain =
                new OptionChain("BTC", null, 100, 0, subscriber, loader)
                        .onCut(20_000_000L, cut -> KNOWN.put(cut.sequence(), Known.of(cut)));
        try (Simulator simulator = Simulator.start(market);
                JournalWriter writer =
                        JournalWriter.open(Path.of(journal), JournalConfig.DEFAULTS);
                Engine engine =
                        Engine.launch(
                                new EngineContext()
                                        .client(
                                                new DeribitPublicClient(
                                                        DeribitConfig.of(simulator.uri())))
                                        .ioIdle(IdleMode.SELECT)
                                        .journal(writer)
                                        .handler("chain", chain))) {
            loader.start(engine);
            subscriber.start(engine, 0);
            await(() -> count(true) > CUTS_MIN);
            simulator.dropConnections();
            await(() -> KNOWN.values().stream().anyMatch(Known::hasStale));
            final long before = count(true);
            await(() -> count(true) > before + CUTS_MIN);
            expired = KNOWN.lastEntry().getValue().rows().keySet().iterator().next();
            simulator.expire(expired);
            final int cuts = KNOWN.size();
            await(() -> KNOWN.size() > cuts + CUTS_MIN);
        }
    }

    @Test
    void shouldShowWhatTheEngineKnewBehindTheSameEvent() {
        final List<Long> sequences = List.copyOf(KNOWN.keySet());
        for (final long sequence :
                List.of(
                        sequences.get(sequences.size() / 4),
                        sequences.get(sequences.size() / 2),
                        staleSequence(),
                        sequences.get(sequences.size() - 1))) {
            final Known known = KNOWN.get(sequence);

            final JsonNode chain = chain("--at", Long.toString(sequence), "--json").json();

            assertEquals(sequence, chain.path("sequence").asLong());
            assertEquals(known.timeNs(), chain.path("timeNs").asLong());
            int count = 0;
            for (final JsonNode strike : chain.path("strikes")) {
                for (final JsonNode option : List.of(strike.path("call"), strike.path("put"))) {
                    if (!option.isNull()) {
                        requireRow(known.rows().get(option.path("instrument").asText()), option);
                        count++;
                    }
                }
            }
            assertEquals(known.rows().size(), count, "one expiry is listed");
        }
    }

    @Test
    void shouldDrawCallsStrikesAndPuts() {
        final long sequence = coherentSequence();

        final Cli cli = chain("--at", Long.toString(sequence), "--max-age", "3600");

        assertEquals(0, cli.exitCode(), cli.err());
        final List<String> lines = cli.out().lines().toList();
        assertTrue(lines.get(0).matches("BTC \\d+[A-Z]{3}\\d\\d at 20.*, behind event [\\d,]+"));
        assertTrue(lines.get(1).matches("underlying [\\d.]+, index [\\d.]+"), lines.get(1));
        assertTrue(lines.get(2).matches("COHERENT: (\\d+) of \\1 options live"), lines.get(2));
        assertTrue(lines.get(3).startsWith("oldest leg BTC-"), lines.get(3));
        assertTrue(lines.get(3).contains(" before the cut; the venue's own times lie "));
        assertEquals(
                List.of(
                        "state", "delta", "iv", "mark", "size", "bid", "ask", "size", "strike",
                        "size", "bid", "ask", "size", "mark", "iv", "delta", "state"),
                List.of(lines.get(5).strip().split(" +")));
        for (final String line : lines.subList(6, lines.size())) {
            assertTrue(line.startsWith("live ") || line.endsWith(" live"), line);
            assertFalse(line.matches(".*([(A-Z]|never|ended).*"), line);
        }
        assertTrue(cli.widest() <= 140, cli.out());
    }

    @Test
    void shouldMarkWhatMayNotBeTrusted() {
        final Cli cli = chain("--at", Long.toString(staleSequence()));

        assertEquals(0, cli.exitCode(), cli.err());
        assertTrue(cli.out().contains("NOT COHERENT: "), cli.out());
        assertTrue(cli.out().lines().anyMatch(line -> line.startsWith("STALE ")), cli.out());
        assertTrue(cli.out().contains("cause: disconnected; last heard "), cli.out());
        assertTrue(chain().out().contains("such as --at -1s"), "the recording's end is one");
        for (final String line : cli.out().lines().filter(l -> l.startsWith("STALE ")).toList()) {
            final String bid = line.split(" +")[5];
            assertTrue(bid.startsWith("(") || "-".equals(bid), line);
        }
    }

    @Test
    void shouldShowAnOptionThatHasEndedAsItWas() {
        final JsonNode chain = chain("--json").json();
        final JsonNode option =
                chain.path("strikes").findParents("instrument").stream()
                        .filter(node -> expired.equals(node.path("instrument").asText()))
                        .findAny()
                        .orElseThrow();

        assertTrue(option.path("ended").asBoolean());
        assertFalse(option.path("trusted").asBoolean());
        assertFalse(option.path("bidPrice").isNull() && option.path("askPrice").isNull());
        assertTrue(chain().out().contains(", 1 ended"), chain().out());
        assertTrue(chain().out().lines().anyMatch(line -> line.matches("(^ended .*|.* ended$)")));
    }

    @Test
    void shouldShowTheStrikesAroundTheUnderlyingsPrice() {
        final String sequence = Long.toString(coherentSequence());
        final JsonNode all = chain("--at", sequence, "--json").json();
        final JsonNode three = chain("--at", sequence, "--json", "--strikes", "3").json();

        assertEquals(3, three.path("strikes").size());
        final double price = all.path("underlyingPrice").asDouble();
        double nearest = Double.MAX_VALUE;
        for (final JsonNode strike : all.path("strikes")) {
            nearest = Math.min(nearest, Math.abs(strike.path("strike").asDouble() - price));
        }
        assertEquals(
                nearest, Math.abs(three.at("/strikes/1/strike").asDouble() - price), "the middle");
    }

    @Test
    void shouldWriteALineForEachOption() {
        final String sequence = Long.toString(coherentSequence());
        final List<String> lines = chain("--at", sequence, "--csv").out().lines().toList();

        final int columns = lines.get(0).split(",").length;
        assertTrue(lines.get(0).startsWith("sequence,timeNs,expiry,strike,type,instrument,state,"));
        assertEquals(KNOWN.get(coherentSequence()).rows().size(), lines.size() - 1);
        for (final String line : lines) {
            assertEquals(columns, line.split(",", -1).length, line);
        }
        assertTrue(lines.get(1).contains(",call,BTC-"), lines.get(1));
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertFailure(
                1,
                "no option of BTCC was known then; did you mean BTC? There were",
                "--underlying",
                "BTCC");
        assertFailure(
                1,
                "no option of BTC that expires on 1JAN31 was known then: there were ",
                "--expiry",
                "1jan31");
        assertFailure(
                1,
                "no option of BTC was known then, and of no other underlying either",
                "--at",
                "0");
        assertFailure(2, "'25XYZ26' is no expiry: write it as in names", "--expiry", "25XYZ26");
        assertFailure(2, "+9h is not within the recording, which goes from", "--at", "+9h");
        assertFailure(2, "--json and --csv are different outputs", "--json", "--csv");
        assertFailure(2, "--strikes must be 1 or more, not 0", "--strikes", "0");
        assertFailure(2, "--from 50 is behind --at 5", "--from", "50", "--at", "5");
        assertFailure(
                2,
                "--underlying is what stands before the first dash",
                "--underlying",
                "BTC-27NOV26");
    }

    private static void assertFailure(
            final int exitCode, final String message, final String... options) {
        final Cli cli = chain(options);
        assertEquals(exitCode, cli.exitCode(), cli.out());
        assertTrue(cli.err().contains(message), cli.err());
        assertEquals("", cli.out());
    }

    private static void requireRow(final Row known, final JsonNode option) {
        assertNotNull(known, option.toString());
        assertEquals(known.state(), option.path("state").asText(), option.toString());
        assertEquals(known.bid(), option.path("bidPrice").asText());
        assertEquals(known.ask(), option.path("askPrice").asText());
        assertEquals(known.mark(), option.path("markPrice").asText());
        assertEquals(
                known.ageNs(), option.path("ageNs").asLong(MarketEvent.ABSENT), option.toString());
    }

    private static long staleSequence() {
        return sequence(KNOWN.entrySet().stream().filter(e -> e.getValue().hasStale()).findFirst());
    }

    private static long coherentSequence() {
        return sequence(
                KNOWN.entrySet().stream().filter(e -> e.getValue().isCoherent()).findFirst());
    }

    private static long sequence(final Optional<Map.Entry<Long, Known>> entry) {
        return entry.orElseThrow().getKey();
    }

    private static long count(final boolean isCoherent) {
        return KNOWN.values().stream().filter(k -> k.isCoherent() == isCoherent).count();
    }

    private static Cli chain(final String... options) {
        final String[] words = new String[options.length + 2];
        words[0] = "chain";
        System.arraycopy(options, 0, words, 1, options.length);
        words[words.length - 1] = journal;
        return Cli.run(words);
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(60), "waited in vain");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
