/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.cli.NovaRing;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The id of a key, its secret, a wrong one, and every token the venue issues go through a whole run
 * that tells as much as it can. Then they are looked for in whatever the run left: journal, logs of
 * every library, events, figures, recordings, texts of objects, exceptions, threads, process.
 */
@Timeout(300)
final class CanaryTest {
    @TempDir Path folder;

    private final Canaries canaries = new Canaries();
    private Path traces;
    private Path inputs;

    @BeforeEach
    void hideSecrets() throws IOException {
        traces = Files.createDirectory(folder.resolve("traces"));
        inputs = Files.createDirectory(folder.resolve("inputs"));
        canaries.add("key id", hide("id", "rw-------"));
        canaries.add("secret", hide("secret", "rw-------"));
        canaries.add("wrong secret", hide("wrong-secret", "rw-------"));
        canaries.add("secret that others may read", hide("open-secret", "rw-r--r--"));
    }

    /** Never the same, and with all the characters that somebody might escape. */
    private String hide(final String name, final String permissions) throws IOException {
        final byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        final String secret = "+/=" + Base64.getEncoder().encodeToString(random);
        final Path file = inputs.resolve(name);
        Files.writeString(file, secret);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return secret;
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLIENT_SIGNATURE", "CLIENT_CREDENTIALS"})
    void shouldLeaveNoTraceOfASecret(final String grant) throws Exception {
        run("session", CanarySession.class, traces.toString(), inputs.toString(), grant);
        explain();
        final List<String> tokens = Files.readAllLines(inputs.resolve("tokens"));
        assertTrue(tokens.size() >= 10, tokens.size() + " tokens");
        tokens.forEach(token -> canaries.add("token", token));

        assertEquals(List.of(), canaries.findIn(traces));

        final long bytes = size(traces);
        assertTrue(bytes > 1_000_000, bytes + " bytes looked through");
        for (final String name :
                List.of(
                        "journal-decoded",
                        "run.jfr",
                        "metrics",
                        "seen",
                        "threads",
                        "process",
                        "counters",
                        "latency",
                        "session.out",
                        "session.err",
                        "explain.out")) {
            assertTrue(Files.size(traces.resolve(name)) > 0, name + " is empty");
        }
        final String log = Files.readString(traces.resolve("session.err"));
        assertTrue(log.contains("TRACE") || log.contains("DEBUG"), "the most verbose level");
        System.out.printf(
                "%s: %d tokens, the key and 3 secrets in %d spellings: 0 found in %d files of"
                        + " %.1f MB%n",
                grant, tokens.size(), canaries.spellingCount(), count(traces), bytes / 1e6);
    }

    /** A search that finds nothing must be one that could. */
    @Test
    void shouldFindEverySpellingWhenItIsThere() throws IOException {
        final String secret = Files.readString(inputs.resolve("secret"));
        for (final Map.Entry<String, String> spelling : Canaries.spellings(secret).entrySet()) {
            for (final boolean isWide : new boolean[] {false, true}) {
                final Path file = traces.resolve("planted");
                Files.write(
                        file,
                        ("before " + spelling.getValue() + " behind")
                                .getBytes(
                                        isWide
                                                ? StandardCharsets.UTF_16LE
                                                : StandardCharsets.ISO_8859_1));

                assertTrue(!canaries.findIn(traces).isEmpty(), spelling.getKey());
            }
        }
        Files.writeString(
                traces.resolve("planted"),
                Base64.getEncoder()
                        .encodeToString(
                                ("in the middle" + secret + "!").getBytes(StandardCharsets.UTF_8)));
        assertTrue(!canaries.findIn(traces).isEmpty(), "in the middle of something longer");
        Files.writeString(traces.resolve("planted"), "nothing to see here");
        assertEquals(List.of(), canaries.findIn(traces));
    }

    private void explain() throws Exception {
        final Path config = inputs.resolve("novaring.conf");
        Files.writeString(
                config,
                "connections.a { role = private, account.currencies = [BTC], credentials { key-id ="
                        + " \""
                        + Files.readString(inputs.resolve("id"))
                        + "\", secret-file = \""
                        + inputs.resolve("secret")
                        + "\" } }\n");
        run("explain", NovaRing.class, "config", "explain", "--config", config.toString());
    }

    /** Runs a program in a process of its own; what it prints is among the traces. */
    private void run(final String name, final Class<?> program, final String... args)
            throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(arg -> arg.startsWith("--add") || arg.startsWith("--sun-misc"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-Djava.net.preferIPv4Stack=true",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName()));
        command.addAll(Arrays.asList(args));
        final Process process =
                new ProcessBuilder(command)
                        .redirectOutput(traces.resolve(name + ".out").toFile())
                        .redirectError(traces.resolve(name + ".err").toFile())
                        .start();
        try {
            assertTrue(process.waitFor(200, TimeUnit.SECONDS), name + " does not end");
            assertEquals(0, process.exitValue(), () -> tail(name));
        } finally {
            process.destroyForcibly();
        }
    }

    private String tail(final String name) {
        try {
            final String err = Files.readString(traces.resolve(name + ".err"));
            return err.substring(Math.max(0, err.length() - 3_000));
        } catch (final IOException e) {
            return e.toString();
        }
    }

    private static long size(final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long count(final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
