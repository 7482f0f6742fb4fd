/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.junit.jupiter.api.Test;

final class JsonEncoderTest {
    @Test
    void shouldLeaveNothingBehindWhenItIsWiped() {
        final JsonEncoder encoder = new JsonEncoder(8);
        encoder.raw("secret");
        final byte[] small = encoder.buffer();
        encoder.raw("that grows");
        final byte[] large = encoder.buffer();
        assertEquals("secretthat grows", encoder.toString());

        encoder.wipe();

        assertNotSame(small, large);
        assertArrayEquals(new byte[small.length], small, "left behind by growing");
        assertArrayEquals(new byte[large.length], large);
        assertEquals("", encoder.toString());
        assertEquals("1", encoder.integer(1).toString());
    }
}
