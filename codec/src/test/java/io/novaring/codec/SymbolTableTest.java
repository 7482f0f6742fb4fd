/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SymbolTableTest {
    @Test
    void shouldNumberSymbolsInTheOrderTheyCome() {
        final SymbolTable table = new SymbolTable(200);
        final String letters = "abcdefghijklmnopqrstuvwxyz0123456789-_.";

        for (int length = 0; length <= letters.length(); length++) {
            assertEquals(length, table.intern(letters.substring(0, length)));
        }

        for (int length = 0; length <= letters.length(); length++) {
            final String name = letters.substring(0, length);
            assertEquals(length, table.intern(name));
            assertEquals(length, table.lookup(name));
            assertEquals(name, table.name(length));
        }
        assertEquals(SymbolTable.UNKNOWN, table.lookup("another"));
        assertNull(table.name(MarketEvent.NONE));
    }

    @Test
    void shouldFindASymbolInTheMiddleOfAnArray() {
        final SymbolTable table = new SymbolTable(2);
        final byte[] bytes = "..BTC-PERPETUAL!".getBytes(StandardCharsets.US_ASCII);

        final int id = table.intern("BTC-PERPETUAL");

        assertEquals(id, table.lookup(bytes, 2, 13));
        assertEquals(SymbolTable.UNKNOWN, table.lookup(bytes, 2, 14));
        assertTrue(table.matches(id, bytes, 2, 13));
    }

    @Test
    void shouldTakeNoMoreThanItsCapacity() {
        final SymbolTable table = new SymbolTable(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(i, table.intern("BTC-27MAR26-" + i + "000-C"));
        }

        assertEquals(SymbolTable.FULL, table.intern("one more"));
        assertEquals(999, table.intern("BTC-27MAR26-999000-C"));
        assertEquals(1_000, table.size());
    }
}
