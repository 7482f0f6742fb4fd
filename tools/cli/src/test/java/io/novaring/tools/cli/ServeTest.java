/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.BookState;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.cli.session.EngineWait;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.login.ApiKey;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is served, to clients that take it for the venue. */
@Timeout(120)
final class ServeTest {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final String MESSAGE = "\"method\":\"subscription\"";
    private static final String ADDRESS = "ws://127.0.0.1:";

    @TempDir private Path folder;

    /** Every message of a channel, in its order, and how often the connection has ended. */
    private static final class Messages implements EventHandler<MarketEvent> {
        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public void onEvent(final MarketEvent event, final long sequence, final boolean last) {
            if (event.origin == Origin.INBOUND) {
                final String text = event.rawText();
                if (text.contains(MESSAGE)) {
                    texts.add(text);
                }
            }
        }
    }

    /** {@code replay --serve}, on a thread of its own until it has ended. */
    private static final class Served implements AutoCloseable {
        private volatile int exitCode = -1;
        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();
        private final Thread thread;

        private Served(final Path journal, final String... options) {
            final List<String> args = new ArrayList<>(List.of("replay", "--serve"));
            args.addAll(List.of(options));
            args.add(journal.toString());
            thread =
                    new Thread(
                            () ->
                                    exitCode =
                                            Cli.commandLine(out, err)
                                                    .execute(args.toArray(new String[0])));
            thread.start();
        }

        private URI uri() {
            await(() -> out.toString().lines().count() >= 2 || !thread.isAlive());
            assertTrue(out.toString().startsWith(ADDRESS), out.toString() + err);
            return URI.create(out.toString().lines().findFirst().orElseThrow());
        }

