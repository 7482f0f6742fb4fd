/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.credentials;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bytes that must not be seen. */
final class SecretTest {
    private static final byte[] CANARY = "canary".getBytes(StandardCharsets.UTF_8);

    @Test
    void shouldShowNothing() {
        final Secret secret = Secret.copyOf(CANARY);

        assertEquals("***", secret.toString());
        assertEquals(Secret.copyOf(new byte[] {1}).hashCode(), secret.hashCode());
    }

    @Test
    void shouldKeepAndGiveCopies() {
        final byte[] source = CANARY.clone();
        final Secret secret = Secret.copyOf(source);
        source[0] = 0;
        secret.copyBytes()[1] = 0;

        assertArrayEquals(CANARY, secret.copyBytes());
    }

    @Test
    void shouldBeGoneOnceItIsWiped() {
        final Secret secret = Secret.copyOf(CANARY);

        secret.close();
        secret.wipe();

        assertTrue(secret.isWiped());
        assertEquals("***", secret.toString());
        assertThrows(IllegalStateException.class, secret::copyBytes);
    }

    @Test
    void shouldEqualByItsBytes() {
        final Secret secret = Secret.copyOf(CANARY);
        final Secret wiped = Secret.copyOf(CANARY);
        wiped.wipe();

        assertEquals(Secret.copyOf(CANARY), secret);
        assertNotEquals(Secret.copyOf("canarz".getBytes(StandardCharsets.UTF_8)), secret);
        assertNotEquals(wiped, secret);
        assertNotEquals(secret, wiped);
        assertEquals(wiped, wiped);
    }

    @Test
    void shouldNotBeSerialised() throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            final NotSerializableException failure =
                    assertThrows(
                            NotSerializableException.class,
                            () -> out.writeObject(Secret.copyOf(CANARY)));
            assertFalse(failure.getMessage().contains("canary"));
        }
    }

    @Test
    void shouldNotBeEmpty() {
        assertThrows(IllegalArgumentException.class, () -> Secret.copyOf(new byte[0]));
    }
}
