/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.generate;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a generated project as its pom does: with every warning, and none allowed. */
public final class Compiler {
    private Compiler() {}

    /** What the compiler said, empty when it was content. Sources are below {@code src}. */
    public static String compile(final Path project, final Path classes) throws IOException {
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final List<Path> sources;
        try (Stream<Path> files = Files.walk(project.resolve("src"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        final StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            final List<String> options =
                    List.of(
                            "--release",
                            "17",
                            "-parameters",
                            "-proc:none",
                            // Without path: libraries of this build name others that are not there.
                            "-Xlint:all,-options,-processing,-classfile,-path",
                            "-Werror",
                            "-classpath",
                            System.getProperty("java.class.path"),
                            "-d",
                            Files.createDirectories(classes).toString());
            final boolean isDone =
                    compiler.getTask(
                                    said,
                                    manager,
                                    null,
                                    options,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(sources))
                            .call();
            return isDone && said.toString().isEmpty() ? "" : "not compiled: " + said;
        }
    }
}
