/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import io.novaring.bench.pack.Quiet;
import io.novaring.bench.pack.result.Figures;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at the machine during rounds, with a process for hiccups and the kernel's accounts. */
final class Watch implements AutoCloseable {
    static final double FOREIGN_MAX = 0.05;
    static final long HICCUP_P99_MAX_NS = 1_000_000;
    private static final int TIMEOUT_SECONDS = 30;

    private final Supplier<JavaChild> starter;
    private final Consumer<String> progress;
    private JavaChild hiccups;
    private String how = "not needed";

    /**
     * @param starter of a process of {@link Hiccups}.
     */
    Watch(final Supplier<JavaChild> starter, final Consumer<String> progress) {
        this.starter = starter;
        this.progress = progress;
    }

    /** How hiccups were looked for, as far as any were. */
    String how() {
        return how;
    }

    Quiet start(final Figures figures) {
        try {
            if (hiccups == null) {
                hiccups = starter.get();
                how = hiccups.await("ready", TIMEOUT_SECONDS);
            }
            hiccups.tell("start");
            hiccups.await("watching", TIMEOUT_SECONDS);
        } catch (final IOException e) {
            throw new IllegalStateException("the watch for hiccups does not work", e);
        }
        return new Look(figures, CpuTimes.isKnown() ? CpuTimes.now() : null);
    }

    @Override
    public void close() {
        if (hiccups != null) {
            hiccups.close();
        }
    }

    private final class Look implements Quiet {
        private final Figures figures;
        private final CpuTimes before;

        Look(final Figures figures, final CpuTimes before) {
            this.figures = figures;
            this.before = before;
        }

        @Override
        public boolean wasQuiet() {
            final double foreign = before == null ? 0 : CpuTimes.now().foreignSince(before);
            final String[] late;
            try {
                hiccups.tell("stop");
                late = hiccups.await("hiccups", TIMEOUT_SECONDS).split(" ");
            } catch (final IOException e) {
                throw new IllegalStateException("the watch for hiccups does not work", e);
            }
            final long p99Ns = Long.parseLong(late[0]);
            final boolean wasQuiet = isQuiet(foreign, p99Ns);
            figures.look(wasQuiet, foreign, p99Ns);
            if (!wasQuiet) {
                progress.accept(
                        String.format(
                                Locale.ROOT,
                                "round dropped: others had %.1f %% of the processors (at most %.0f"
                                        + " %%), hiccups p99 %.2f ms (at most %.0f ms)",
                                foreign * 100,
                                FOREIGN_MAX * 100,
                                p99Ns / 1e6,
                                HICCUP_P99_MAX_NS / 1e6));
            }
            return wasQuiet;
        }
    }

    static boolean isQuiet(final double foreign, final long hiccupP99Ns) {
        return foreign <= FOREIGN_MAX && hiccupP99Ns <= HICCUP_P99_MAX_NS;
    }
}
