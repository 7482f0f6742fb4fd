/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import io.novaring.tools.backtest.result.RowLog;
import io.novaring.tools.backtest.result.RunResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts a result down as files of one directory. Each is written under another name and renamed when
 * it is whole; the summary comes last, so that where it stands all else does. Equal results give
 * files that are equal to the byte. One thread.
 */
public final class ResultWriter {
    /** The figures, for programs; there only when everything else is. */
    public static final String SUMMARY = "summary.json";

    /** The page for people. */
    public static final String REPORT = "report.html";

    /** How it agrees with the recorded run, for programs; of this result where it is there. */
    public static final String AGREEMENT = "agreement.json";

    /** The same for people. */
    public static final String AGREEMENT_PAGE = "agreement.html";

    private static final String PARTIAL = ".partial";
    private static final String ROWS = ".ndjson";
    private static final String TABLE = ".parquet";
    private static final List<String> KINDS = List.of("orders", "fills", "pnl", "latency", "books");
    private static final Set<String> OURS = ours();

    private ResultWriter() {}

    private static Set<String> ours() {
        final Set<String> names =
                new TreeSet<>(List.of(SUMMARY, REPORT, AGREEMENT, AGREEMENT_PAGE));
        KINDS.forEach(kind -> names.addAll(List.of(kind + ROWS, kind + TABLE)));
        return names;
    }

    /** Makes more of the files of rows. */
    @FunctionalInterface
    public interface Tables {
        /**
         * @param rows a file of rows that is whole.
         * @param table what to write, of the same name with {@code .parquet} behind.
         */
        void write(Path rows, Path table) throws IOException;
    }

    /**
     * Writes a result. An earlier result in the directory is replaced.
     *
     * @param directory made when it is not there.
     * @param isForced whether a directory that holds anything else may be used; what is there and
     *     is no file of a result stays.
     * @throws IOException when a file cannot be written, or the directory holds anything else.
     */
    public static void write(final Path directory, final RunResult result, final boolean isForced)
            throws IOException {
        write(directory, result, isForced, (rows, table) -> {});
    }

    /**
     * As {@link #write(Path, RunResult, boolean)}.
     *
     * @param tables called for each file of rows, before the summary is written.
     */
    public static void write(
            final Path directory,
            final RunResult result,
            final boolean isForced,
            final Tables tables)
            throws IOException {
        requireRoom(directory, isForced);
        Files.deleteIfExists(directory.resolve(SUMMARY));
        Files.deleteIfExists(directory.resolve(AGREEMENT));
        Files.deleteIfExists(directory.resolve(AGREEMENT_PAGE));
        for (final String kind : KINDS) {
            // An earlier result's, which this one may not write.
            Files.deleteIfExists(directory.resolve(kind + TABLE));
        }
        final Map<String, RowLog> rows = new TreeMap<>();
        rows.put("orders.ndjson", result.orders());
        rows.put("fills.ndjson", result.fills());
        rows.put("pnl.ndjson", result.pnl());
        rows.put("latency.ndjson", result.latency());
        rows.put("books.ndjson", result.books());
        for (final Map.Entry<String, RowLog> entry : rows.entrySet()) {
            try (InputStream in = entry.getValue().open()) {
                put(directory, entry.getKey(), in);
            }
        }
        writeText(directory, REPORT, HtmlReport.of(result));
        for (final String kind : KINDS) {
            tables.write(directory.resolve(kind + ROWS), directory.resolve(kind + TABLE));
        }
        writeText(directory, SUMMARY, SummaryJson.text(result));
    }

    /**
     * Looks, before a run that may be long, whether its result may be written there.
     *
     * @param directory made when it is not there.
     * @throws IOException as {@link #write}.
     */
    public static void requireRoom(final Path directory, final boolean isForced)
            throws IOException {
        Files.createDirectories(directory);
        final Set<String> others = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (final Path file : files) {
                final String name = file.getFileName().toString();
                final String whole =
                        name.endsWith(PARTIAL)
                                ? name.substring(0, name.length() - PARTIAL.length())
                                : name;
                if (!OURS.contains(whole)) {
                    others.add(name);
                }
            }
        }
        if (!others.isEmpty() && !isForced) {
            final List<String> shown = Arrays.asList(others.toArray(new String[0]));
            throw new IOException(
                    directory
                            + " holds other files, such as "
                            + shown.get(0)
                            + ": name another directory, or use --force");
        }
    }

    private static void writeText(final Path directory, final String name, final String text)
            throws IOException {
        put(directory, name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whole under its name, or not at all: what is half written goes away. */
    private static void put(final Path directory, final String name, final InputStream content)
            throws IOException {
        final Path partial = directory.resolve(name + PARTIAL);
        try {
            Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
            rename(partial, directory.resolve(name));
        } catch (final IOException e) {
            try {
                Files.deleteIfExists(partial);
            } catch (final IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private static void rename(final Path from, final Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (final AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
