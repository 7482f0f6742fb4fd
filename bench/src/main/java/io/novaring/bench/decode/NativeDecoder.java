/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A native program that decodes the same frames into the same fields, compiled when it is wanted
 * and can be. Where the headers lie elsewhere, {@code CPATH} and {@code LIBRARY_PATH} say where.
 */
final class NativeDecoder {
    /** Compiling simdjson's header takes the longest. */
    private static final int TIMEOUT_SECONDS = 120;

    private static final String SOURCES = "/io/novaring/bench/decode/native/";

    private final String name;
    private final Path program;

    private NativeDecoder(final String name, final Path program) {
        this.name = name;
        this.program = program;
    }

    /** Compiles yyjson and simdjson as far as they are there; why not, is told. */
    static List<NativeDecoder> compile(final Path folder, final List<String> refusals)
            throws IOException, InterruptedException {
        final List<NativeDecoder> natives = new ArrayList<>();
        copy("event.h", folder);
        add(natives, refusals, folder, "yyjson", "gcc", "yyjson.c", "-std=gnu11", "-lyyjson");
        add(
                natives,
                refusals,
                folder,
                "simdjson",
                "g++",
                "simdjson.cpp",
                "-std=c++17",
                "-lsimdjson");
        return natives;
    }

    private static void add(
            final List<NativeDecoder> natives,
            final List<String> refusals,
            final Path folder,
            final String name,
            final String compiler,
            final String source,
            final String standard,
            final String library)
            throws IOException, InterruptedException {
        copy(source, folder);
        final Path program = folder.resolve(name);
        final List<String> output = new ArrayList<>();
        final boolean isMade =
                run(
                                output,
                                compiler,
                                "-O3",
                                "-march=native",
                                standard,
                                "-o",
                                program.toString(),
                                folder.resolve(source).toString(),
                                library,
                                "-lm")
                        == 0;
        if (isMade) {
            natives.add(new NativeDecoder(name, program));
        } else {
            refusals.add(
                    "not run: no "
                            + compiler
                            + " or no "
                            + name
                            + " (apt-get install "
                            + compiler
                            + " lib"
                            + name
                            + "-dev)"
                            + output.stream().findFirst().map(line -> ": " + line).orElse(""));
        }
    }

    private static void copy(final String source, final Path folder) throws IOException {
        try (InputStream in = NativeDecoder.class.getResourceAsStream(SOURCES + source)) {
            Files.write(folder.resolve(source), in.readAllBytes());
        }
    }

    String name() {
        return name;
    }

    /**
     * Nanoseconds a frame.
     *
     * @throws IllegalStateException when it fills other fields; it names the frame.
     */
    double measure(final Path frames, final boolean isQuick)
            throws IOException, InterruptedException {
        final List<String> output = new ArrayList<>();
        final int code =
                run(output, program.toString(), frames.toString(), isQuick ? "150" : "1000");
        if (code != 0 || output.isEmpty()) {
            throw new IllegalStateException(
                    name + " ended with " + code + ": " + String.join("\n", output));
        }
        return Double.parseDouble(output.get(output.size() - 1));
    }

    private static int run(final List<String> output, final String... command)
            throws IOException, InterruptedException {
        final Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (final IOException e) {
            output.add(e.getMessage());
            return -1;
        }
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(output::add);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command[0] + " did not end");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
