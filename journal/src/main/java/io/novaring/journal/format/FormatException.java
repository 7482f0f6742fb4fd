/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import java.io.IOException;

/** A file is not one of ours; the message says which and why. */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1L;

    FormatException(final String message) {
        super(message);
    }

    /** What to tell of a file that cannot be read. */
    public static String text(final IOException failure) {
        return failure instanceof FormatException ? failure.getMessage() : failure.toString();
    }
}
