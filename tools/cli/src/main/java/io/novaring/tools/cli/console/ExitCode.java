/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

/** Exit status of every command. */
public final class ExitCode {
    public static final int OK = 0;

    /** The command ran, and what it checked is not as it should be. */
    public static final int FAILED = 1;

    /** The command was not understood, or could not begin. */
    public static final int USAGE = 2;

    /** The command could not begin: another process writes to the same journal directory. */
    public static final int LOCKED = 4;

    private ExitCode() {}
}
