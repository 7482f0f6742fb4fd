/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import java.io.IOException;

/** Tells the end of a run from a segment that lost its own. */
final class RunEnd {
    /**
     * A reader that follows a writer comes here all the time; a look at files costs some 0.1 ms.
     */
    private static final int POLLS = 256;

    private int number = SegmentReader.ANY;
    private int polls;

    private final RunFiles files;

    RunEnd(final RunFiles files) {
        this.files = files;
    }

    /**
     * True when there are events in segments behind this one, which does not say that it goes on:
     * as far as was looked, which is the first time and now and then.
     */
    boolean isBehind(final SegmentReader segment, final int segmentNumber) throws IOException {
        polls = segmentNumber == number ? polls + 1 : 0;
        number = segmentNumber;
        if (files.isSingle() || polls % POLLS != 0) {
            return false;
        }
        files.refresh();
        for (int i = files.size() - 1; i >= 0 && files.get(i).number() > number; i--) {
            if (files.hasEvents(i)) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong when a segment is not there: nothing as long as it may still come. */
    JournalProblem missing(final int segmentNumber, final long sequence) {
        final Segment last = files.get(files.size() - 1);
        if (last.number() <= segmentNumber) {
            return null;
        }
        return new JournalProblem(
                last.folder().getParent(),
                0,
                sequence,
                "segment "
                        + segmentNumber
                        + " of run "
                        + last.run()
                        + " is missing, though segment "
                        + last.number()
                        + " is there");
    }
}
