/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import java.util.ArrayList;
import java.util.List;

/** What a catalogue reported, as short lines. */
final class RecordingListener implements InstrumentListener {
    private final List<String> lines = new ArrayList<>();

    /** The lines since the last call. */
    synchronized List<String> take() {
        final List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public synchronized void onListed(final InstrumentDefinition definition) {
        lines.add("listed " + text(definition));
    }

    @Override
    public synchronized void onChanged(
            final InstrumentDefinition before, final InstrumentDefinition after) {
        lines.add("changed " + text(after));
    }

    @Override
    public synchronized void onExpired(
            final InstrumentDefinition before, final InstrumentDefinition after) {
        lines.add("expired " + text(after));
    }

    @Override
    public synchronized void onUnknown(final String name) {
        lines.add("unknown " + name);
    }

    @Override
    public synchronized void onConnected() {
        lines.add("connected");
    }

    private static String text(final InstrumentDefinition definition) {
        return definition.name() + " " + definition.version() + " " + definition.state();
    }
}
