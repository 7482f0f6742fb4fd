/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config.hocon;

/**
 * A configuration that cannot be used. The message is for the person who wrote it: where, which
 * key, which value, and what would be right. It never holds the value of a secret key.
 */
public final class InvalidConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidConfigException(final String message) {
        super(message);
    }
}
