/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

/**
 * A request was refused, lost or not answered. The message says which; it never holds the request.
 */
public final class RequestFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long errorCode;

    RequestFailedException(final String message, final long errorCode) {
        super(message);
        this.errorCode = errorCode;
    }

    /** The venue's code, 0 when the venue did not answer. */
    public long errorCode() {
        return errorCode;
    }
}
