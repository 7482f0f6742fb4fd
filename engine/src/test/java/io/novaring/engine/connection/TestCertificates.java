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

    TestCertificates(final Path directory) throws IOException, InterruptedException {
        this.directory = directory;
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

    private KeyStore load(final String name) throws GeneralSecurityException, IOException {
        final KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private Path store(final String name) {
        return directory.resolve(name + ".p12");
    }

    private void authority(final String name) throws IOException, InterruptedException {
        keytool(name, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c");
        keytool(name, "-exportcert", "-rfc", "-file", file(name, "pem"));
    }

    private void issue(
            final String authority, final String name, final String san, final String start)
            throws IOException, InterruptedException {
        keytool(name, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name);
        keytool(name, "-certreq", "-file", file(name, "csr"));
        keytool(
                authority,
                "-gencert",
                "-rfc",
                "-startdate",
                start,
                "-validity",
                "10",
                "-ext",
                "san=" + san,
                "-infile",
                file(name, "csr"),
                "-outfile",
                file(name, "pem"));
        Files.writeString(
                directory.resolve(name + "-chain.pem"),
                Files.readString(directory.resolve(name + ".pem"))
                        + Files.readString(directory.resolve(authority + ".pem")));
        keytool(name, "-importcert", "-noprompt", "-file", file(name + "-chain", "pem"));
    }

    private String file(final String name, final String suffix) {
        return directory.resolve(name + "." + suffix).toString();
    }

    private void keytool(final String name, final String... arguments)
            throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add("-J-XX:TieredStopAtLevel=1");
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", name, "-keystore", store(name).toString()));
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
