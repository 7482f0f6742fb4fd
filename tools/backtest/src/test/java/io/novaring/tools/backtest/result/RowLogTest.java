/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that do not fit in memory. */
final class RowLogTest {
    @TempDir private Path directory;

    @Test
    void shouldGoOnWhereNothingCanBeWrittenAndSaySoAtTheEnd() {
        final RowLog rows = new RowLog(100, directory.resolve("gone"));
        for (int i = 0; i < 50; i++) {
            rows.add("{\"row\":" + i + "}");
        }

        assertEquals(50, rows.count());
        final IOException told = assertThrows(IOException.class, () -> rows.forEach(row -> {}));
        assertTrue(told.getMessage().contains("java.io.tmpdir"), told.getMessage());
        rows.close();
    }
}
