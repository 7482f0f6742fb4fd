/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.journal.JournalReader;
import picocli.CommandLine.Option;

/** Which part of a recording is meant. */
public final class RangeOptions {
    @Option(
            names = "--from",
            paramLabel = "PLACE",
            converter = TimeOption.Converter.class,
            description = "Begin at this event or time: " + TimeOption.FORMS + ".")
    private TimeOption from;

    @Option(
            names = "--until",
            paramLabel = "PLACE",
            converter = TimeOption.Converter.class,
            description = "End before this event or time.")
    private TimeOption until;

    /** True when a part is meant and not all of it. */
    public boolean isGiven() {
        return from != null || until != null;
    }

    /** True when it may begin behind the recording's start. */
    public boolean hasStart() {
        return from != null;
    }

    /** True when it may end before the recording's end. */
    public boolean hasEnd() {
        return until != null;
    }

    /**
     * The events that are meant.
     *
     * @param reader is moved.
     */
    public EventRange of(final RecordingOptions recording, final JournalReader reader) {
        return EventRange.of(from, until, recording.facts(), reader);
    }
}
