/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

/** The journal cannot be opened, written or read; the message says where, why and what to do. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalException(final String message) {
        super(message);
    }

    public JournalException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
