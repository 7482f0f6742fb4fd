/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Decimals;
import io.novaring.tools.backtest.report.SweepWriter.Row;
import io.novaring.tools.backtest.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many runs in one table. */
final class SweepWriterTest {
    @TempDir private Path directory;

    @Test
    void shouldWriteARowForEachRunWithEveryParameter() throws IOException {
        try (RunResult first = SampleRun.of(60);
                RunResult second = SampleRun.of(120)) {
            SweepWriter.write(
                    directory,
                    "maker </script>",
                    List.of(
                            new Row(Map.of("half", "1", "note", "a,\"b\""), first.figures()),
                            new Row(Map.of("half", "2"), second.figures())));

            final List<String> lines = Files.readAllLines(directory.resolve(SweepWriter.CSV));
            assertEquals(3, lines.size());
            assertTrue(lines.get(0).startsWith("half,note,profitUsd,"), lines.get(0));
            final String profit = Decimals.toString(first.figures().usd().total());
            assertTrue(lines.get(1).startsWith("1,\"a,\"\"b\"\"\"," + profit), lines.get(1));
            assertTrue(lines.get(2).startsWith("2,,"), lines.get(2));

            final String page = Files.readString(directory.resolve(SweepWriter.PAGE));
            assertFalse(page.contains("maker </script>"));
            assertTrue(page.contains("maker &lt;/script&gt;"));
        }
    }
}
