/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.connection.InboundDecoding;
import io.novaring.engine.venue.VenueClient;
import io.novaring.journal.JournalReader;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.normalised.NormalisedWriter;
import io.novaring.tools.cli.session.RecordedClients;
import io.novaring.tools.config.NearestWord;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "dump",
        sortOptions = false,
        description = {
            "Prints the events of a journal, one JSON object a line, decoded.",
            "",
            "Messages that were sent are not shown in full: they may hold credentials."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:printed; what was read is valid",
            "1:something is damaged, there is no journal, or standard output took no more",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring journal dump --limit 20 /data/journal/monday",
            "  novaring journal dump --kind lifecycle,reject /data/journal/monday",
            "  novaring journal dump --typed --kind candle,instrumentState /data/journal/monday",
            "  novaring journal dump --from 1000000 --kind trades /data/journal/monday | head"
        })
final class JournalDumpCommand implements Callable<Integer> {
    private static final int FLUSH_BYTES = 1 << 16;

    private final Symbols symbols = new Symbols();
    private final JsonEncoder json = new JsonEncoder(2 * FLUSH_BYTES);
    private final MarketEvent event = new MarketEvent();

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Option(
            names = "--from",
            paramLabel = "SEQUENCE",
            defaultValue = "0",
            description = "Begin at this event (default: ${DEFAULT-VALUE}).")
    private long from;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Print so many events at most (default: all).")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description =
                    "Print these kinds only, in the words of the output: book, trades, lifecycle ...")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--typed",
            description =
                    "Print every kind of message with all its fields, where the fixed format has no"
                            + " more than 'notification'.")
    private boolean isTyped;

    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private Path directory;

    @Override
    public Integer call() {
        final Set<EventKind> wanted = wanted();
        if (from < 0 || limit < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from and --limit must not be negative: " + Math.min(from, limit));
        }
        final List<FrameDecoder> decoders = new ArrayList<>();
        for (final VenueClient client : RecordedClients.of(directory)) {
            decoders.add(decoder(client));
        }
        try (JournalReader reader = JournalReader.openPrefix(directory)) {
            dump(reader, decoders, wanted);
            reader.problem()
                    .ifPresent(p -> spec.commandLine().getErr().println("damaged journal: " + p));
            return isWritten(spec.commandLine().getOut()) && reader.problem().isEmpty()
                    ? ExitCode.OK
                    : ExitCode.FAILED;
        }
    }

    private FrameDecoder decoder(final VenueClient client) {
        return "deribit".equals(client.venue())
                ? DeribitDecoder.ofPrinted(symbols, isTyped)
                : client.messages().newDecoder(symbols);
    }

    private void dump(
            final JournalReader reader,
            final List<FrameDecoder> decoders,
            final Set<EventKind> wanted) {
        final PrintWriter out = spec.commandLine().getOut();
        final NormalisedWriter writer = new NormalisedWriter(symbols, json, isTyped);
        long printed = 0;
        reader.skipTo(from);
        while (printed < limit && reader.next(event)) {
            if (event.origin == Origin.INBOUND) {
                event.kind = EventKind.REJECT;
                InboundDecoding.decode(event, decoders.get(event.connectionId));
            }
            if (wanted.contains(event.kind)) {
                writer.writeSequence(event);
                printed++;
            }
            // A pipe that is closed, as by head, ends the dump.
            if (json.length() >= FLUSH_BYTES && !flush(out)) {
                return;
            }
        }
        flush(out);
    }

    private boolean flush(final PrintWriter out) {
        out.print(new String(json.buffer(), 0, json.length(), StandardCharsets.UTF_8));
        json.clear();
        return isWritten(out);
    }

    /** The writer is around standard output, which keeps its failures to itself. */
    private static boolean isWritten(final PrintWriter out) {
        return !out.checkError() && !System.out.checkError();
    }

    private Set<EventKind> wanted() {
        if (kinds.isEmpty()) {
            return EnumSet.allOf(EventKind.class);
        }
        final Set<EventKind> wanted = EnumSet.noneOf(EventKind.class);
        for (final String word : kinds) {
            wanted.add(kind(word));
        }
        return wanted;
    }

    private EventKind kind(final String word) {
        final List<String> words = new ArrayList<>();
        for (final EventKind kind : EventKind.values()) {
            if (!isTyped && kind.compareTo(EventKind.COMMAND) > 0) {
                break;
            }
            final String name = word(kind);
            if (name.equalsIgnoreCase(word)) {
                return kind;
            }
            words.add(name);
        }
        throw new ParameterException(
                spec.commandLine(),
                "no such kind: "
                        + word
                        + NearestWord.question(word, words)
                        + " There are "
                        + String.join(", ", words));
    }

    /** As it stands in the output: userTrades. */
    private static String word(final EventKind kind) {
        final String[] parts = kind.name().toLowerCase(Locale.ROOT).split("_");
        final StringBuilder word = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            word.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
        }
        return word.toString();
    }
}
