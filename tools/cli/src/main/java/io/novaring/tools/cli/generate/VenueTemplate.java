/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.generate;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The project of a venue called acme, whose files are among the resources as they are written, with
 * that name replaced. They are Java that compiles, so that they can be read, formatted and tested
 * like any other.
 */
final class VenueTemplate {
    static final String PACKAGE = "com.example.acme";
    private static final String PACKAGE_PATH = "com/example/acme";
    private static final String PREFIX = "Acme";
    private static final String NAME = "acme";
    private static final String VERSION = "@novaring.version@";

    /** Longest first: in one pass, so that nothing is replaced twice. */
    private static final Pattern MARKS =
            Pattern.compile("com\\.example\\.acme|com/example/acme|Acme|acme|@novaring\\.version@");

    /** Files that build the project and are the same in every one: our own. */
    private static final List<String> WRAPPER =
            List.of("mvnw", "mvnw.cmd", ".mvn/wrapper/maven-wrapper.properties");

    private static final String EXECUTABLE = "mvnw";

    private VenueTemplate() {}

    /**
     * @param version of NovaRing, as {@link EngineRepository#write} has written it.
     */
    static void write(final Path folder, final VenueNames names, final String version)
            throws IOException {
        for (final String file : files()) {
            // Not called .gitignore here: it would be one.
            final String path = "gitignore".equals(file) ? ".gitignore" : file;
            put(
                    folder.resolve(replace(path, names, version)),
                    replace(text("venue/" + file), names, version)
                            .getBytes(StandardCharsets.UTF_8));
        }
        for (final String file : WRAPPER) {
            put(folder.resolve(file), bytes("novaring/" + file));
        }
        if (!folder.resolve(EXECUTABLE).toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + EXECUTABLE + " executable");
        }
    }

    /** Paths below venue/: a jar cannot be asked what it holds in a folder. */
    static List<String> files() throws IOException {
        return text("venue/files.txt").lines().toList();
    }

    private static String replace(final String text, final VenueNames names, final String version) {
        return MARKS.matcher(text).replaceAll(mark -> quote(valueOf(mark, names, version)));
    }

    private static String quote(final String value) {
        return Matcher.quoteReplacement(value);
    }

    private static String valueOf(
            final MatchResult mark, final VenueNames names, final String version) {
        return switch (mark.group()) {
            case PACKAGE -> names.packageName();
            case PACKAGE_PATH -> names.packageName().replace('.', '/');
            case PREFIX -> names.classPrefix();
            case NAME -> names.name();
            case VERSION -> version;
            default -> throw new IllegalStateException("a mark without a value: " + mark.group());
        };
    }

    private static void put(final Path file, final byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static String text(final String resource) throws IOException {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    /** A resource of this package. */
    static byte[] bytes(final String resource) throws IOException {
        try (InputStream in = VenueTemplate.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(
                        "this build of novaring lacks " + resource + "; build it again");
            }
            return in.readAllBytes();
        }
    }
}
