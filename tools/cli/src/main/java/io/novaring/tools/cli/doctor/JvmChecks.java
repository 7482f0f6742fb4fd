/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import io.novaring.tools.cli.console.Units;
import java.util.ArrayList;
import java.util.List;

/** The JDK, its flags and its garbage collector. */
final class JvmChecks {
    private static final int AOT_CACHE_SINCE = 25;
    private static final long HEAP_MIN = 512L << 20;

    private JvmChecks() {}

    static List<Finding> of(final JvmFacts jvm) {
        final List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("JDK", jvm.version()));
        findings.add(flags(jvm));
        findings.add(collector(jvm));
        findings.add(heap(jvm));
        findings.add(archive(jvm));
        return findings;
    }

    private static Finding flags(final JvmFacts jvm) {
        if (jvm.missing().isEmpty()) {
            return Finding.ok("JVM flags", "all of jvm.options");
        }
        return Finding.problem(
                "JVM flags",
                "missing: " + String.join(" ", jvm.missing()),
                "the engine does not start, or its journal fails, without them",
                "java @jvm.options ...    # io/novaring/engine/jvm.options in the engine's jar");
    }

    private static Finding collector(final JvmFacts jvm) {
        final String found = String.join(", ", jvm.collectors());
        if (found.contains("Copy")) {
            return Finding.advice(
                    "collector",
                    found,
                    "one thread collects; with two cores and more Parallel is as short and G1, ZGC"
                            + " or Shenandoah bound the pauses of a large heap",
                    "JAVA_OPTS='-XX:+UseParallelGC'");
        }
        return Finding.ok("collector", found);
    }

    private static Finding heap(final JvmFacts jvm) {
        final String found = "at most " + Units.bytes(jvm.heapMax());
        if (jvm.heapMax() < HEAP_MIN) {
            return Finding.advice(
                    "heap",
                    found,
                    "ring, books and their copies take 200 MB and more",
                    "JAVA_OPTS='-Xms1g -Xmx1g'");
        }
        if (!jvm.has("-XX:+AlwaysPreTouch")) {
            return Finding.ok("heap", found + ", touched when first used");
        }
        return Finding.ok("heap", found + ", touched at start");
    }

    private static Finding archive(final JvmFacts jvm) {
        if (jvm.has("-XX:AOTCache=") || jvm.has("-XX:SharedArchiveFile=")) {
            return Finding.ok("class archive", "in use");
        }
        return Finding.advice(
                "class archive",
                "none",
                "a start takes about twice as long, and the first messages are slower",
                jvm.feature() >= AOT_CACHE_SINCE
                        ? "java -XX:AOTCacheOutput=app.aot ...; java -XX:AOTCache=app.aot ..."
                        : "java -XX:ArchiveClassesAtExit=app.jsa ...;"
                                + " java -XX:SharedArchiveFile=app.jsa ...");
    }
}
