/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class CtrlCTest {
    @Test
    void shouldHaveSaidThatItWasEndedBeforeTheProcessMayEnd() {
        final StringWriter err = new StringWriter();

        try (CtrlC ctrlC = new CtrlC()) {
            final int status = ctrlC.cancelled(new PrintWriter(err, true), "ended by Ctrl-C");

            assertEquals(ExitCode.FAILED, status);
            assertEquals("ended by Ctrl-C", err.toString().strip());
        }
    }
}
