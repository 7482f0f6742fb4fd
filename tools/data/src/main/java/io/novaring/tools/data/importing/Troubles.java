/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import java.nio.charset.StandardCharsets;

/** What is done about lines that cannot be read: the import ends, or goes on without them. */
final class Troubles {
    private static final int TOLD_MAX = 10;
    private static final int SHOWN_MAX = 80;

    private final boolean skips;
    private final Counts counts;
    private final ImportListener listener;

    Troubles(final boolean skips, final Counts counts, final ImportListener listener) {
        this.skips = skips;
        this.counts = counts;
        this.listener = listener;
    }

    /**
     * A line cannot be read.
     *
     * @param what is wrong, with the value.
     * @throws ImportException unless such lines are left out.
     */
    void onLine(final String file, final long line, final String what) {
        onTrouble(new ImportException(file + ", line " + line + ": " + what));
    }

    /** As {@link #onLine}, of what follows in a file. */
    void onTrouble(final ImportException trouble) {
        if (!skips) {
            throw trouble;
        }
        counts.skipped++;
        if (counts.skipped <= TOLD_MAX) {
            listener.onNotice("left out: " + trouble.getMessage());
        }
        if (counts.skipped == TOLD_MAX) {
            listener.onNotice("what else is left out is only counted");
        }
    }

    void notice(final String text) {
        listener.onNotice(text);
    }

    /** Bytes of a stranger, for a person to read: short, and without what a terminal obeys. */
    static String shown(final byte[] bytes, final int start, final int end) {
        final int length = Math.min(SHOWN_MAX, end - start);
        final String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        final StringBuilder shown = new StringBuilder("'");
        text.codePoints()
                .forEach(
                        point ->
                                shown.appendCodePoint(
                                        point < ' '
                                                        || point >= 0x7f && point < 0xa0
                                                        || Character.getType(point)
                                                                == Character.FORMAT
                                                ? '?'
                                                : point));
        return shown.append(end - start > SHOWN_MAX ? "...'" : "'").toString();
    }
}
