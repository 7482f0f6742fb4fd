/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a recording that stands alone: a queue of one file, in a folder of its own inside the
 * journal's directory. The folder's name is run and number: {@code 00003-00001} is the first
 * segment of the third run.
 *
 * @param run from 1; each start of an engine is one.
 * @param number within the run, from 1. The first ones may be gone, as retention deleted them.
 */
record Segment(Path folder, int run, int number) {
    /** Held with a shared lock by each process that reads this segment or means to. */
    static final String HOLD = "held";

    /** Where which sequence is. */
    static final String INDEX = "index";

    static final Comparator<Segment> ORDER =
            Comparator.comparingInt(Segment::run).thenComparingInt(Segment::number);

    private static final Pattern NAME = Pattern.compile("(\\d{5})-(\\d{5})");

    static Segment of(final Path directory, final int run, final int number) {
        return new Segment(
                directory.resolve(String.format(Locale.ROOT, "%05d-%05d", run, number)),
                run,
                number);
    }

    /** Those of a directory, in their order; empty when it has none or is none. */
    static List<Segment> list(final Path directory) throws IOException {
        final List<Segment> segments = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return segments;
        }
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (final Path path : paths) {
                final Matcher matcher = NAME.matcher(path.getFileName().toString());
                if (matcher.matches()) {
                    segments.add(
                            new Segment(
                                    path,
                                    Integer.parseInt(matcher.group(1)),
                                    Integer.parseInt(matcher.group(2))));
                }
            }
        } catch (final DirectoryIteratorException e) {
            throw e.getCause();
        }
        segments.sort(ORDER);
        return segments;
    }

    Path index() {
        return folder.resolve(INDEX);
    }

    Path hold() {
        return folder.resolve(HOLD);
    }
}
