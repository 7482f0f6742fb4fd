/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.engine.Engine;
import io.novaring.tools.config.LiveSettings;
import io.novaring.tools.config.RunSettings.LogLevel;
import java.util.List;

/** What a run changes while it runs. */
final class LiveEngine implements LiveSettings {
    private final Engine engine;

    LiveEngine(final Engine engine) {
        this.engine = engine;
    }

    @Override
    public boolean subscribe(final int connectionId, final List<String> channels) {
        engine.subscribe(connectionId, channels);
        return true;
    }

    @Override
    public boolean unsubscribe(final int connectionId, final List<String> channels) {
        engine.unsubscribe(connectionId, channels);
        return true;
    }

    @Override
    public boolean logLevel(final LogLevel level) {
        return LogControl.set(level);
    }
}
