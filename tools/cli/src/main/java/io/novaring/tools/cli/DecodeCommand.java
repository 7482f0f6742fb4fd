/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.normalised.NormalisedWriter;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "decode",
        sortOptions = false,
        description = {
            "Decodes raw frames, one a line, to normalised events, one a line.",
            "",
            "A line that is no valid message gives a reject line, and decoding goes on."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every line was decoded",
            "1:at least one line was rejected",
            "2:the command was not understood, or a file could not be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring decode frames.jsonl",
            "  novaring decode --typed funding.jsonl",
            "  novaring decode --venue deribit monday.jsonl tuesday.jsonl > events.jsonl",
            "  zcat frames.jsonl.gz | novaring decode | grep '\"kind\":\"reject\"'"
        })
final class DecodeCommand implements Callable<Integer> {
    private static final int LINE_LENGTH_MAX = 16 << 20;

    private static final int ALL_DECODED = 0;
    private static final int SOME_REJECTED = 1;
    private static final int NOT_RUN = 2;

    private static final String STANDARD_INPUT = "-";

    private final Symbols symbols = new Symbols();
    private final JsonEncoder json = new JsonEncoder(1 << 16);
    private final MarketEvent event = new MarketEvent();
    private final Utf8Checker utf8 = new Utf8Checker();
    private final InputStream standardInput;
    private final OutputStream output;
    private NormalisedWriter writer;
    private long lineCount;
    private boolean hasRejected;

    @Spec private CommandSpec spec;

    @Mixin private HelpOption help;

    @Option(
            names = "--venue",
            paramLabel = "VENUE",
            defaultValue = "deribit",
            description = "Venue the frames come from: ${DEFAULT-VALUE} is the only one so far.")
    private String venue;

    @Option(
            names = "--typed",
            description =
                    "Print every kind of message with all its fields, where the fixed format has no"
                            + " more than 'notification'.")
    private boolean isTyped;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Files of raw frames; - or none: standard input.")
    private List<String> files = new ArrayList<>();

    DecodeCommand() {
        this(System.in, new FileOutputStream(FileDescriptor.out));
    }

    DecodeCommand(final InputStream standardInput, final OutputStream output) {
        this.standardInput = standardInput;
        this.output = new BufferedOutputStream(output, 1 << 16);
    }

    @Override
    public Integer call() {
        if (!"deribit".equals(venue)) {
            return refuse("unknown venue: " + venue + "; use --venue deribit");
        }
        final FrameDecoder decoder = DeribitDecoder.ofPrinted(symbols, isTyped);
        writer = new NormalisedWriter(symbols, json, isTyped);
        final List<String> sources = files.isEmpty() ? List.of(STANDARD_INPUT) : files;
        // All are looked at before the first is decoded: a typing error costs no output.
        for (final String source : sources) {
            final String fault = fault(source);
            if (fault != null) {
                return refuse(fault);
            }
        }
        for (final String source : sources) {
            try {
                decode(decoder, source);
            } catch (final IOException e) {
                return refuse("stopped at line " + lineCount + " of the input: " + e.getMessage());
            }
        }
        return hasRejected ? SOME_REJECTED : ALL_DECODED;
    }

    /** Why the file cannot be read and what to do about it, or null. */
    private static String fault(final String source) {
        if (STANDARD_INPUT.equals(source)) {
            return null;
        }
        final Path path = Path.of(source);
        if (!Files.exists(path)) {
            return "no such file: " + source + "; check the path, or use - for standard input";
        }
        if (Files.isDirectory(path)) {
            return "a directory, not a file: " + source + "; name the files in it";
        }
        return Files.isReadable(path)
                ? null
                : "not allowed to read: " + source + "; check its permissions";
    }

    private int refuse(final String message) {
        spec.commandLine().getErr().println("novaring decode: " + message);
        return NOT_RUN;
    }

    private void decode(final FrameDecoder decoder, final String source) throws IOException {
        if (STANDARD_INPUT.equals(source)) {
            decode(decoder, standardInput);
            return;
        }
        try (InputStream in = Files.newInputStream(Path.of(source))) {
            decode(decoder, in);
        }
    }

    private void decode(final FrameDecoder decoder, final InputStream in) throws IOException {
        final LineReader lines = new LineReader(in, LINE_LENGTH_MAX);
        while (lines.next()) {
            decodeLine(decoder, lines);
            writer.writeLine(++lineCount, event);
            output.write(json.buffer(), 0, json.length());
            json.clear();
            if (lines.isDrained()) {
                // The writer of a pipe may wait for our answer.
                output.flush();
            }
        }
        output.flush();
    }

    private void decodeLine(final FrameDecoder decoder, final LineReader lines) {
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(lines.buffer(), lines.lineStart(), lines.lineLength());
        final int fault = utf8.firstFault(event.raw, event.rawLength);
        if (fault >= 0) {
            reject(RejectReason.BAD_UTF8, fault);
        } else if (lines.isCut()) {
            reject(RejectReason.TRUNCATED, event.rawLength);
        } else {
            decoder.decode(event);
        }
        hasRejected |= event.kind == EventKind.REJECT;
    }

    private void reject(final RejectReason reason, final int offset) {
        event.rejectReason = reason;
        event.rejectOffset = offset;
    }
}
