/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

import io.novaring.engine.venue.credentials.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The signature of the grant client_signature: HMAC-SHA256 in lower-case hex over time, nonce and
 * data, each but the last followed by a line feed. Allocates; for logins.
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Signature() {}

    /**
     * @param timeMs epoch milliseconds.
     * @param data may be empty.
     */
    static byte[] of(
            final Secret secret, final long timeMs, final byte[] nonce, final byte[] data) {
        try {
            final Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new Key(secret));
            mac.update(Long.toString(timeMs).getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) '\n');
            mac.update(nonce);
            mac.update((byte) '\n');
            mac.update(data);
            final byte[] signature = hex(mac.doFinal());
            // What the key left in it is overwritten by what everybody knows.
            mac.init(new Key(null));
            return signature;
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    static byte[] hex(final byte[] bytes) {
        final byte[] text = new byte[2 * bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[2 * i] = HEX[bytes[i] >> 4 & 0xF];
            text[2 * i + 1] = HEX[bytes[i] & 0xF];
        }
        return text;
    }

    /** Hands out copies of the secret, which the JDK's HMAC wipes after use; it keeps none. */
    private static final class Key implements SecretKey {
        private static final long serialVersionUID = 1L;

        private final transient Secret secret;

        /**
         * @param secret null for 32 bytes of zero.
         */
        Key(final Secret secret) {
            this.secret = secret;
        }

        @Override
        public String getAlgorithm() {
            return ALGORITHM;
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return secret == null ? new byte[32] : secret.copyBytes();
        }

        @Override
        public boolean equals(final Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
