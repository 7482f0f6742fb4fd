/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.start;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts JVMs as a program would be started: its class path is jars, which an archive of classes
 * needs, those of the engine and no peer's, and its flags are those of the project.
 */
final class StartProcess {
    private static final int TIMEOUT_SECONDS = 60;
    private static final int UNSAFE_FLAG_SINCE = 24;
    private static final int AOT_CACHE_SINCE = 25;

    /** What an engine with a journal needs, by the beginnings of the jars' names. */
    private static final List<String> NEEDED =
            List.of(
                    "novaring-codec-",
                    "novaring-engine-",
                    "novaring-journal-",
                    "novaring-venues-",
                    "disruptor-",
                    "agrona-",
                    "Java-WebSocket-",
                    "dsl-json-",
                    "HdrHistogram-",
                    "chronicle-",
                    "posix-",
                    "affinity-",
                    "lz4-",
                    "slf4j-");

    private final String java;
    private final String classPath;
    private final String venueClassPath;
    private final Path folder;
    private final List<String> flags = new ArrayList<>();

    /**
     * @param folder for jars of what is a folder on this process's class path, and for archives.
     */
    StartProcess(final Path folder) throws IOException {
        this.folder = folder;
        java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final Set<String> jars = new LinkedHashSet<>();
        final Set<String> all = new LinkedHashSet<>();
        for (final String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            final Path path = Path.of(part);
            if (Files.isDirectory(path)) {
                jars.add(jar(path, folder.resolve("classes-" + jars.size() + ".jar")));
            } else if (Files.exists(path) && isNeeded(path.getFileName().toString())) {
                jars.add(path.toAbsolutePath().toString());
            } else {
                all.add(path.toAbsolutePath().toString());
            }
        }
        all.addAll(jars);
        venueClassPath = String.join(File.pathSeparator, all);
        classPath = String.join(File.pathSeparator, jars);
        final Path options = folder.resolve("jvm.options");
        Files.write(
                options,
                StartProcess.class
                        .getResourceAsStream("/io/novaring/engine/jvm.options")
                        .readAllBytes());
        flags.add("@" + options);
        flags.add("-XX:+UseParallelGC");
        flags.add("-XX:-UsePerfData");
        if (Runtime.version().feature() >= UNSAFE_FLAG_SINCE) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
    }

    private static boolean isNeeded(final String jar) {
        return NEEDED.stream().anyMatch(jar::startsWith);
    }

    private static String jar(final Path directory, final Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(directory)) {
            for (final Path file : new TreeSet<>(files.filter(Files::isRegularFile).toList())) {
                final String name = directory.relativize(file).toString();
                out.putNextEntry(new JarEntry(name.replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar.toString();
    }

    static boolean hasAotCache() {
        return Runtime.version().feature() >= AOT_CACHE_SINCE;
    }

    /** Flags to make an archive behind a run, and then to use it. */
    List<String> make(final String name) {
        final String file = folder.resolve(name).toString();
        return List.of(
                (hasAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file);
    }

    List<String> use(final String name) {
        final String file = folder.resolve(name).toString();
        return List.of((hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file);
    }

    /** Nanoseconds to the first line of a JVM that has no flag and does nothing but print it. */
    long hello() throws IOException, InterruptedException {
        final long startNs = System.nanoTime();
        final Process process =
                new ProcessBuilder(java, "-cp", classPath, Hello.class.getName()).start();
        try (BufferedReader reader = reader(process)) {
            reader.readLine();
            return System.nanoTime() - startNs;
        } finally {
            end(process);
        }
    }

    /** Runs it to its end: what it told, by the first word of each line. */
    Map<String, Long> run(
            final List<String> moreFlags, final Class<?> main, final String... arguments)
            throws IOException, InterruptedException {
        return told(command(moreFlags, classPath, main), main, arguments);
    }

    /** The same for a program that has its venue in its own process, with all the jars of that. */
    Map<String, Long> runWithVenue(
            final List<String> moreFlags, final Class<?> main, final String... arguments)
            throws IOException, InterruptedException {
        return told(command(moreFlags, venueClassPath, main), main, arguments);
    }

    private static Map<String, Long> told(
            final List<String> command, final Class<?> main, final String... arguments)
            throws IOException, InterruptedException {
        command.addAll(List.of(arguments));
        command.add(Long.toString(System.nanoTime()));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        final Map<String, Long> told = new HashMap<>();
        final StringBuilder said = new StringBuilder();
        try (BufferedReader reader = reader(process)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.append(line).append('\n');
                final String[] words = line.split(" ");
                if (words.length == 2 && words[1].matches("-?[0-9]+")) {
                    told.put(words[0], Long.valueOf(words[1]));
                }
            }
        } finally {
            end(process);
        }
        if (told.isEmpty()) {
            throw new IOException(main.getSimpleName() + " told nothing: " + said);
        }
        return told;
    }

    /** The venue; its address is the rest of its first line. */
    Process venue(final String rate) throws IOException {
        final List<String> command = command(List.of(), venueClassPath, StartVenue.class);
        command.add(rate);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private List<String> command(
            final List<String> moreFlags, final String path, final Class<?> main) {
        final List<String> command = new ArrayList<>(List.of(java));
        command.addAll(flags);
        command.addAll(moreFlags);
        command.addAll(List.of("-cp", path, main.getName()));
        return command;
    }

    static BufferedReader reader(final Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Waits for its own end; ends it where that does not come. */
    static void end(final Process process) throws InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
