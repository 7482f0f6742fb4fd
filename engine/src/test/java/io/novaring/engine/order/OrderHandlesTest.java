/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.order.OrderCommand;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderHandlesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START_NS = 1_700_000_000L * SECOND;

    private static String label(final OrderHandles handles, final long handle) {
        final byte[] out = new byte[OrderCommand.LABEL_LENGTH_MAX];
        return new String(out, 0, handles.writeLabel(handle, out), StandardCharsets.US_ASCII);
    }

    @Test
    void shouldCountBelowTheSecondItWasMadeIn() {
        final OrderHandles handles = new OrderHandles("nr", START_NS, 41);

        assertEquals((1_700_000_000L - 1_577_836_800L) << 32 | 42, handles.next());
        assertEquals((1_700_000_000L - 1_577_836_800L) << 32 | 43, handles.next());
    }

    @Test
    void shouldGiveEveryHandleOnceAroundTheEndOfTheCount() {
        final OrderHandles handles = new OrderHandles("nr", START_NS, -50);
        final Set<Long> seen = new HashSet<>();

        for (int i = 0; i < 100; i++) {
            final long handle = handles.next();
            assertTrue(handle > 1L << 32, "handle " + handle);
            assertTrue(seen.add(handle), "twice: " + handle);
        }
    }

    @Test
    void shouldGiveOthersInTheNextSecond() {
        final long first = new OrderHandles("nr", START_NS, -1).next();
        final long next = new OrderHandles("nr", START_NS + SECOND, 0).next();

        assertTrue(next - first > 1L << 31);
    }

    @Test
    void shouldStayAboveItsLeastWithAClockThatIsWrong() {
        assertEquals(1L << 32 | 1, new OrderHandles("nr", -5, 0).next());
        assertTrue(new OrderHandles("nr", Long.MAX_VALUE, 0).next() > 0);
    }

    @Property(tries = 1_000)
    void shouldWriteTheHandleIntoTheLabel(
            @ForAll @LongRange(min = 1L << 32, max = Long.MAX_VALUE) final long handle) {
        final String label = label(new OrderHandles("desk_7", START_NS, 0), handle);

        assertEquals("desk_7-" + Long.toString(handle, 36), label);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "seventeen_letters", "\u00fc", "a/b"})
    void shouldRefuseAPrefixThatNoVenueTakes(final String prefix) {
        assertEquals(
                "the prefix of labels is 1 to 16 of A-Z, a-z, 0-9, _ and -: '" + prefix + "'",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> OrderSettings.DEFAULT.withLabelPrefix(prefix))
                        .getMessage());
    }
}
