/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import java.nio.file.Path;

/**
 * The first thing in a journal that is not as it was written.
 *
 * @param path the file, or the directory when there is no file to name.
 * @param offset of the block or record concerned, bytes from the start of the file.
 * @param sequence of the first record that cannot be trusted.
 */
public record JournalProblem(Path path, long offset, long sequence, String reason) {
    @Override
    public String toString() {
        return path + ": " + reason + " (sequence " + sequence + ", offset " + offset + ")";
    }
}
