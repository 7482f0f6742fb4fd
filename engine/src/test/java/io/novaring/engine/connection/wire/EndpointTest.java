/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {
    @Test
    void shouldTakeAnAddressApart() throws IOException {
        assertEquals(new Endpoint(true, "a.b", 443, "/"), Endpoint.of(URI.create("wss://a.b")));
        assertEquals(
                new Endpoint(true, "a.b", 443, "/p?q=%20"),
                Endpoint.of(URI.create("WSS://a.b/p?q=%20")));
        assertEquals(
                new Endpoint(false, "[::1]", 80, "/?q"), Endpoint.of(URI.create("ws://[::1]?q")));
        assertEquals("a.b:81", Endpoint.of(URI.create("ws://a.b:81")).hostHeader());
        assertEquals("a.b", Endpoint.of(URI.create("ws://a.b:80")).hostHeader());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a",
                "https://a",
                "//a",
                "ws:///p",
                "ws://under_score/",
                "wss://a:65536",
                "a"
            })
    void shouldRefuseWhatIsNoEndpoint(final String text) {
        assertThrows(IOException.class, () -> Endpoint.of(URI.create(text)));
    }

    @Test
    void shouldNotTellKeys() {
        assertEquals(
                "wss://a.b:9/p", Endpoint.describe(URI.create("wss://user:secret@a.b:9/p?key=x")));
    }
}
