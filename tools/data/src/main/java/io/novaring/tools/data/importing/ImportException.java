/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

/** A recording cannot be read; the message says where, what was found and what to do. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImportException(final String message) {
        super(message);
    }

    ImportException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
