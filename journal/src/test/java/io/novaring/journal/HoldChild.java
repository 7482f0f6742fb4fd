/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Another process's reader: holds a run's first segment until it is killed. */
final class HoldChild {
    private HoldChild() {}

    public static void main(final String[] args) throws IOException {
        final Segment segment = Segment.of(Path.of(args[0]), 1, 1);
        try (SegmentHold hold = SegmentHold.shared(segment)) {
            System.out.println(hold == null ? "refused" : "held");
            System.in.read();
        }
    }
}
