/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import io.novaring.engine.IdleMode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What was asked for.
 *
 * @param journal the directory to record in.
 * @param keep whether the journal stays when the run is over.
 */
public record MakerOptions(
        int seconds,
        long ratePerSecond,
        int instruments,
        long seed,
        boolean faults,
        IdleMode ioIdle,
        Path journal,
        boolean keep) {
    long durationNs() {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
