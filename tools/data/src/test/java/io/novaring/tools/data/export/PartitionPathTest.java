/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Folders that every file system takes and readers turn back into names. */
final class PartitionPathTest {
    @Test
    void shouldLeaveUsualNamesAlone() {
        assertEquals("BTC_USDC-PERPETUAL", PartitionPath.safe("BTC_USDC-PERPETUAL"));
        assertEquals("XRP_USDC-27NOV26-0d5-C", PartitionPath.safe("XRP_USDC-27NOV26-0d5-C"));
    }

    @Test
    void shouldSpellOutWhatAFileSystemMayNotTake() {
        for (final String name :
                new String[] {
                    "..",
                    ".",
                    "a/b",
                    "a\\b",
                    "a:b*?\"<>|",
                    "a b",
                    "\u00e9\u20ac",
                    "50%25",
                    "",
                    "\u0000\n",
                    PartitionPath.NO_VALUE,
                    "x."
                }) {
            final String safe = PartitionPath.safe(name);

            assertTrue(safe.matches("[A-Za-z0-9%_.~+,@-]*"), safe);
            assertNotEquals(PartitionPath.NO_VALUE, safe);
            assertTrue(!safe.startsWith(".") && !safe.endsWith("."), safe);
            final String decoded =
                    URLDecoder.decode(safe.replace("+", "%2B"), StandardCharsets.UTF_8);
            assertEquals(name, decoded);
        }
    }

    @Test
    void shouldTellLongNamesApart() {
        final String one = PartitionPath.safe("x".repeat(300) + "1");
        final String other = PartitionPath.safe("x".repeat(300) + "2");

        assertNotEquals(one, other);
        assertTrue(one.length() + "instrument=".length() <= 255, one);
    }

    @Test
    void shouldNameTableDayAndInstrument() {
        assertEquals(
                "trades/date=2026-11-22/instrument=BTC",
                PartitionPath.of(
                        ExportTable.TRADES, PartitionPath.day(1_795_314_092_941_000_000L), "BTC"));
        assertEquals(
                "orders/date=1969-12-31/instrument=__HIVE_DEFAULT_PARTITION__",
                PartitionPath.of(ExportTable.ORDERS, PartitionPath.day(-1), null));
    }
}
