/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.junit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ExtensionKeysTest {
    @RegisterExtension
    final SimulatorExtension simulation =
            SimulatorExtension.builder()
                    .withApiKey("trader", "hidden", "fund", "trade:read")
                    .build();

    @Test
    void shouldKnowTheKeysItWasGiven(final URI uri) throws Exception {
        final String granted = login(uri, "trader", "hidden");

        assertTrue(granted.contains("\"scope\":\"connection trade:read\""), granted);
    }

    @Test
    void shouldKnowNoOther(final URI uri) throws Exception {
        final String refused = login(uri, "novaring-demo", "novaring-demo-secret");

        assertTrue(refused.contains("13004"), refused);
    }

    private static String login(final URI uri, final String id, final String secret)
            throws Exception {
        final CompletableFuture<String> answer = new CompletableFuture<>();
        final WebSocket socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(
                                uri,
                                new WebSocket.Listener() {
                                    @Override
                                    public CompletionStage<?> onText(
                                            final WebSocket from,
                                            final CharSequence data,
                                            final boolean last) {
                                        answer.complete(data.toString());
                                        return null;
                                    }
                                })
                        .join();
        socket.sendText(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/auth\",\"params\":{"
                                + "\"grant_type\":\"client_credentials\",\"client_id\":\""
                                + id
                                + "\",\"client_secret\":\""
                                + secret
                                + "\"}}",
                        true)
                .join();
        try {
            return answer.get(20, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }
}
