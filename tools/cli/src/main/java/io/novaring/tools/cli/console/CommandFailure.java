/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

/** Ends a command; the message is one sentence for the person who typed it. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandFailure(final int exitCode, final String message) {
        this(exitCode, message, null);
    }

    public CommandFailure(final int exitCode, final String message, final Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
