/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeribitConfigTest {
    private static final DeribitConfig CONFIG = DeribitConfig.production();

    @Test
    void shouldHaveDefaults() {
        assertEquals(URI.create("wss://www.deribit.com/ws/api/v2"), CONFIG.endpoint());
        assertEquals(30_000_000_000L, CONFIG.heartbeatIntervalNs());
        assertEquals(250, CONFIG.subscribeBatchMax());
        assertEquals("novaring", CONFIG.clientName());
        assertEquals(
                URI.create("wss://test.deribit.com/ws/api/v2"), DeribitConfig.test().endpoint());
    }

    @ParameterizedTest
    @ValueSource(longs = {10_000_000_000L, 30_000_000_000L, 60_000_000_000L})
    void shouldTakeHeartbeatIntervals(final long intervalNs) {
        assertEquals(intervalNs, CONFIG.withHeartbeatIntervalNs(intervalNs).heartbeatIntervalNs());
    }

    @ParameterizedTest
    @ValueSource(
            longs = {Long.MIN_VALUE, -1, 0, 10, 9_999_999_999L, 10_500_000_000L, 61_000_000_000L})
    void shouldRefuseHeartbeatIntervals(final long intervalNs) {
        assertRefused(() -> CONFIG.withHeartbeatIntervalNs(intervalNs), Long.toString(intervalNs));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 501})
    void shouldRefuseBatches(final int batchMax) {
        assertRefused(() -> CONFIG.withSubscribeBatchMax(batchMax), Integer.toString(batchMax));
    }

    @Test
    void shouldTakeTheLimitsOfBatches() {
        assertEquals(1, CONFIG.withSubscribeBatchMax(1).subscribeBatchMax());
        assertEquals(500, CONFIG.withSubscribeBatchMax(500).subscribeBatchMax());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost/ws", "localhost", "wss:opaque", "ws:///ws", "ws://h/#f"})
    void shouldRefuseEndpoints(final String endpoint) {
        assertThrows(IllegalArgumentException.class, () -> DeribitConfig.of(URI.create(endpoint)));
    }

    @Test
    void shouldTakeALocalEndpoint() {
        final URI endpoint = URI.create("ws://127.0.0.1:8080/ws/api/v2");

        assertEquals(endpoint, DeribitConfig.of(endpoint).endpoint());
    }

    @Test
    void shouldNotRepeatAPasswordInTheMessage() {
        final IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> DeribitConfig.of(URI.create("wss://user:secret@host/ws")));

        assertFalse(error.getMessage().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "line\nbreak", "caf\u00e9"})
    void shouldRefuseClientNames(final String name) {
        assertRefused(() -> CONFIG.withClient(name, "1"), name);
        assertRefused(() -> CONFIG.withClient("name", name), name);
    }

    @Test
    void shouldRefuseLongClientNamesAndNull() {
        assertEquals("x".repeat(64), CONFIG.withClient("x".repeat(64), "1").clientName());
        assertRefused(() -> CONFIG.withClient("x".repeat(65), "1"), "xxx");
        assertThrows(NullPointerException.class, () -> CONFIG.withClient(null, "1"));
        assertThrows(NullPointerException.class, () -> DeribitConfig.of(null));
    }

    private static void assertRefused(final Runnable attempt, final String value) {
        final IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, attempt::run);
        assertTrue(error.getMessage().contains(value), error.getMessage());
    }
}