        private String output() throws InterruptedException {
            thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NS));
            assertFalse(thread.isAlive(), out.toString() + err);
            return out.toString() + err;
        }

        /** As Ctrl-C does. */
        private void interrupt() {
            thread.interrupt();
        }

        @Override
        public void close() {
            interrupt();
            await(() -> !thread.isAlive());
        }
    }

    @Test
    void shouldBeTheVenueToAnEngineThatDoesNotKnow() throws Exception {
        final Path journal = folder.resolve("journal");
        final List<String> channels = new ArrayList<>();
        final List<String> books;
        final Messages recorded = new Messages();
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .instruments(3)
                        .ratePerSecond(500)
                        .rawNeedsLogin(false)
                        .build();
        final List<String> names;
        try (Simulator simulator = Simulator.start(config);
                JournalWriter writer = JournalWriter.open(journal, JournalConfig.DEFAULTS);
                Engine engine = Engine.launch(context(simulator.uri(), recorded).journal(writer))) {
            names = simulator.instruments();
            for (final String name : names) {
                channels.add("book." + name + ".raw");
                channels.add("trades." + name + ".raw");
                channels.add("ticker." + name + ".raw");
            }
            engine.subscribe(0, channels);
            await(() -> recorded.texts.size() >= 500 && areLive(engine, names));
            simulator.pause();
            await(() -> isWell(engine, simulator));
            books = books(engine, names);
        }

        final Messages heard = new Messages();
        final String output;
        try (Served served = new Served(journal, "--pace", "0");
                Engine engine = Engine.launch(context(served.uri(), heard))) {
            engine.subscribe(0, channels);
            output = served.output();
            assertTrue(
                    EngineWait.until(
                            engine, PATIENCE_NS, () -> heard.texts.size() >= recorded.texts.size()),
                    () -> heard.texts.size() + " of " + recorded.texts.size());
            assertEquals(0, served.exitCode, output);

            assertEquals(recorded.texts, heard.texts);
            assertEquals(books, books(engine, names));
        }
        assertTrue(output.contains("9 channels from "), output);
        assertTrue(output.contains("the recording has ended: "), output);
        assertTrue(output.contains(" 1 client, "), output);
    }

    private static EngineContext context(final URI uri, final Messages messages) {
        return new EngineContext()
                .client(new DeribitPublicClient(DeribitConfig.of(uri)))
                .ioIdle(IdleMode.SELECT)
                .handler("messages", messages);
    }

    private static boolean areLive(final Engine engine, final List<String> names) {
        final BookSnapshot book = new BookSnapshot(1);
        for (final String name : names) {
            final OrderBook live = engine.book(name);
            if (live == null || !live.snapshotInto(book) || book.state() != BookState.LIVE) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWell(final Engine engine, final Simulator simulator) {
        final BookSnapshot book = new BookSnapshot(1);
        for (final String name : simulator.instruments()) {
            engine.book(name).snapshotInto(book);
            if (book.changeId() != simulator.book(name).changeId()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> books(final Engine engine, final List<String> names) {
        final List<String> books = new ArrayList<>();
        final BookSnapshot book = new BookSnapshot(10_000);
        for (final String name : names) {
            assertTrue(engine.book(name).snapshotInto(book));
            final StringBuilder text = new StringBuilder(name).append(' ').append(book.changeId());
            for (int i = 0; i < book.bidCount(); i++) {
                text.append(" b").append(book.bidPrice(i)).append('x').append(book.bidAmount(i));
            }
            for (int i = 0; i < book.askCount(); i++) {
                text.append(" a").append(book.askPrice(i)).append('x').append(book.askAmount(i));
            }
            assertTrue(book.bidCount() > 1 && book.askCount() > 1, text.toString());
            books.add(text.toString());
        }
        return books;
    }

    @Test
    void shouldTellHowFarBehindItsTimesItWas() throws Exception {
        final Path journal = record(1);
        try (Served served = new Served(journal, "--pace", "20", "--clients", "0")) {
            served.uri();
            final String output = served.output();

            assertEquals(0, served.exitCode, output);
            assertTrue(output.contains(", at 20 times its pace\n"), output);
            assertTrue(output.contains("0 clients, 0 frames, 0 B"), output);
            assertTrue(output.contains("behind the recorded times: p50 "), output);
        }
        try (Served served = new Served(journal)) {
            served.uri();
            // Nobody comes.
            served.interrupt();
            served.output();
            assertEquals(0, served.exitCode, served.output());
            assertTrue(served.output().contains("; waits for 1 client to subscribe"));
            assertTrue(served.output().contains("ended by Ctrl-C: 0 messages"), served.output());
        }
    }

    @Test
    void shouldShowPrivateMessagesToNoOneUnasked() throws Exception {
        final Path journal = folder.resolve("private");
        final Path secret = secret();
        try (Simulator simulator =
                Simulator.start(SimulatorConfig.builder().instruments(2).build())) {
            final Cli run = runPrivately(simulator.uri(), secret, journal, 3);
            assertEquals(0, run.exitCode(), run.out() + run.err());
        }

        final Cli unasked = Cli.run("replay", "--serve", journal.toString());
        assertEquals(1, unasked.exitCode());
        assertTrue(unasked.err().contains("name one with --connection, 0 to 0"), unasked.err());

        try (Served served = new Served(journal, "--connection", "0", "--clients", "2")) {
            final Cli run = runPrivately(served.uri(), secret, null, 3);
            assertEquals(0, run.exitCode(), run.out() + run.err());
            assertTrue(run.out().contains("a: logged in"), run.out());
            assertTrue(run.out().contains("a: balance 100 BTC"), run.out());
        }
    }

    @Test
    void shouldSayWhatCannotBeServed() throws Exception {
        final Path journal = record(1);
        final String name = journal.toString();

        assertEquals(2, Cli.run("replay", "--port", "8080", name).exitCode());
        assertEquals(2, Cli.run("replay", "--serve", "--json", name).exitCode());
        assertEquals(2, Cli.run("replay", "--serve", "--pace", "-1", name).exitCode());
        final Cli clients = Cli.run("replay", "--serve", "--clients", "33", name);
        assertEquals(2, clients.exitCode());
        assertTrue(clients.err().contains("clientsAwaited must be 0 to 32"), clients.err());
        final Cli noon = Cli.run("replay", "--serve", "--from", "noon", name);
        assertEquals(2, noon.exitCode());
        assertTrue(noon.err().contains("is no time: write"), noon.err());

        final Cli late = Cli.run("replay", "--serve", "--from", "2100-01-01T00:00:00Z", name);
        assertEquals(2, late.exitCode());
        assertTrue(late.err().contains("is behind the recording"), late.err());
        final Cli nobody = Cli.run("replay", "--serve", "--connection", "7", name);
        assertEquals(1, nobody.exitCode());
        assertTrue(nobody.err().contains("it has no connection 7: they are 0 to 0"), nobody.err());
        assertEquals(1, Cli.run("replay", "--serve", "/nowhere").exitCode());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final String port = String.valueOf(taken.getLocalPort());
            final Cli cli = Cli.run("replay", "--serve", "--port", port, name);
            assertEquals(1, cli.exitCode());
            assertTrue(cli.err().contains("cannot start on port " + port), cli.err());
        }
    }

    @Test
    void shouldBeginAtASequence() throws Exception {
        final Path journal = record(2);
        final List<Long> sequences = messages(journal);
        final int half = sequences.size() / 2;
        assertTrue(half > 0, "too little was recorded: " + sequences);
        final String from = sequences.get(half).toString();
        try (Served all = new Served(journal, "--pace", "0", "--clients", "0");
                Served part =
                        new Served(journal, "--pace", "0", "--clients", "0", "--from", from)) {
            assertEquals(sequences.size(), played(all.output()));
            assertEquals(sequences.size() - half, played(part.output()));
        }
    }

    /** Sequences of the recorded messages of channels. */
    private static List<Long> messages(final Path journal) {
        final List<Long> sequences = new ArrayList<>();
        final MarketEvent event = new MarketEvent();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next(event)) {
                if (event.origin == Origin.INBOUND && event.rawText().contains(MESSAGE)) {
                    sequences.add(event.sequence);
                }
            }
        }
        return sequences;
    }

    private static long played(final String output) {
        final String line =
                output.lines()
                        .filter(text -> text.contains(" messages played"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(output));
        return Long.parseLong(
                line.replaceAll(".*ended: ([0-9,]+) messages.*", "$1").replace(",", ""));
    }

    /** A journal of so many seconds with one book and one quote. */
    private Path record(final int seconds) throws IOException {
        final Path journal = folder.resolve("public");
        try (Simulator simulator =
                Simulator.start(SimulatorConfig.builder().instruments(2).build())) {
            final Cli run =
                    run(
                            "connections.a { endpoint = \"" + simulator.uri() + "\"",
                            "channels = [\"book.BTC-PERPETUAL.100ms\", quote.BTC-PERPETUAL] }",
                            "run.duration = " + seconds + " s",
                            "journal.directory = \"" + journal + "\"");
            assertEquals(0, run.exitCode(), run.out() + run.err());
        }
        return journal;
    }

    private Path secret() throws IOException {
        final Path file =
                Files.createFile(
                        folder.resolve("secret"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, ApiKey.DEMO.secret());
    }

    /**
     * @param journal null for none.
     */
    private Cli runPrivately(
            final URI uri, final Path secret, final Path journal, final int seconds)
            throws IOException {
        return run(
                "connections.a { role = private, endpoint = \"" + uri + "\"",
                "credentials { key-id = "
                        + ApiKey.DEMO.id()
                        + ", secret-file = \""
                        + secret
                        + "\" }",
                "account.currencies = [BTC] }",
                "run.duration = " + seconds + " s",
                journal == null ? "" : "journal.directory = \"" + journal + "\"");
    }

    private Cli run(final String... lines) throws IOException {
        final Path file = folder.resolve("run.conf");
        Files.write(file, List.of(lines));
        return Cli.run("run", "--config", file.toString());
    }

    private static void await(final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < PATIENCE_NS, "waited in vain");
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (final InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
