/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate of {@code localhost} and {@code 127.0.0.1} that lives as long as the
 * process: made by the JDK's {@code keytool} in a temporary folder that is deleted again, with a
 * random password. For tests only. Immutable; takes about a second to make.
 *
 * <pre>{@code
 * final LoopbackCertificate certificate = LoopbackCertificate.create();
 * SimulatorConfig.builder().tls(certificate.serverContext());
 * HttpClient.newBuilder().sslContext(certificate.clientContext());
 * }</pre>
 */
public final class LoopbackCertificate {
    private static final String ALIAS = "simulator";
    private static final String PASSWORD_VARIABLE = "NOVARING_SIMULATOR_STORE";
    private static final int PATIENCE_SECONDS = 60;

    private final SSLContext serverContext;
    private final SSLContext clientContext;
    private final X509Certificate certificate;

    private LoopbackCertificate(final KeyStore store, final char[] password)
            throws GeneralSecurityException, IOException {
        final KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        serverContext = SSLContext.getInstance("TLS");
        serverContext.init(keys.getKeyManagers(), null, null);

        certificate = (X509Certificate) store.getCertificate(ALIAS);
        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        final TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        clientContext = SSLContext.getInstance("TLS");
        clientContext.init(null, trust.getTrustManagers(), null);
    }

    /**
     * Makes one, valid from now for two days.
     *
     * @throws IllegalStateException when the JDK has no working {@code keytool}.
     */
    public static LoopbackCertificate create() {
        return create("-validity", "2");
    }

    /** Makes one that expired yesterday: what a client has to refuse. */
    public static LoopbackCertificate expired() {
        return create("-startdate", "-3d", "-validity", "2");
    }

    private static LoopbackCertificate create(final String... validity) {
        final byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        final char[] password = HexFormat.of().formatHex(random).toCharArray();
        try {
            final Path folder = Files.createTempDirectory("novaring-simulator");
            final Path file = folder.resolve("store.p12");
            try {
                runKeytool(file, password, validity);
                final KeyStore store = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(file)) {
                    store.load(in, password);
                }
                return new LoopbackCertificate(store, password);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this JDK", e);
        }
    }

    private static void runKeytool(final Path file, final char[] password, final String... validity)
            throws IOException {
        final ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass:env",
                        PASSWORD_VARIABLE);
        builder.command().addAll(java.util.List.of(validity));
        // Other users of the machine can read a command line, but not an environment.
        builder.environment().put(PASSWORD_VARIABLE, new String(password));
        final Process keytool = builder.redirectErrorStream(true).start();
        try {
            keytool.getOutputStream().close();
            final String said =
                    new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool made no certificate: " + said.strip());
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool made a certificate", e);
        } finally {
            keytool.destroyForcibly();
        }
    }

    /** For {@code SimulatorConfig.Builder.tls}: has the key. */
    public SSLContext serverContext() {
        return serverContext;
    }

    /** For a client: trusts this certificate and no other. */
    public SSLContext clientContext() {
        return clientContext;
    }

    /** For a trust store of one's own. */
    public X509Certificate certificate() {
        return certificate;
    }
}
