/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

/** The journal cannot be opened, written or read; the message says where, why and what to do. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isLocked;

    public JournalException(final String message) {
        this(message, null);
    }

    public JournalException(final String message, final Throwable cause) {
        this(message, cause, false);
    }

    private JournalException(final String message, final Throwable cause, final boolean isLocked) {
        super(message, cause);
        this.isLocked = isLocked;
    }

    static JournalException locked(final String message) {
        return new JournalException(message, null, true);
    }

    /** True when another engine writes to the journal's directory. */
    public boolean isLocked() {
        return isLocked;
    }
}
