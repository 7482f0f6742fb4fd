/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.result.Results.Latency;
import io.novaring.bench.pack.result.Results.PartResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultFileTest {
    @TempDir Path folder;

    @Test
    void shouldReadBackWhatWasWritten() throws IOException {
        final Results written = SampleResults.of();
        final Path file = folder.resolve("result.json");

        ResultFile.write(written, file);
        final Results read = ResultFile.read(file);

        assertEquals(TextTable.of(written), TextTable.of(read));
        for (int i = 0; i < written.parts().size(); i++) {
            final PartResult before = written.parts().get(i);
            final PartResult after = read.parts().get(i);
            assertEquals(before.goals(), after.goals());
            assertEquals(before.figures(), after.figures());
            assertEquals(before.latencies(), after.latencies());
            assertEquals(before.failure(), after.failure());
            for (int j = 0; j < before.curves().size(); j++) {
                assertArrayEquals(before.curves().get(j).x(), after.curves().get(j).x());
                assertArrayEquals(before.curves().get(j).y(), after.curves().get(j).y());
            }
        }
    }

    @Test
    void shouldKeepTheWholeHistogram() throws IOException {
        final Path file = folder.resolve("result.json");
        ResultFile.write(SampleResults.of(), file);

        final Latency latency = ResultFile.read(file).parts().get(1).latencies().get(0);

        assertEquals(200_000, Histograms.of(latency).getTotalCount());
        assertEquals(
                latency.percentilesNs().get("p99.9"),
                Histograms.of(latency).getValueAtPercentile(99.9));
    }

    @Test
    void shouldSayThatAFileIsOfAnotherKind() throws IOException {
        final Path other = Files.writeString(folder.resolve("other.json"), "{\"a\":1}");
        final Path later = folder.resolve("later.json");
        ResultFile.write(SampleResults.of(), later);
        Files.writeString(
                later, Files.readString(later).replace("\"format\" : 1", "\"format\" : 2"));

        final IOException notOurs = assertThrows(IOException.class, () -> ResultFile.read(other));
        final IOException notYet = assertThrows(IOException.class, () -> ResultFile.read(later));

        assertTrue(notOurs.getMessage().contains("other.json is no result"), notOurs.toString());
        assertTrue(notYet.getMessage().contains("has format 2"), notYet.toString());
    }

    @Test
    void shouldSayWhatMoved() {
        final Results before = SampleResults.of();
        final PartResult part = before.parts().get(0);
        final Figures slower = new Figures();
        slower.figure("quote, ours", Spread.of(new double[] {81, 82, 83}, 0), "ns");
        slower.figure("not there before", Spread.of(new double[] {1}, 0), "ns");
        final Results after =
                new Results(
                        Results.FORMAT,
                        before.date(),
                        "fedcba9876543210",
                        true,
                        true,
                        Map.of("processors", "4"),
                        List.of(slower.result(part.name(), part.summary(), 1, "")));

        final String text = Comparison.of(before, after);

        assertTrue(text.contains("another processors: 2, then 4"), text);
        assertTrue(text.contains("decode, quote, ours (ns): 82.0 (81.0 to 83.0), was 63.7"), text);
        assertTrue(text.contains("+29 %"), text);
        assertTrue(text.contains("1 of 1 figures moved"), text);
        assertTrue(Comparison.of(before, before).contains("0 of 4 figures moved"));
    }

    @Test
    void shouldPrintEveryGoal() {
        final String text = TextTable.of(SampleResults.of());

        assertTrue(text.contains("with changes that are not committed, quick"), text);
        assertTrue(text.contains("3.40 (3.31 to 3.52)"), text);
        assertTrue(text.contains("client FAILED: no port <1>"), text);
    }
}
