/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of a test's own authority, made with the JDK's keytool. */
final class TestCertificates {
    private static final String PASSWORD = "of-a-test";

    private final Path directory;
    private final Path store;

    TestCertificates(final Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.store = directory.resolve("all.p12");
        authority("ca");
        authority("unknown");
        issue("ca", "good", "dns:localhost", "-1H");
        issue("ca", "otherhost", "dns:other.invalid", "-1H");
        issue("ca", "expired", "dns:localhost", "-20d");
        issue("unknown", "stranger", "dns:localhost", "-1H");
    }

    /** What a server shows. */
    SSLContext server(final String name) throws GeneralSecurityException, IOException {
        final KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(name), PASSWORD.toCharArray());
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Trusts the authority and nobody else. */
    SSLContext client() throws GeneralSecurityException, IOException {
        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", load("ca").getCertificate("ca"));
        final TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The entry of this name alone, with the certificate of whoever signed it. */
    private KeyStore load(final String name) throws GeneralSecurityException, IOException {
        final KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, PASSWORD.toCharArray());
        }
        final KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                name,
                all.getKey(name, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                all.getCertificateChain(name));
        return one;
    }

    private void authority(final String name) throws IOException, InterruptedException {
        keytool(name, "-ext", "bc:c");
    }

    private void issue(
            final String authority, final String name, final String san, final String start)
            throws IOException, InterruptedException {
        keytool(
                name,
                "-signer",
                authority,
                "-startdate",
                start,
                "-validity",
                "10",
                "-ext",
                "san=" + san);
    }

    private void keytool(final String name, final String... arguments)
            throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add("-J-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", name, "-keystore", store.toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        final Path log = directory.resolve("keytool.log");
        final Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + ": " + Files.readString(log));
        }
    }
}
