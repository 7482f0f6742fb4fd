/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.cli.NovaRing;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One recording, replayed by JVMs that differ in whatever must not matter. More of it: {@code
 * -Dnovaring.soak.replayEvents=5000000}.
 */
class ReplayEverywhereTest {
    private static final long EVENTS = Long.getLong("novaring.soak.replayEvents", 20_000);

    private static final long PART = Math.min(EVENTS / 2, 500_000);
    private static final boolean IS_SOAK = EVENTS >= 1_000_000;

    private static final Path JDKS = Path.of("/usr/lib/jvm");

    @TempDir private Path folder;

    @Test
    void shouldGiveOneHash() throws Exception {
        final Path journal = folder.resolve("journal");
        final long stateHash = record(journal);
        final String home = System.getProperty("java.home");

        final JsonNode here = replay(home, List.of(), journal, "--verify");
        assertEquals(String.format(Locale.ROOT, "0x%016x", stateHash), hash(here));
        assertTrue(here.path("events").asLong() >= EVENTS, here::toString);
        assertTrue(here.path("marksCompared").asLong() > 0, here::toString);

        // Clocks a quarter of an hour off, letters whose capitals differ, digits of another script.
        assertSame(
                here,
                replay(
                        home,
                        List.of(
                                "-Duser.timezone=Asia/Kathmandu",
                                "-Duser.language=tr",
                                "-Duser.country=TR"),
                        journal,
                        "--verify"));
        assertSame(
                here,
                replay(
                        home,
                        List.of(
                                "-Duser.timezone=America/St_Johns",
                                "-Duser.language=ar",
                                "-Duser.country=EG",
                                "-Duser.extensions=u-nu-arab",
                                "-Dfile.encoding=US-ASCII"),
                        journal,
                        "--verify"));
        final String part = Long.toString(PART);
        final JsonNode partHere = replay(home, List.of(), journal, "--until", part);
        if (IS_SOAK) {
            // The interpreter is some forty times slower.
            assertSame(partHere, replay(home, List.of("-Xint"), journal, "--until", part));
        }
        assertSame(
                partHere,
                replay(
                        home,
                        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                        journal,
                        "--until",
                        part));
        for (final String other : otherJdks(home)) {
            assertSame(here, replay(other, List.of(), journal, "--verify"));
        }
    }

    private static void assertSame(final JsonNode expected, final JsonNode actual) {
        assertEquals(hash(expected), hash(actual));
        assertEquals(expected.path("events"), actual.path("events"));
        assertEquals(expected.path("marksCompared"), actual.path("marksCompared"));
        assertTrue(actual.path("divergence").isNull(), actual::toString);
    }

    private static String hash(final JsonNode result) {
        return result.path("stateHash").asText();
    }

    private static long record(final Path journal) throws InterruptedException {
        final SimulatorConfig exchange =
                SimulatorConfig.builder()
                        .seed(11)
                        .instruments(6)
                        .ratePerSecond(SimulatorConfig.UNLIMITED)
                        .rawNeedsLogin(false)
                        .build();
        try (Simulator simulator = Simulator.start(exchange);
                JournalWriter writer =
                        JournalWriter.open(
                                journal, JournalConfig.DEFAULTS.withRollBytes(64L << 20))) {
            final Engine engine =
                    Engine.launch(
                            new EngineContext()
                                    .client(
                                            new DeribitPublicClient(
                                                    DeribitConfig.of(simulator.uri())))
                                    .journal(writer));
            try (engine) {
                final List<String> channels = new ArrayList<>();
                for (final String name : simulator.instruments()) {
                    channels.add("book." + name + ".raw");
                    channels.add("trades." + name + ".raw");
                    channels.add("ticker." + name + ".raw");
                    channels.add("quote." + name);
                }
                engine.subscribe(0, channels);
                while (writer.recordedCount() < EVENTS) {
                    Thread.sleep(5);
                }
                simulator.dropConnections();
                while (engine.connectionStatus(0).epoch() < 2) {
                    Thread.sleep(5);
                }
            }
            return engine.stateHash();
        }
    }

    private JsonNode replay(
            final String javaHome,
            final List<String> options,
            final Path journal,
            final String... arguments)
            throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(javaHome, "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(NovaRing.class.getName(), "replay", "--json"));
        command.addAll(List.of(arguments));
        command.add(journal.toString());
        final File errors = folder.resolve("errors.txt").toFile();
        final long startNs = System.nanoTime();
        final Process process = new ProcessBuilder(command).redirectError(errors).start();
        final String out =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(
                0,
                process.waitFor(),
                () -> command.subList(command.size() - 4, command.size()) + out + read(errors));
        final JsonNode result = new ObjectMapper().readTree(out);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%s %s %s: %s events, hash %s, %s marks, %.1f s",
                        Path.of(javaHome).getFileName(),
                        options,
                        List.of(arguments),
                        result.path("events"),
                        hash(result),
                        result.path("marksCompared"),
                        (System.nanoTime() - startNs) / 1e9));
        return result;
    }

    private static String read(final File file) {
        try {
            return Files.readString(file.toPath(), StandardCharsets.ISO_8859_1);
        } catch (final java.io.IOException e) {
            return e.toString();
        }
    }

    /** Of other versions that can run this; none is a reason to fail. */
    private static List<String> otherJdks(final String home) throws Exception {
        final List<String> homes = new ArrayList<>();
        if (!Files.isDirectory(JDKS)) {
            return homes;
        }
        final int here = Runtime.version().feature();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(JDKS)) {
            for (final Path path : paths) {
                final Path release = path.resolve("release");
                if (Files.isRegularFile(release) && Files.isExecutable(path.resolve("bin/java"))) {
                    final int version = version(Files.readString(release));
                    if (version >= 17 && version != here && !path.toString().equals(home)) {
                        homes.add(path.toString());
                    }
                }
            }
        }
        return homes;
    }

    private static int version(final String release) {
        final String text = release.replaceAll("(?s).*JAVA_VERSION=\"(\\d+).*", "$1");
        return text.matches("\\d+") ? Integer.parseInt(text) : 0;
    }
}
