/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.io.IOException;

/** The server answered the upgrade with something else than 101. */
public final class UpgradeRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final long retryAfterSeconds;

    UpgradeRefusedException(final String message, final int status, final long retryAfterSeconds) {
        super(message);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The HTTP status, 0 when there was none. */
    public int status() {
        return status;
    }

    /** What a Retry-After header asks for, 0 when there was none. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
