/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes X.509 certificates of any quality: the JDK signs and reads them, but has no public way to
 * write one. For tests only.
 */
final class CertificateMaker {
    static final String SERVER_USE = "1.3.6.1.5.5.7.3.1";
    static final String CLIENT_USE = "1.3.6.1.5.5.7.3.2";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final byte[] TRUE = {(byte) 0xFF};
    private static final byte[] NOTHING = {};
    private static final byte[] SIGNS_DATA = Der.bits(7, (byte) 0x80);
    private static final byte[] SIGNS_CERTIFICATES = Der.bits(1, (byte) 0x06);
    private static final int EXPLICIT_0 = 0xA0;
    private static final int EXPLICIT_3 = 0xA3;
    private static final int DNS_NAME = 0x82;
    private static final int ADDRESS = 0x87;
    private static final byte[] NULL = {0x05, 0x00};
    private static final Map<String, String> SIGNATURES =
            Map.of(
                    "SHA256withECDSA", "1.2.840.10045.4.3.2",
                    "SHA256withRSA", "1.2.840.113549.1.1.11",
                    "SHA1withECDSA", "1.2.840.10045.4.1",
                    "SHA1withRSA", "1.2.840.113549.1.1.5",
                    "MD5withRSA", "1.2.840.113549.1.1.4");
    private static final AtomicLong SERIALS = new AtomicLong(System.nanoTime() & 0xFFFFFFFFFFL);

    private String signature = "SHA256withECDSA";
    private Instant from = Instant.now().minus(Duration.ofDays(1));
    private Instant until = Instant.now().plus(Duration.ofDays(2));
    private final String subject;
    private final KeyPair keys;
    private final List<byte[]> extensions = new ArrayList<>();

    CertificateMaker(final String subject, final KeyPair keys) {
        this.subject = subject;
        this.keys = keys;
    }

    CertificateMaker valid(final Duration first, final Duration last) {
        from = Instant.now().plus(first);
        until = Instant.now().plus(last);
        return this;
    }

    /** The algorithm it is signed with, which must suit the issuer's key. */
    CertificateMaker signedWith(final String algorithm) {
        signature = algorithm;
        return this;
    }

    /** Of the simulator: {@code localhost} and {@code 127.0.0.1}. */
    CertificateMaker ofLoopback() {
        return names(dns("localhost"), Der.of(ADDRESS, LOOPBACK));
    }

    CertificateMaker ofNames(final String... dnsNames) {
        final byte[][] names = new byte[dnsNames.length][];
        for (int i = 0; i < names.length; i++) {
            names[i] = dns(dnsNames[i]);
        }
        return names(names);
    }

    private CertificateMaker names(final byte[]... names) {
        return extension("2.5.29.17", false, Der.of(Der.SEQUENCE, names));
    }

    private static byte[] dns(final String name) {
        return Der.of(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII));
    }

    /** A server, or whatever the purpose says. */
    CertificateMaker leaf(final String purpose) {
        extension("2.5.29.19", true, Der.of(Der.SEQUENCE));
        extension("2.5.29.15", true, SIGNS_DATA);
        return extension("2.5.29.37", false, Der.of(Der.SEQUENCE, Der.oid(purpose)));
    }

    /**
     * @param depth how many authorities may stand below it.
     */
    CertificateMaker authority(final int depth) {
        final byte[] yes = Der.of(Der.BOOLEAN, TRUE);
        final byte[] below = Der.integer(BigInteger.valueOf(depth));
        extension("2.5.29.19", true, Der.of(Der.SEQUENCE, yes, below));
        return extension("2.5.29.15", true, SIGNS_CERTIFICATES);
    }

    CertificateMaker extension(final String oid, final boolean critical, final byte[] value) {
        extensions.add(
                Der.of(
                        Der.SEQUENCE,
                        Der.oid(oid),
                        critical ? Der.of(Der.BOOLEAN, TRUE) : NOTHING,
                        Der.of(Der.OCTETS, value)));
        return this;
    }

    X509Certificate issuedBy(final String issuer, final PrivateKey key)
            throws GeneralSecurityException {
        return read(encoded(issuer, key));
    }

    /** The same with one bit of the signature turned over. */
    X509Certificate forgedBy(final String issuer, final PrivateKey key)
            throws GeneralSecurityException {
        final byte[] encoded = encoded(issuer, key);
        encoded[encoded.length - 1] ^= 1;
        return read(encoded);
    }

    private static X509Certificate read(final byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(encoded));
    }

    private byte[] encoded(final String issuer, final PrivateKey key)
            throws GeneralSecurityException {
        final byte[] algorithm =
                Der.of(
                        Der.SEQUENCE,
                        Der.oid(SIGNATURES.get(signature)),
                        signature.endsWith("RSA") ? NULL : NOTHING);
        final byte[] body =
                Der.of(
                        Der.SEQUENCE,
                        Der.of(EXPLICIT_0, Der.integer(BigInteger.TWO)),
                        Der.integer(BigInteger.valueOf(SERIALS.incrementAndGet())),
                        algorithm,
                        name(issuer),
                        Der.of(Der.SEQUENCE, Der.time(from), Der.time(until)),
                        name(subject),
                        keys.getPublic().getEncoded(),
                        Der.of(
                                EXPLICIT_3,
                                Der.of(Der.SEQUENCE, extensions.toArray(new byte[0][]))));
        final Signature signing = Signature.getInstance(signature);
        signing.initSign(key);
        signing.update(body);
        return Der.of(Der.SEQUENCE, body, algorithm, Der.bits(signing.sign()));
    }

    private static byte[] name(final String commonName) {
        final byte[] attribute = Der.of(Der.SEQUENCE, Der.oid("2.5.4.3"), Der.utf8(commonName));
        return Der.of(Der.SEQUENCE, Der.of(Der.SET, attribute));
    }
}
