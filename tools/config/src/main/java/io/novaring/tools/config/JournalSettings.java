/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.journal.JournalConfig;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Whether and how a run is recorded.
 *
 * @param directory null records nothing.
 */
public record JournalSettings(Path directory, JournalConfig config) {
    public static final JournalSettings NONE = new JournalSettings(null, JournalConfig.DEFAULTS);

    public JournalSettings {
        Objects.requireNonNull(config, "config");
    }
}
