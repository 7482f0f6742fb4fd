/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.novaring.engine.venue.credentials.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SignatureTest {
    private static String sign(final String secret, final String nonce, final String data) {
        return new String(
                Signature.of(
                        LoginRig.secret(secret),
                        1_576_074_319_000L,
                        nonce.getBytes(StandardCharsets.UTF_8),
                        data.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.US_ASCII);
    }

    /** The example of the article Authentication. */
    @Test
    void shouldSignAsTheVenueDoes() {
        assertEquals(
                "56590594f97921b09b18f166befe0d1319b198bbcdad7ca73382de2f88fe9aa1",
                sign("AMANDASECRECT", "1iqt2wls", ""));
    }

    @Test
    void shouldSignTheDataToo() {
        assertEquals(64, sign("AMANDASECRECT", "1iqt2wls", "x").length());
        assertNotEquals(
                sign("AMANDASECRECT", "1iqt2wls", ""), sign("AMANDASECRECT", "1iqt2wls", "x"));
    }

    @Test
    void shouldNotSignWithAWipedSecret() {
        final Secret secret = LoginRig.secret("AMANDASECRECT");
        secret.wipe();

        assertThrows(
                IllegalStateException.class,
                () -> Signature.of(secret, 1, new byte[] {'n'}, new byte[0]));
    }
}
