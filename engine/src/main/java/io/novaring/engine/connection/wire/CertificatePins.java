/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Public keys that a venue is known by, beside the trust in authorities: a server that shows none
 * of them is refused before it has received anything. A pin is the SHA-256 digest of a key as its
 * certificate holds it (SubjectPublicKeyInfo, RFC 7469), written {@code sha256/} and base64.
 *
 * <p>It counts when it is of the server's own certificate, or of an authority that the server shows
 * and that has signed it, directly or through others. Certificates that are merely shown beside do
 * not count: anybody can show them. Roots are seldom shown: pin the authority below.
 *
 * <p>Immutable; nothing in it is secret.
 */
public final class CertificatePins {
    /** Every server that is trusted will do. */
    public static final CertificatePins NONE = new CertificatePins(Set.of(), false);

    private static final String PREFIX = "sha256/";
    private static final int DIGEST_LENGTH = 32;
    private static final int PINS_MIN = 2;
    private static final int PINS_MAX = 16;

    private final Set<String> pins;
    private final boolean isReportOnly;

    private CertificatePins(final Set<String> pins, final boolean isReportOnly) {
        this.pins = pins;
        this.isReportOnly = isReportOnly;
    }

    /**
     * @param texts at least two: with one alone, the day the venue changes its key is the day
     *     nobody can connect.
     * @throws IllegalArgumentException when one is none, or there are too few; it says which.
     */
    public static CertificatePins of(final Collection<String> texts) {
        final Set<String> pins = new LinkedHashSet<>();
        for (final String text : texts) {
            pins.add(PREFIX + Base64.getEncoder().encodeToString(digestOf(text)));
        }
        if (pins.size() < PINS_MIN || pins.size() > PINS_MAX) {
            throw new IllegalArgumentException(
                    "pins of "
                            + pins.size()
                            + " keys, not of 2 to 16: add one of the key the venue will use next,"
                            + " or of the authority that issues its certificates");
        }
        return new CertificatePins(pins, false);
    }

    /** As {@link #of(Collection)}. */
    public static CertificatePins of(final String... texts) {
        return of(List.of(texts));
    }

    private static byte[] digestOf(final String text) {
        final String base64 = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        byte[] digest = new byte[0];
        try {
            digest = Base64.getDecoder().decode(base64);
        } catch (final IllegalArgumentException e) {
            // Told below, with what it should be.
        }
        if (digest.length != DIGEST_LENGTH) {
            throw new IllegalArgumentException(
                    "pin not sha256/ and the base64 of 32 bytes: '" + text + '\'');
        }
        return digest;
    }

    /**
     * @param newReportOnly true to log a server that shows no pinned key, and to go on with it.
     */
    public CertificatePins withReportOnly(final boolean newReportOnly) {
        return new CertificatePins(pins, newReportOnly);
    }

    /** The pin of a certificate's key. */
    public static String pinOf(final Certificate certificate) {
        try {
            final byte[] key = certificate.getPublicKey().getEncoded();
            final byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return PREFIX + Base64.getEncoder().encodeToString(digest);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    public boolean isEmpty() {
        return pins.isEmpty();
    }

    public boolean isReportOnly() {
        return isReportOnly;
    }

    /**
     * What is wrong with a server; empty when nothing is. Takes milliseconds.
     *
     * @param shown its own certificate first, then what it shows behind it, in any order; trusted
     *     already.
     */
    public String refusal(final Certificate... shown) {
        if (isEmpty()) {
            return "";
        }
        Certificate current = shown[0];
        final Set<String> seen = new LinkedHashSet<>();
        while (current != null && seen.add(pinOf(current))) {
            if (pins.contains(pinOf(current))) {
                return "";
            }
            current = issuerOf(current, shown);
        }
        return "the server shows none of the "
                + pins.size()
                + " pinned keys; its own, and those that signed it, are "
                + String.join(", ", seen)
                + ". Pin one of them only if the venue says so by another way than this";
    }

    /** The authority among those shown whose key has signed the certificate; null for none. */
    private static Certificate issuerOf(final Certificate signed, final Certificate... shown) {
        for (int i = 1; i < shown.length; i++) {
            final boolean isAuthority =
                    shown[i] instanceof X509Certificate authority
                            && authority.getBasicConstraints() >= 0;
            if (isAuthority && shown[i] != signed && hasSigned(shown[i], signed)) {
                return shown[i];
            }
        }
        return null;
    }

    private static boolean hasSigned(final Certificate authority, final Certificate signed) {
        try {
            signed.verify(authority.getPublicKey());
            return true;
        } catch (final GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "CertificatePins" + pins + (isReportOnly ? ", reported only" : "");
    }
}
