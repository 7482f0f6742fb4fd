/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    @Test
    void shouldKeepItsParametersToItself() {
        final byte[] params = {'{', '}'};
        final Request request = new Request(1, params);

        params[0] = 'x';
        request.params()[1] = 'x';

        assertArrayEquals(new byte[] {'{', '}'}, request.params());
    }

    @ParameterizedTest
    @ValueSource(ints = {RequestType.NONE, 0, RequestType.MAX + 1})
    void shouldRefuseNumbersNoVenueUses(final int type) {
        final IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> Request.of(type, ""));

        assertEquals("type not within 1 and 1023: " + type, error.getMessage());
    }

    @Test
    void shouldCompareByContent() {
        assertEquals(Request.of(7, "{}"), Request.of(7, "{}"));
        assertEquals(Request.of(7, "{}").hashCode(), Request.of(7, "{}").hashCode());
        assertNotEquals(Request.of(7, "{}"), Request.of(8, "{}"));
        assertNotEquals(Request.of(7, "{}"), Request.of(7, "[]"));
    }

    @Test
    void shouldNotShowItsParameters() {
        assertFalse(Request.of(7, "{\"secret\":1}").toString().contains("secret"));
    }
}
