/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.credentials;

/** A secret that cannot be had. The message says what to do, and shows no part of it. */
public final class SecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SecretException(final String message) {
        super(message);
    }
}
