/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.data;

import io.novaring.journal.JournalConfig;
import io.novaring.journal.format.Compression;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.data.importing.ImportException;
import io.novaring.tools.data.importing.ImportFormat;
import io.novaring.tools.data.importing.ImportListener;
import io.novaring.tools.data.importing.ImportOptions;
import io.novaring.tools.data.importing.ImportResult;
import io.novaring.tools.data.importing.Importer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        sortOptions = false,
        description = {
            "Makes a journal of recordings of others, to be replayed, backtested and exported.",
            "",
            "Files are raw messages with the times at which they were received, or the CSV files of"
                    + " Tardis for deribit: incremental_book_L2, trades, quotes, derivative_ticker;"
                    + " plain or compressed by gzip. Messages of all files come in the order of"
                    + " their times, as in one session. What is made of what: docs/import.md."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all files were imported",
            "1:a file could not be read to its end, or Ctrl-C: what was before is imported, if"
                    + " anything was; or the journal could not be written",
            "2:the command was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring import --out /data/imported book.csv.gz trades.csv.gz",
            "  zstdcat day.ndjson.zst | novaring import --format frames --out /data/imported -",
            "  novaring replay --verify /data/imported"
        })
public final class ImportCommand implements Callable<Integer> {
    /** What becomes of a line that cannot be read. */
    private enum OnError {
        STOP,
        SKIP
    }

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "JOURNAL",
            description = "Directory of the journal: the import becomes a new run of it.")
    private Path out;

    @Option(
            names = "--format",
            paramLabel = "frames|tardis",
            description = "What all files are (default: what each begins like).")
    private ImportFormat format;

    @Option(
            names = "--on-error",
            paramLabel = "stop|skip",
            defaultValue = "stop",
            description =
                    "At a line that cannot be read: end there, or leave it out; a book whose line"
                            + " was left out is stale up to its next snapshot (default: stop).")
    private OnError onError;

    @Option(
            names = "--reorder-ms",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Sort messages whose times go back by less than this (default: 0).")
    private long reorderMs;

    @Option(
            names = "--clamp-times",
            description = "Give a message whose time goes back further the time of the one before.")
    private boolean isClamped;

    @Option(
            names = "--hole-after",
            paramLabel = "S",
            defaultValue = "60",
            description =
                    "Silence of all raw messages after which the connection is taken to have been"
                            + " lost; 0 for never (default: 60).")
    private long holeAfterSeconds;

    @Option(names = "--compress", description = "Compress the journal (LZ4).")
    private boolean isCompressed;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files in any order; - is standard input.")
    private List<Path> files;

    @Override
    public Integer call() {
        final ImportOptions options = options();
        final PrintWriter err = spec.commandLine().getErr();
        final long startNs = System.nanoTime();
        try (Progress progress = Progress.ofBytes(err, "imported");
                CtrlC ctrlC = new CtrlC()) {
            progress.total(size());
            final ImportResult result;
            try {
                result = Importer.run(options, out, config(), System.in, listener(progress, ctrlC));
            } catch (final ImportException e) {
                progress.done();
                throw new CommandFailure(ctrlC.exit(ExitCode.FAILED), e.getMessage(), e);
            }
            progress.done();
            tell(result, System.nanoTime() - startNs);
            final boolean isWhole = result.error() == null && !result.isCancelled();
            return ctrlC.exit(isWhole ? ExitCode.OK : ExitCode.FAILED);
        }
    }

    private ImportOptions options() {
        try {
            return new ImportOptions(
                    files,
                    format,
                    onError == OnError.SKIP,
                    TimeUnit.MILLISECONDS.toNanos(reorderMs),
                    isClamped,
                    TimeUnit.SECONDS.toNanos(holeAfterSeconds));
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private JournalConfig config() {
        return JournalConfig.DEFAULTS.withCompression(
                isCompressed ? Compression.LZ4 : Compression.NONE);
    }

    /** Of all files together, 0 when one of them has none. */
    private long size() {
        long sum = 0;
        for (final Path file : files) {
            try {
                if (!Files.isRegularFile(file)) {
                    return 0;
                }
                sum += Files.size(file);
            } catch (final IOException e) {
                // Opening it will say why.
                return 0;
            }
        }
        return sum;
    }

    private ImportListener listener(final Progress progress, final CtrlC ctrlC) {
        return new ImportListener() {
            @Override
            public void onProgress(final long bytes) {
                progress.accept(bytes);
            }

            @Override
            public void onNotice(final String text) {
                spec.commandLine().getErr().println(Printable.of(text, 500));
            }

            @Override
            public boolean isCancelled() {
                return ctrlC.isRequested();
            }
        };
    }

    private void tell(final ImportResult result, final long tookNs) {
        final PrintWriter text = spec.commandLine().getOut();
        if (result.run() == 0) {
            text.println(
                    "nothing to import: no message in " + Units.count(result.lines()) + " lines");
        } else {
            text.println(
                    Units.count(result.messages())
                            + " messages of "
                            + Units.count(result.lines())
                            + " lines, "
                            + Units.instant(result.firstTimeNs())
                            + " to "
                            + Units.instant(result.lastTimeNs()));
            text.println(
                    "run "
                            + result.run()
                            + " of "
                            + out
                            + ": "
                            + Units.count(result.events())
                            + " events in "
                            + Units.duration(tookNs)
                            + ", "
                            + Units.rough(result.lines() * 1_000_000_000L / Math.max(1, tookNs))
                            + " lines/s; hash "
                            + Units.hash(result.stateHash()));
        }
        count(result.resyncs(), "snapshots in the middle of a book: asked for again");
        count(result.holes(), "times the connection was taken to have been lost");
        count(result.beforeSnapshot(), "book messages before the first snapshot, left out");
        count(result.answers(), "messages that are no market data, left out");
        count(result.privates(), "messages of an account, left out");
        count(result.reordered(), "messages sorted by their time");
        count(result.clamped(), "messages given the time of the one before");
        count(result.rejects(), "messages that cannot be decoded");
        count(result.inexact(), "messages with numbers of more digits than are kept");
        count(result.skipped(), "lines left out that could not be read");
        if (result.error() != null) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "ended early: "
                                    + Printable.of(result.error(), 500)
                                    + "\nwhat came before is imported; --on-error skip goes on");
        } else if (result.isCancelled()) {
            spec.commandLine().getErr().println("ended by Ctrl-C; what came before is imported");
        }
    }

    private void count(final long count, final String what) {
        if (count > 0) {
            spec.commandLine().getOut().println(Units.count(count) + ' ' + what);
        }
    }
}
