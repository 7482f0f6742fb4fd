/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.quality.QualityState;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An import into a journal of its own, and the replay of that. */
final class Imported {
    static final String BOOK_HEADER = TardisType.BOOK.header() + "\n";

    private static final JournalConfig CONFIG =
            JournalConfig.DEFAULTS.withFreeBytesWarn(0).withFreeBytesMin(16 << 20);

    final ImportResult result;
    final List<String> notices = new ArrayList<>();
    final List<String> inbound = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    final List<String> lives = new ArrayList<>();
    final List<String> bookStates = new ArrayList<>();
    final List<EventKind> kinds = new ArrayList<>();
    final List<String> quality = new ArrayList<>();
    final List<Long> bookHashes = new ArrayList<>();
    private final Map<String, String> levels = new HashMap<>();
    long tickCount;
    ReplayResult replayed;
    private Replay replay;

    private Imported(
            final ImportOptions options,
            final Path journal,
            final InputStream stdin,
            final ImportListener listener) {
        result =
                Importer.run(
                        options,
                        journal,
                        CONFIG,
                        stdin,
                        new ImportListener() {
                            @Override
                            public void onNotice(final String text) {
                                notices.add(text);
                            }

                            @Override
                            public boolean isCancelled() {
                                return listener.isCancelled();
                            }
                        });
        if (result.run() > 0) {
            replay(journal);
        }
    }

    static Imported of(final ImportOptions options, final Path journal) {
        return new Imported(options, journal, InputStream.nullInputStream(), ImportListener.NONE);
    }

    static Imported of(
            final ImportOptions options, final Path journal, final ImportListener listener) {
        return new Imported(options, journal, InputStream.nullInputStream(), listener);
    }

    static Imported ofStdin(final Path journal, final String text) {
        return ofStdin(journal, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Imported ofStdin(final Path journal, final InputStream stdin) {
        return new Imported(
                ImportOptions.of(List.of(ImportOptions.STDIN)),
                journal,
                stdin,
                ImportListener.NONE);
    }

    /** One file of this text. */
    static Imported ofText(final Path folder, final String text) {
        return of(ImportOptions.of(List.of(file(folder, "in", text))), folder.resolve("journal"));
    }

    static Path file(final Path folder, final String name, final String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path gzip(final Path folder, final String name, final String text) throws IOException {
        final Path file = folder.resolve(name);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private void replay(final Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            final EngineContext context =
                    new EngineContext()
                            .client(new DeribitPublicClient(DeribitConfig.production()))
                            .handler("look", (event, sequence, end) -> look(event));
            replay = new Replay(context, reader);
            replay.quality(
                    (kind, sequence, timeNs, bytes, offset, length) ->
                            quality.add(QualityState.values()[bytes[offset + 1]].name()));
            replayed = replay.run();
            assertTrue(reader.seal().isPresent(), "not sealed");
            assertEquals(result.stateHash(), reader.seal().get().stateHash());
        }
        assertEquals(result.events(), replayed.eventCount());
        assertEquals(result.stateHash(), replayed.stateHash());
        assertNull(replayed.divergence());
        assertNull(replayed.missing());
        assertNull(replayed.firstDivergence());
        assertTrue(replayed.marksCompared() > 0, replayed.toString());
        assertEquals(0, replayed.marksMissing());
    }

    private void look(final MarketEvent event) {
        if (event.origin == Origin.LIFECYCLE) {
            lives.add(Lifecycle.ofCode(event.code).name());
        } else if (event.origin == Origin.TICK) {
            tickCount++;
        } else if (event.origin == Origin.INBOUND && event.kind != EventKind.RESPONSE) {
            inbound.add(event.rawText());
            times.add(event.receivedTimeNs);
            kinds.add(event.kind);
            bookStates.add(String.valueOf(event.bookState));
            if (event.kind == EventKind.BOOK) {
                final byte[] name = replay.symbols().instruments().bytes(event.instrumentId);
                final String instrument = new String(name, StandardCharsets.UTF_8);
                levels.put(instrument, levelsOf(replay.book(instrument)));
                bookHashes.add(replay.book(instrument).hash());
            }
        }
    }

    /** A book behind its last message, the best level first: {@code LIVE 101x2 100x1 | 102x3}. */
    String levels(final String instrument) {
        return levels.get(instrument);
    }

    private static String levelsOf(final OrderBook book) {
        final StringBuilder text = new StringBuilder(book.state().name()).append(' ');
        for (int i = 0; i < book.bidCount(); i++) {
            append(text, book.bidPrice(i), book.bidAmount(i));
        }
        text.append("| ");
        for (int i = 0; i < book.askCount(); i++) {
            append(text, book.askPrice(i), book.askAmount(i));
        }
        return text.toString().trim();
    }

    private static void append(final StringBuilder text, final long price, final long amount) {
        text.append(io.novaring.codec.Decimals.toString(price))
                .append('x')
                .append(io.novaring.codec.Decimals.toString(amount))
                .append(' ');
    }
}
