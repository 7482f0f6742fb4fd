/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.page.Page;
import io.novaring.bench.pack.result.Comparison;
import io.novaring.bench.pack.result.ResultFile;
import io.novaring.bench.pack.result.Results;
import io.novaring.bench.pack.result.Results.PartResult;
import io.novaring.bench.pack.result.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The benchmark pack: runs parts one after another and keeps what they tell. */
public final class Main {
    private static final int NOT_RUN = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final Path root;
    private final Arguments arguments;

    private Main(final Path root, final Arguments arguments) {
        this.root = root;
        this.arguments = arguments;
    }

    /** Arguments: see {@link Arguments#USAGE}. */
    public static void main(final String[] words) throws IOException {
        final Path root = Path.of(System.getProperty("novaring.root", ".")).toRealPath();
        final Arguments arguments;
        try {
            arguments = Arguments.parse(Parts.all(), words);
        } catch (final IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Arguments.USAGE);
            System.exit(NOT_UNDERSTOOD);
            return;
        }
        System.exit(new Main(root, arguments).run());
    }

    private int run() throws IOException {
        if (arguments.isHelp()) {
            System.out.print(Arguments.USAGE);
            return 0;
        }
        if (arguments.isList()) {
            for (final Part part : arguments.parts()) {
                System.out.printf("%-10s %s%n", part.name(), part.summary());
            }
            return 0;
        }
        if (arguments.page() != null) {
            draw(arguments.page());
            return 0;
        }
        if (!arguments.compared().isEmpty()) {
            final Results before = ResultFile.read(arguments.compared().get(0));
            final Results after = ResultFile.read(arguments.compared().get(1));
            System.out.print(Comparison.of(before, after));
            return 0;
        }
        return measure();
    }

    private int measure() throws IOException {
        final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        final Map<String, String> machine = Machine.facts(root, Jvm.flags(root));
        final String commit = Machine.git(root, "rev-parse", "HEAD");
        // Results of an earlier run are no change of what is measured.
        final boolean isClean =
                !commit.isEmpty()
                        && Machine.git(root, "status", "--porcelain", "--", ".", ":!bench/results")
                                .isEmpty();
        // Whether anything else has the machine is looked for in each round; and a lock that
        // another user has left behind in the common folder would stop all parts.
        System.setProperty("jmh.ignoreLock", "true");
        final List<PartResult> found = new ArrayList<>();
        final Sitting sitting = new Sitting(root, arguments.isQuick());
        Runtime.getRuntime().addShutdownHook(new Thread(sitting::abandon, "abandon"));
        try (sitting) {
            for (final Part part : arguments.parts()) {
                found.add(sitting.measure(part));
            }
            machine.put("hiccups watched by", sitting.watchedBy());
        }
        final Results results =
                new Results(
                        Results.FORMAT,
                        start.toString(),
                        commit.isEmpty() ? "unknown" : commit,
                        isClean,
                        arguments.isQuick(),
                        machine,
                        found);
        System.out.println();
        System.out.print(TextTable.of(results));
        final Path file = file(results);
        ResultFile.write(results, file);
        System.out.println("\nresults: " + file);
        draw(file);
        return results.isComplete() ? 0 : NOT_RUN;
    }

    private Path file(final Results results) throws IOException {
        final Path folder;
        if (arguments.out() != null) {
            folder = arguments.out();
        } else {
            folder = root.resolve(arguments.isWhole() ? "bench/results" : "bench/target/results");
        }
        Files.createDirectories(folder);
        final StringBuilder name = new StringBuilder();
        name.append(results.date(), 0, "2026-01-01".length());
        name.append("-jdk").append(Runtime.version().feature());
        if (!arguments.isWhole()) {
            arguments.parts().forEach(part -> name.append('-').append(part.name()));
        }
        name.append(results.isQuick() ? "-quick.json" : ".json");
        return folder.resolve(name.toString());
    }

    private static void draw(final Path file) throws IOException {
        final String name = file.getFileName().toString().replaceFirst("\\.json$", "") + ".html";
        final Path page = file.resolveSibling(name);
        Files.writeString(page, Page.of(ResultFile.read(file)));
        System.out.println("page: " + page);
    }
}
