/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person may get wrong, and what a journal may be. */
@Timeout(180)
final class BacktestErrorsTest {
    @TempDir private static Path folder;
    private static Path market;

    @TempDir private Path out;

    @BeforeAll
    static void recordOnce() throws IOException {
        market = ImportedMarket.record(folder);
    }

    private Cli backtest(final Path journal, final String... options) {
        final List<String> words = new ArrayList<>(List.of("backtest"));
        words.addAll(Arrays.asList(options));
        words.addAll(List.of("--out", out.resolve("result").toString(), journal.toString()));
        return Cli.run(words.toArray(new String[0]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--strategy makr|no strategy 'makr': there are crossing, maker;",
                "--strategy com.example.No|no class com.example.No on the class path",
                "--strategy java.lang.String|java.lang.String is no strategy",
                "--strategy io.novaring.examples.Maker|is to be a public class with a public",
                "--strategy maker --class-path nowhere.jar|no jar or folder 'nowhere.jar'",
                "--strategy maker --set halfSpread|'halfSpread' is no parameter: write NAME=VALUE",
                "--strategy maker --set tick=1 --set tick=2|parameter tick is set twice",
                "--strategy maker --set halfSpred=1|no parameter halfSpred; it has amount,",
                "--strategy maker --set halfSpread=x|parameter halfSpread is to be a decimal",
                "--strategy maker --sweep halfSpread=1,0|halfSpread is to be a number above 0",
                "--strategy maker --sweep tick|'tick' names no parameter and values",
                "--strategy maker --sweep tick=1,2 --set tick=1|tick is both set and swept",
                "--strategy maker --sweep tick=1,2 --sort size|there is no figure 'size'",
                "--strategy maker --sweep tick=1,2 --threads 0|--threads is to be within 1 and",
                "--strategy maker --sweep tick=1,2 --parquet|--parquet is for the rows of one run",
                "--strategy maker --threads 2|--threads is for sweeps",
                "--strategy maker --queue first|no queue model is named first; there are",
                "--strategy maker --order-latency fast|--order-latency: 'fast' is no latency",
                "--strategy maker --feed-latency 3|--feed-latency: '3' is no time: write a number",
                "--strategy maker --fees maker|'maker' is no fee: write standard, none, or",
                "--strategy maker --fees taker=2|fee taker is to be a share within -1 and 1",
                "--strategy maker --tier gold|--tier is none of tier-1, tier-2, tier-3, tier-4",
                "--strategy maker --deposit BTC|--deposit: 'BTC' is no deposit",
                "--strategy maker --deposit BTC=-1|--deposit: 'BTC=-1' is no deposit",
                "--strategy maker --unknown-book close|--unknown-book",
                "--strategy maker --trade-window 2h|--trade-window: '2h' is no time",
                "--strategy maker --trade-window 90s|is longer than a minute",
                "--strategy maker --from +2h|--from +2h is behind the recording, which goes from",
                "--strategy maker --from 9999999|--from 9999999 is behind the recording",
                "--strategy maker --until 2020-01-01T00:00:00Z|is before the recording",
                "--strategy maker --from +30s --until +20s|there is no event from +30s until +20s",
                "--strategy maker --stop-before 2000s|leaves no time to trade",
                "--strategy maker --stop-before soon|--stop-before: 'soon' is no time",
                "--tier tier-1|Missing required option: '--strategy=NAME_OR_CLASS'"
            })
    void shouldSayWhatIsWrongAndWriteNothing(final String options, final String message) {
        final Cli cli = backtest(market, options.split(" "));

        assertEquals(2, cli.exitCode(), cli.err());
        assertTrue(cli.err().startsWith("novaring backtest: "), cli.err());
        assertTrue(cli.err().contains(message), cli.err());
        assertEquals("", cli.out());
        assertFalse(Files.exists(out.resolve("result").resolve("summary.json")));
    }

    @Test
    void shouldKeepOutOfAFolderOfOthers() throws IOException {
        final Path result = Files.createDirectories(out.resolve("result"));
        Files.writeString(result.resolve("mine.txt"), "mine");

        final Cli refused = backtest(market, "--strategy", "maker");
        final Cli sweep = backtest(market, "--strategy", "maker", "--sweep", "tick=0.5,1");
        final Cli forced = backtest(market, "--strategy", "maker", "--force");

        assertEquals(2, refused.exitCode());
        assertTrue(refused.err().contains("holds other files, such as mine.txt"), refused.err());
        assertEquals(2, sweep.exitCode());
        assertTrue(sweep.err().contains("holds other files, such as mine.txt"), sweep.err());
        assertEquals(0, forced.exitCode(), forced.err());
        assertEquals("mine", Files.readString(result.resolve("mine.txt")));
    }

    @Test
    void shouldSayThatAFileIsNoFolder() throws IOException {
        Files.writeString(out.resolve("result"), "mine");

        final Cli cli = backtest(market, "--strategy", "maker");

        assertEquals(2, cli.exitCode());
        assertTrue(cli.err().contains("result"), cli.err());
        assertEquals("mine", Files.readString(out.resolve("result")));
    }

    @Test
    void shouldTellWhatIsNoJournal() throws IOException {
        final Path letter = Files.writeString(out.resolve("letter"), "Dear reader");

        final Cli nowhere = backtest(out.resolve("nowhere"), "--strategy", "maker");
        final Cli empty = backtest(Files.createDirectory(out.resolve("e")), "--strategy", "maker");
        final Cli text = backtest(letter, "--strategy", "maker");

        for (final Cli cli : List.of(nowhere, empty, text)) {
            assertEquals(1, cli.exitCode(), cli.err());
            assertTrue(cli.err().startsWith("novaring backtest: "), cli.err());
            assertFalse(cli.err().contains("Exception"), cli.err());
        }
        assertTrue(nowhere.err().contains("nowhere"), nowhere.err());
    }

    @Test
    void shouldSayWhyNothingCanBeTraded() throws IOException {
        final Path journal = out.resolve("trades");
        final Cli imported =
                Cli.run(
                        "import",
                        "--out",
                        journal.toString(),
                        folder.resolve("trades.csv").toString());
        assertEquals(0, imported.exitCode(), imported.err());

        final Cli cli = backtest(journal, "--strategy", "maker");

        assertEquals(1, cli.exitCode());
        assertTrue(cli.err().contains("nothing can be traded: the recording has no book"));
    }

    @Test
    void shouldRunOnWhatIsValidOfADamagedJournal() throws IOException {
        final Path journal = copy(market, out.resolve("market"));
        final Path segment;
        try (Stream<Path> files = Files.walk(journal)) {
            segment =
                    files.filter(Files::isRegularFile)
                            .max(Comparator.comparingLong(file -> file.toFile().length()))
                            .orElseThrow();
        }
        final byte[] bytes = Files.readAllBytes(segment);
        // Long segments end with zeros: the damage is to lie within what was written.
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        bytes[end / 2] ^= 0x55;
        Files.write(segment, bytes);

        final Cli cli = backtest(journal, "--strategy", "maker");

        assertEquals(1, cli.exitCode(), cli.err());
        assertTrue(cli.err().contains("damaged journal market: "), cli.err());
        assertTrue(cli.err().contains("; the run is of what is valid before that"), cli.err());
        assertTrue(Files.exists(out.resolve("result").resolve("summary.json")));
        assertTrue(cli.out().contains("report: "), cli.out());
    }

    @Test
    void shouldSayThatTheStrategyNeverStarted() {
        final Cli cli = backtest(market, "--strategy", "maker", "--until", "+1ms");

        assertEquals(1, cli.exitCode(), cli.err());
        assertTrue(cli.err().contains("the strategy was never started"), cli.err());
    }

    private static Path copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (final Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
