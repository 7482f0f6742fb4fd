/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.venue.credentials.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret shows up nowhere. */
final class CanaryTest {
    private static final String CANARY = "Canary7";

    @Test
    void shouldHideEveryPartOfCredentials() {
        final NovaRingConfig config =
                NovaRingConfig.parse(
                        """
                        connections.a { role = private, account.currencies = [BTC]
                          credentials.key-id = ${KEY_ID}
                          credentials.secret-env = SECRET }
                        """,
                        List.of(),
                        Map.of("KEY_ID", CANARY + 1, "SECRET", CANARY + 2));
        final CredentialSettings credentials = config.connections().get(0).credentials();

        final String shown =
                config.settings().toString()
                        + config.connections()
                        + config.render()
                        + config
                        + credentials
                        + config.notices()
                        + ConfigChange.between(NovaRingConfig.defaults(), config);

        assertFalse(shown.contains(CANARY), shown);
        final Setting id =
                config.settings().stream()
                        .filter(s -> s.key().endsWith("key-id"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("***", id.value());
        assertEquals("environment KEY_ID", id.origin().toString());
        // It was not lost either.
        assertEquals(CANARY + 1, credentials.keyId());
        try (Secret secret = credentials.secret().read()) {
            assertArrayEquals((CANARY + 2).getBytes(StandardCharsets.UTF_8), secret.copyBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connections.a.credentials.secret = Canary7",
                "connections.a.credentials.client-secret = Canary7",
                "connections.a.credentials { key-id = k, password = ${SECRET} }",
                "connections.a.api-key = Canary7",
                "secret = [Canary7]",
                "connections.a { role = private, credentials { key-id = k, secret-env = \"Canary7!\" } }",
                "connections.a { role = private, credentials { key-id = k, secret-file = Canary7, secret-env = Canary7 } }",
                "connections.a { role = private, credentials.key-id = [Canary7] }",
                "connections.a { role = private, credentials.key-id = Canary7 }",
                "connections.a { credentials.key-id = Canary7 }",
                "connections.a { credentials.secret-file = [Canary7] }",
                "connections.a.credentials.secret = Canary7\"x",
                "connections.a.credentials.secret = \"Canary7",
                "connections.a.credentials.secret = Canary7 {",
                "connections.a.credentials { secret = Canary7 ] }",
                "connections.a.credentials.secret = ${Canary7",
                "connections.a.credentials.secret = [a] \"Canary7\"",
                "a = 1, connections.a.credentials.secret = [a] \"Canary7\"${a}",
                "connections.a.endpoint = \"wss://user:Canary7@host/\"",
                "connections.a.endpoint = \"wss://user:Canary7@ho st/\""
            })
    void shouldRefuseWithoutShowing(final String text) {
        final IllegalArgumentException failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> NovaRingConfig.parse(text, List.of(), Map.of("SECRET", CANARY)));

        final StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains(CANARY), trace.toString());
    }

    @Test
    void shouldExplainWhyALiteralSecretIsRefused() {
        final String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> NovaRingConfig.parse("connections.a.credentials.secret = x"))
                        .getMessage();

        assertTrue(
                message.contains("would be a secret in the file")
                        && message.contains("credentials.secret-file")
                        && message.contains("credentials.secret-env"),
                message);
    }
}
