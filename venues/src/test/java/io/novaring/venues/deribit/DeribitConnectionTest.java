/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.ConnectionHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeribitConnectionTest {
    private final ConnectionHandler connection = new DeribitConnection(DeribitConfig.test());
    private final JsonEncoder out = new JsonEncoder(16);

    @Test
    void shouldGoWhereItIsTold() {
        assertEquals(DeribitConfig.TEST, connection.endpoint());
        assertEquals(8 << 20, connection.messageLengthMax());
        assertTrue(connection.headers().isEmpty());
    }

    @Test
    void shouldGreet() {
        assertEquals(DeribitRequestType.HELLO, connection.encodeGreeting(9, out));

        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"public/hello\",\"params\":"
                        + "{\"client_name\":\"novaring\",\"client_version\":\"0.1\"}}",
                out.toString());
    }

    @Test
    void shouldEscapeTheNameOfTheClient() {
        new DeribitConnection(DeribitConfig.test().withClient("a \"b\" \\c", "1,2"))
                .encodeGreeting(Long.MAX_VALUE, out);

        final JsonNode message = Json.parse(out.toString());
        assertEquals("a \"b\" \\c", message.at("/params/client_name").textValue());
        assertEquals("1,2", message.at("/params/client_version").textValue());
        assertEquals(Long.MAX_VALUE, message.at("/id").longValue());
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSED_BY_PEER, 1000, 0",
        "CLOSED_BY_PEER, 1001, 0",
        "CLOSED_BY_PEER, 1008, 60",
        "CLOSED_BY_PEER, 1009, 60",
        "CLOSED_BY_PEER, 1013, 10",
        "CLOSED_BY_PEER, 4000, 0",
        "CONNECTION_LOST, 0, 0",
        "PEER_SILENT, 0, 0",
        "UPGRADE_REFUSED, 0, 10",
        "UPGRADE_REFUSED, 403, 60",
        "UPGRADE_REFUSED, 429, 60",
        "UPGRADE_REFUSED, 503, 10",
        "TLS_FAILED, 0, 10",
        "THROTTLED, 0, 5",
        "THROTTLED, 1008, 60",
    })
    void shouldWaitBeforeItConnectsAgain(
            final DisconnectReason reason, final int closeCode, final long seconds) {
        assertEquals(seconds * 1_000_000_000L, connection.reconnectDelayMinNs(reason, closeCode));
    }

    @ParameterizedTest
    @EnumSource(DisconnectReason.class)
    void shouldGiveUpAtARedirectOnly(final DisconnectReason reason) {
        for (int closeCode = 0; closeCode < 5000; closeCode++) {
            final boolean isStop =
                    connection.reconnectDelayMinNs(reason, closeCode) == ConnectionHandler.STOP;
            assertEquals(closeCode / 100 == 3, isStop, "code " + closeCode);
        }
    }
}
