/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import io.novaring.bench.pack.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param parts to run; all when none is named.
 * @param isWhole true when every part is to run.
 * @param page a file of results to draw instead of running anything; or null.
 * @param compared two files of results to compare instead of running anything; or none.
 * @param out the folder for results; null for the usual one.
 */
record Arguments(
        boolean isHelp,
        boolean isList,
        boolean isQuick,
        List<Part> parts,
        boolean isWhole,
        Path page,
        List<Path> compared,
        Path out) {
    static final String USAGE =
            """
            bench/run [--quick] [--java HOME | --jdks HOME,HOME] [--out FOLDER] [PART...]
                                     measures: everything, or the parts that are named
            bench/run --list         what parts there are
            bench/run --page FILE    draws the page of a file of results again
            bench/run --compare FILE FILE
                                     what moved between two results
            bench/run jmh ...        one of the JMH benchmarks; arguments are JMH's (jmh -h)
            bench/run journal append|replay|seek|tail|soak ..., end-to-end ..., order-out ROUNDS
                                     one comparison, with arguments of its own

            --quick ends within ten minutes on a free machine: 3 rounds in place of 7, fewer
            peers and forks; without it: about an hour. --java says which JDK runs it, --jdks
            runs one after the other; without them JAVA_HOME does, or the java of the path. A
            run of everything leaves DATE-jdkN.json and .html in bench/results, of single parts
            in bench/target/results. A round is dropped, and told, when something else had the
            machine; a figure of which no round is left says so. Ctrl-C ends everything.
            Exit code 0: all ran, whether or not goals were met; 1: a part could not run;
            2: not understood.
            """;

    static Arguments parse(final List<Part> all, final String... words) {
        boolean isHelp = false;
        boolean isList = false;
        boolean isQuick = false;
        Path page = null;
        List<Path> compared = List.of();
        Path out = null;
        final List<Part> parts = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--help", "-h" -> isHelp = true;
                case "--list" -> isList = true;
                case "--quick" -> isQuick = true;
                case "--page" -> page = path(words, ++i);
                case "--compare" -> compared = List.of(path(words, ++i), path(words, ++i));
                case "--out" -> out = path(words, ++i);
                default -> parts.add(find(all, words[i]));
            }
        }
        final boolean isWhole = parts.isEmpty() || parts.containsAll(all);
        return new Arguments(
                isHelp,
                isList,
                isQuick,
                parts.isEmpty() ? all : List.copyOf(parts),
                isWhole,
                page,
                compared,
                out);
    }

    private static Path path(final String[] words, final int place) {
        if (place >= words.length) {
            throw new IllegalArgumentException(words[words.length - 1] + " needs a path behind it");
        }
        return Path.of(words[place]);
    }

    private static Part find(final List<Part> all, final String name) {
        for (final Part part : all) {
            if (part.name().equals(name)) {
                return part;
            }
        }
        throw new IllegalArgumentException(
                "there is no part \""
                        + name
                        + "\", only "
                        + String.join(", ", all.stream().map(Part::name).toList()));
    }
}
