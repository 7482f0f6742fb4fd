/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks {@code client_signature}: HMAC-SHA256 with the secret over timestamp, nonce and data, each
 * of the first two followed by a newline. Good for 60 seconds, each nonce once. Simulator thread
 * only.
 */
final class Signatures {
    private static final String ALGORITHM = "HmacSHA256";
    private static final long WINDOW_MS = 60_000;

    /** When each nonce is forgotten. */
    private final Map<String, Long> nonces = new HashMap<>();

    /** Null when the signature is good; otherwise what is wrong with it. */
    String refusal(
            final ApiKey key,
            final long timestampMs,
            final String nonce,
            final String data,
            final String signature,
            final long nowMs) {
        if (Math.abs(nowMs - timestampMs) > WINDOW_MS) {
            return "timestamp_out_of_window";
        }
        final byte[] right = sign(key.secret(), timestampMs + "\n" + nonce + "\n" + data);
        if (!MessageDigest.isEqual(
                HexFormat.of().formatHex(right).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8))) {
            return "invalid_signature";
        }
        nonces.values().removeIf(forgottenMs -> forgottenMs < nowMs);
        // A nonce outlives every timestamp it could come with again.
        final Long before = nonces.putIfAbsent(key.id() + '\n' + nonce, timestampMs + WINDOW_MS);
        return before == null ? null : "nonce_used";
    }

    static byte[] sign(final String secret, final String text) {
        try {
            final Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("no " + ALGORITHM + " in this JDK", e);
        }
    }
}
