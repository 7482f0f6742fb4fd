/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.snapshot;

/** A snapshot of a recording cannot be read, or is not one of these clients. */
public final class SnapshotException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public SnapshotException(final String message) {
        super(message);
    }
}
