/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Everything a server can show that a client has to refuse, although the client trusts the
 * authority of {@link #authority()}:
 *
 * <pre>{@code
 * SimulatorConfig.builder().tls(BadCertificate.EXPIRED.serverContext());
 * HttpClient.newBuilder().sslContext(BadCertificate.clientContext());
 * }</pre>
 *
 * <p>{@link #goodServerContext()} shows what the same client accepts. Made once a process, in
 * memory, when it is first asked for. A revoked certificate is not among them: nothing in it says
 * so. For servers that speak old TLS or none, see the fault {@code tls-server-hello}.
 */
public enum BadCertificate {
    /** It was valid until yesterday. */
    EXPIRED,
    /** It is valid from tomorrow on. */
    NOT_YET_VALID,
    /** It is of {@code elsewhere.example}. */
    WRONG_HOST,
    /** {@code localhost} is its common name, and it has no alternative names. */
    NO_ALTERNATIVE_NAME,
    /** 127.0.0.1 is among its names as if it were a host's name. */
    ADDRESS_AS_NAME,
    /** It vouches for itself. */
    SELF_SIGNED,
    /** An authority nobody knows has issued it. */
    UNKNOWN_AUTHORITY,
    /** An authority of the right name and with another key has issued it. */
    IMPOSTOR_AUTHORITY,
    /** The authority between it and the trusted one is not shown. */
    TRUNCATED_CHAIN,
    /** The authority between it and the trusted one has expired. */
    EXPIRED_AUTHORITY,
    /** A server's certificate has issued it. */
    LEAF_AS_AUTHORITY,
    /** An authority's certificate, whose key may sign certificates and nothing else. */
    AUTHORITY_AS_LEAF,
    /** More authorities between it and the trusted one than that one allows. */
    CHAIN_TOO_LONG,
    /** It is for clients. */
    WRONG_PURPOSE,
    /** A critical extension that nobody knows. */
    UNKNOWN_CRITICAL_EXTENSION,
    /** A bit of its signature is wrong. */
    FORGED_SIGNATURE,
    /** Its authority has signed it with MD5. */
    MD5_SIGNATURE,
    /** An RSA key of 768 bits. The JDK accepts those of 1024. */
    WEAK_KEY,
    /** It is good, but the server does not have its key. */
    STOLEN;

    private static final String AUTHORITY = "NovaRing test authority";
    private static final String BETWEEN = "NovaRing test authority below";
    private static final String HOST = "localhost";
    private static final Duration DAY = Duration.ofDays(1);

    private SSLContext context;

    /** For {@code SimulatorConfig.Builder.tls}. */
    public synchronized SSLContext serverContext() {
        if (context == null) {
            try {
                context = make();
            } catch (final GeneralSecurityException e) {
                throw new IllegalStateException("this JDK cannot make " + this, e);
            }
        }
        return context;
    }

    /** A server's context that {@link #clientContext()} accepts. */
    public static SSLContext goodServerContext() {
        return Trusted.GOOD;
    }

    /** For a client: trusts {@link #authority()} and no other. */
    public static SSLContext clientContext() {
        return Trusted.CLIENT;
    }

    /** What {@link #clientContext()} trusts, for a context of another provider. */
    public static KeyStore authorities() {
        return Trusted.STORE;
    }

    /** The trusted authority, for a trust store of one's own. */
    public static X509Certificate authority() {
        return Trusted.EC;
    }

    private SSLContext make() throws GeneralSecurityException {
        final KeyPair keys = this == WEAK_KEY ? rsa(768) : ec();
        final KeyPair other = ec();
        final CertificateMaker maker = new CertificateMaker(HOST, keys);
        return switch (this) {
            case EXPIRED -> trusted(keys, server(maker.valid(DAY.multipliedBy(-3), DAY.negated())));
            case NOT_YET_VALID -> trusted(keys, server(maker.valid(DAY, DAY.multipliedBy(3))));
            case WRONG_HOST -> trusted(keys, plain(maker).ofNames("elsewhere.example"));
            case NO_ALTERNATIVE_NAME, ADDRESS_AS_NAME ->
                    trusted(
                            keys,
                            this == ADDRESS_AS_NAME
                                    ? plain(maker).ofNames("127.0.0.1")
                                    : plain(maker));
            case SELF_SIGNED -> show(keys, server(maker).issuedBy(HOST, keys.getPrivate()));
            case UNKNOWN_AUTHORITY ->
                    below(
                            keys,
                            server(maker),
                            "Nobody",
                            authority("Nobody", other, "Nobody", other));
            case IMPOSTOR_AUTHORITY ->
                    below(
                            keys,
                            server(maker),
                            AUTHORITY,
                            authority(AUTHORITY, other, AUTHORITY, other));
            case TRUNCATED_CHAIN -> show(keys, server(maker).issuedBy(BETWEEN, other.getPrivate()));
            case EXPIRED_AUTHORITY -> {
                final CertificateMaker expired =
                        new CertificateMaker(BETWEEN, other)
                                .authority(0)
                                .valid(DAY.multipliedBy(-3), DAY.negated());
                yield below(keys, server(maker), BETWEEN, new Issuer(other, byRoot(expired)));
            }
            case LEAF_AS_AUTHORITY ->
                    below(
                            keys,
                            server(maker),
                            BETWEEN,
                            new Issuer(
                                    other, byRoot(server(new CertificateMaker(BETWEEN, other)))));
            case AUTHORITY_AS_LEAF -> trusted(keys, maker.authority(0).ofLoopback());
            case CHAIN_TOO_LONG -> {
                final KeyPair lower = ec();
                final X509Certificate upper =
                        byRoot(new CertificateMaker(BETWEEN, other).authority(0));
                final Issuer last = authority("Lower", lower, BETWEEN, other);
                yield show(
                        keys,
                        server(maker).issuedBy("Lower", lower.getPrivate()),
                        last.certificate,
                        upper);
            }
            case WRONG_PURPOSE ->
                    trusted(keys, maker.leaf(CertificateMaker.CLIENT_USE).ofLoopback());
            case UNKNOWN_CRITICAL_EXTENSION ->
                    trusted(
                            keys,
                            server(maker).extension("1.3.6.1.4.1.99999.1", true, Der.utf8("what")));
            case FORGED_SIGNATURE ->
                    show(keys, server(maker).forgedBy(AUTHORITY, Trusted.EC_KEYS.getPrivate()));
            case MD5_SIGNATURE ->
                    show(
                            keys,
                            server(maker)
                                    .signedWith("MD5withRSA")
                                    .issuedBy(Trusted.RSA_NAME, Trusted.RSA_KEYS.getPrivate()));
            case WEAK_KEY -> trusted(keys, server(maker));
            case STOLEN -> show(other, byRoot(server(maker)));
        };
    }

    private static CertificateMaker plain(final CertificateMaker maker) {
        return maker.leaf(CertificateMaker.SERVER_USE);
    }

    private static CertificateMaker server(final CertificateMaker maker) {
        return plain(maker).ofLoopback();
    }

    private static SSLContext trusted(final KeyPair keys, final CertificateMaker maker)
            throws GeneralSecurityException {
        return show(keys, byRoot(maker));
    }

    private static X509Certificate byRoot(final CertificateMaker maker)
            throws GeneralSecurityException {
        return maker.issuedBy(AUTHORITY, Trusted.EC_KEYS.getPrivate());
    }

    private static SSLContext below(
            final KeyPair keys,
            final CertificateMaker maker,
            final String issuerName,
            final Issuer issuer)
            throws GeneralSecurityException {
        return show(keys, maker.issuedBy(issuerName, issuer.keys.getPrivate()), issuer.certificate);
    }

    private static Issuer authority(
            final String name, final KeyPair keys, final String issuer, final KeyPair issuerKeys)
            throws GeneralSecurityException {
        return new Issuer(
                keys,
                new CertificateMaker(name, keys)
                        .authority(0)
                        .issuedBy(issuer, issuerKeys.getPrivate()));
    }

    private static SSLContext show(final KeyPair keys, final X509Certificate... chain)
            throws GeneralSecurityException {
        return FixedKey.context(keys.getPrivate(), chain);
    }

    private static KeyPair ec() throws GeneralSecurityException {
        final KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static KeyPair rsa(final int bits) throws GeneralSecurityException {
        final KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private record Issuer(KeyPair keys, X509Certificate certificate) {}

    /** What the client trusts: the authority, and its other key, which is for MD5 alone. */
    private static final class Trusted {
        private static final String RSA_NAME = AUTHORITY + " with RSA";
        private static final KeyPair EC_KEYS;
        private static final KeyPair RSA_KEYS;
        private static final X509Certificate EC;
        private static final KeyStore STORE;
        private static final SSLContext CLIENT;
        private static final SSLContext GOOD;

        static {
            try {
                EC_KEYS = ec();
                RSA_KEYS = rsa(2048);
                EC =
                        new CertificateMaker(AUTHORITY, EC_KEYS)
                                .authority(1)
                                .issuedBy(AUTHORITY, EC_KEYS.getPrivate());
                STORE = KeyStore.getInstance("PKCS12");
                STORE.load(null, null);
                STORE.setCertificateEntry("ec", EC);
                STORE.setCertificateEntry(
                        "rsa",
                        new CertificateMaker(RSA_NAME, RSA_KEYS)
                                .authority(1)
                                .signedWith("SHA256withRSA")
                                .issuedBy(RSA_NAME, RSA_KEYS.getPrivate()));
                final TrustManagerFactory trust =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(STORE);
                CLIENT = SSLContext.getInstance("TLS");
                CLIENT.init(null, trust.getTrustManagers(), null);
                final KeyPair keys = ec();
                final KeyPair between = ec();
                GOOD =
                        below(
                                keys,
                                server(new CertificateMaker(HOST, keys)),
                                BETWEEN,
                                authority(BETWEEN, between, AUTHORITY, EC_KEYS));
            } catch (final GeneralSecurityException e) {
                throw new IllegalStateException("this JDK cannot make certificates", e);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
