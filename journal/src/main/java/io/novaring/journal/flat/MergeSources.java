/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import io.novaring.journal.JournalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All recordings of a merge, each at its first event. */
final class MergeSources implements AutoCloseable {
    private final List<MergeSource> sources = new ArrayList<>();

    MergeSources(final List<Path> paths) {
        if (paths.isEmpty()) {
            throw new JournalException("nothing to merge: name the recordings");
        }
        try {
            for (final Path path : paths) {
                sources.add(new MergeSource(path, sources.size()));
            }
            sources.forEach(MergeSource::advance);
        } catch (final JournalException e) {
            close();
            throw e;
        }
    }

    List<MergeSource> all() {
        return sources;
    }

    MergeSource get(final int number) {
        return sources.get(number);
    }

    int size() {
        return sources.size();
    }

    /** Whose event has the lowest sequence, the first of several; null when all are taken. */
    MergeSource lowest() {
        MergeSource lowest = null;
        for (int i = 0; i < sources.size(); i++) {
            final MergeSource source = sources.get(i);
            if (source.isPresent()
                    && (lowest == null || source.event().sequence < lowest.event().sequence)) {
                lowest = source;
            }
        }
        return lowest;
    }

    /** Whose event was published first, the first of several; null when all are taken. */
    MergeSource earliest() {
        MergeSource earliest = null;
        for (int i = 0; i < sources.size(); i++) {
            final MergeSource source = sources.get(i);
            if (source.isPresent()
                    && (earliest == null
                            || source.event().publishedTimeNs < earliest.event().publishedTimeNs)) {
                earliest = source;
            }
        }
        return earliest;
    }

    @Override
    public void close() {
        sources.forEach(MergeSource::close);
    }
}
