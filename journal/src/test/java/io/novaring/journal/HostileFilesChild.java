/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads every journal in a folder in all ways; says what escapes, and when it begins and ends. */
final class HostileFilesChild {
    static final String BEGIN = "reading begins";
    static final String END = "reading ends";

    private HostileFilesChild() {}

    public static void main(final String[] args) throws IOException {
        // What an honest one loads, and what telling of a bad one loads, is loaded before.
        for (int i = 0; i < 2; i++) {
            read(Path.of(args[0]));
        }
        System.out.println(BEGIN);
        final int count = read(Path.of(args[1]));
        System.out.println(END + " " + count);
    }

    private static int read(final Path folder) throws IOException {
        final List<Path> journals = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (final Path path : paths) {
                journals.add(path);
            }
        }
        Collections.sort(journals);
        for (final Path journal : journals) {
            read(journal, () -> JournalVerifier.verify(journal));
            read(journal, () -> JournalVerifier.verifyAll(journal));
            read(journal, () -> JournalReader.runs(journal));
            read(journal, () -> readAll(journal));
        }
        return journals.size();
    }

    private static void read(final Path journal, final Runnable task) {
        try {
            task.run();
        } catch (final JournalException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                System.out.println("no text for " + journal);
            }
        } catch (final RuntimeException | Error e) {
            System.out.println("escaped at " + journal + ": " + e);
        }
    }

    private static void readAll(final Path journal) {
        final MarketEvent event = new MarketEvent();
        try (JournalReader reader = JournalReader.openPrefix(journal)) {
            while (reader.next(event)) {
                // Only what it takes to read counts.
            }
            reader.seekSequence(event.sequence / 2);
            reader.seekTime(event.publishedTimeNs);
            reader.seekSnapshot(event.sequence);
            reader.next(event);
            reader.description();
        }
    }
}
