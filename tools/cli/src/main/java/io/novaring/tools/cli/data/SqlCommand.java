/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.data;

import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.FileTrouble;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RecordingOptions;
import io.novaring.tools.data.export.ExportTable;
import io.novaring.tools.data.export.TableWriters;
import io.novaring.tools.data.sql.ExportFolder;
import io.novaring.tools.data.sql.QueryException;
import io.novaring.tools.data.sql.SqlDatabase;
import io.novaring.tools.data.sql.SqlResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sql",
        sortOptions = false,
        description = {
            "Asks a journal, or the folder of an export, in SQL; without a question, tells what"
                    + " there is to ask.",
            "",
            "Tables are those of novaring export: trades, quotes, deltas, snapshots, tickers,"
                    + " orders, latencies. Of a journal, those that the query names are made anew by"
                    + " a replay, in a temporary database; ask an export to ask often. DuckDB"
                    + " answers: prices and amounts are exact. It sees these tables alone, no file"
                    + " and no network. Columns: docs/data.md."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:answered",
            "1:not answered, or ended by Ctrl-C; or the journal is damaged, and the answer is of"
                    + " what is valid",
            "2:the query or the command was not understood, or there is no event in the range"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring sql /data/journal",
            "  novaring sql /data/journal \\",
            "      \"select instrument, side, sum(amount), count(*) from trades group by all\"",
            "  novaring sql --from -1h --format csv /data/journal - < query.sql > answer.csv"
        })
public final class SqlCommand implements Callable<Integer> {
    private static final int MEMORY_MB_MIN = 64;

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private RecordingOptions recording;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "QUERY",
            description = "SQL, as DuckDB knows it; - reads it from standard input.")
    private String query;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Read the query from this file.")
    private Path file;

    @Option(
            names = "--format",
            paramLabel = "table|csv|ndjson",
            defaultValue = "table",
            description = "How the answer is written (default: table).")
    private ResultFormat format;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Rows of a table that are shown; other formats have all (default: 1000).")
    private int rowsMax;

    @Option(
            names = "--width",
            paramLabel = "N",
            description =
                    "Characters of a table's lines; 0 for no bound (default: the terminal's).")
    private Integer width;

    @Mixin private TableOptions options;

    @Option(
            names = "--memory-mb",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Memory of the database; beyond it goes on in files (default: 1024).")
    private long memoryMb;

    @Option(
            names = "--temp-dir",
            paramLabel = "DIR",
            description = "Where the temporary database is (default: as Java's temporary files).")
    private Path tempDir;

    @Option(
            names = "--files",
            description =
                    "Let the query read and write files by their names, as read_csv and COPY.")
    private boolean isFree;

    @Override
    public Integer call() {
        options.check();
        if (memoryMb < MEMORY_MB_MIN) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--memory-mb is to be " + MEMORY_MB_MIN + " or more: " + memoryMb);
        }
        if (rowsMax < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rows is to be 1 or more: " + rowsMax);
        }
        if (query != null && file != null) {
            throw new ParameterException(spec.commandLine(), "a query and --file: name one");
        }
        final boolean isExport = ExportFolder.is(recording.path());
        if (isExport && options.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a part can be taken of a journal, and not of an export: use WHERE");
        }
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "read");
                CtrlC ctrlC = new CtrlC()) {
            return ctrlC.exit(answer(isExport, progress, ctrlC));
        } catch (final IOException e) {
            throw new CommandFailure(ExitCode.FAILED, FileTrouble.why(e), e);
        }
    }

    private int answer(final boolean isExport, final Progress progress, final CtrlC ctrlC)
            throws IOException {
        final String sql = text();
        final TableRun run = new TableRun(recording, options.range(), progress, ctrlC);
        if (sql == null) {
            return list(isExport, run, progress, ctrlC);
        }
        try (SqlDatabase database = SqlDatabase.open(temp(), memoryMb)) {
            final Set<ExportTable> tables = database.tablesOf(sql, isFree);
            if (isExport) {
                view(database, tables);
            } else if (!tables.isEmpty()) {
                run.write(from -> database.writer(options.settings(tables, from)));
                progress.done();
            }
            database.lock(isFree);
            if (!ctrlC.isRequested()) {
                print(database, sql, ctrlC);
            }
            return ctrlC.isRequested() ? ended(ctrlC) : told(run);
        } catch (final QueryException e) {
            if (ctrlC.isRequested()) {
                return ended(ctrlC);
            }
            throw new CommandFailure(ExitCode.USAGE, Printable.ofLines(e.getMessage()), e);
        }
    }

    /** The query, or null when there is none. */
    private String text() throws IOException {
        if (file != null) {
            return Files.readString(file);
        }
        return "-".equals(query)
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : query;
    }

    private Path temp() {
        return tempDir == null ? Path.of(System.getProperty("java.io.tmpdir")) : tempDir;
    }

    private void view(final SqlDatabase database, final Set<ExportTable> tables)
            throws IOException {
        final ExportFolder export = ExportFolder.of(recording.path());
        for (final ExportTable table : tables) {
            if (!export.tables().contains(table)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "the export has no table "
                                + table.word()
                                + "; it has "
                                + export.tables().stream()
                                        .map(ExportTable::word)
                                        .collect(Collectors.joining(", ")));
            }
        }
        database.view(export);
    }

    private int list(
            final boolean isExport, final TableRun run, final Progress progress, final CtrlC ctrlC)
            throws IOException {
        final TableList list = new TableList();
        if (isExport) {
            final ExportFolder export = ExportFolder.of(recording.path());
            export.tables().forEach(table -> list.add(table, export.rows(table)));
        } else {
            run.write(
                    from ->
                            TableWriters.counting(
                                    options.settings(EnumSet.allOf(ExportTable.class), from)));
            progress.done();
            if (ctrlC.isRequested()) {
                return ended(ctrlC);
            }
            run.totals().forEach(total -> list.add(total.table(), total.rows()));
        }
        spec.commandLine().getOut().print(list);
        spec.commandLine().getOut().flush();
        return told(run);
    }

    private void print(final SqlDatabase database, final String sql, final CtrlC ctrlC)
            throws QueryException {
        final PrintWriter out = spec.commandLine().getOut();
        final CancelWatch watch = new CancelWatch(ctrlC, database::cancel);
        try (SqlResult result = database.query(sql)) {
            final ResultPrinter printer = new ResultPrinter(out, Terminal.isInteractive());
            switch (format) {
                case TABLE ->
                        out.print(
                                new ResultTable(width == null ? Terminal.width() : width, rowsMax)
                                        .of(result));
                case CSV -> printer.csv(result);
                case NDJSON -> printer.ndjson(result);
            }
        } finally {
            watch.end();
            out.flush();
        }
    }

    private int ended(final CtrlC ctrlC) {
        return ctrlC.cancelled(spec.commandLine().getErr(), "ended by Ctrl-C");
    }

    private int told(final TableRun run) {
        if (run.problem() == null) {
            return ExitCode.OK;
        }
        spec.commandLine()
                .getErr()
                .println(
                        "damaged journal: "
                                + run.problem()
                                + "; the answer is of what is valid before that");
        return ExitCode.FAILED;
    }
}
