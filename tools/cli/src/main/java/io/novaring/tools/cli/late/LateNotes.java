/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.engine.telemetry.late.LateNote;
import io.novaring.engine.telemetry.late.PauseNote;
import io.novaring.tools.cli.session.EventRange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Keeps what a recording notes of late events and pauses. */
final class LateNotes implements NoteListener {
    /** The kinds it looks at. */
    static final Set<NoteKind> KINDS =
            EnumSet.of(NoteKind.LATE, NoteKind.PAUSE, NoteKind.DESCRIPTION);

    private final EventRange range;
    private final List<LateNote.Event> events = new ArrayList<>();
    private final List<LateNote.Handler> handlers = new ArrayList<>();
    private final List<LateNote.RingFull> fullRings = new ArrayList<>();
    private final List<LateNote.Second> seconds = new ArrayList<>();
    private final List<PauseNote> pauses = new ArrayList<>();
    private boolean hasAny;
    private long unreadCount;

    /**
     * @param range of the events that are asked about; of pauses all are kept.
     */
    LateNotes(final EventRange range) {
        this.range = range;
    }

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        hasAny = true;
        if (kind == NoteKind.LATE) {
            onLate(sequence, LateNote.parse(sequence, bytes, offset, length));
        } else if (kind == NoteKind.PAUSE) {
            final PauseNote pause = PauseNote.parse(timeNs, bytes, offset, length);
            if (pause == null) {
                unreadCount++;
            } else {
                pauses.add(pause);
            }
        }
    }

    private void onLate(final long sequence, final LateNote note) {
        final boolean isInRange = sequence >= range.from() && sequence < range.until();
        if (note == null) {
            unreadCount++;
        } else if (note instanceof LateNote.Handler handler) {
            // Also one before the range: others in it may have waited for it.
            handlers.add(handler);
        } else if (note instanceof LateNote.RingFull full) {
            fullRings.add(full);
        } else if (isInRange && note instanceof LateNote.Event event) {
            events.add(event);
        } else if (isInRange && note instanceof LateNote.Second second) {
            seconds.add(second);
        }
    }

    EventRange range() {
        return range;
    }

    List<LateNote.Event> events() {
        return events;
    }

    List<LateNote.Handler> handlers() {
        return handlers;
    }

    List<LateNote.RingFull> fullRings() {
        return fullRings;
    }

    List<LateNote.Second> seconds() {
        return seconds;
    }

    List<PauseNote> pauses() {
        return pauses;
    }

    /** False of a recording by a version that noted nothing at all. */
    boolean hasAny() {
        return hasAny;
    }

    /** Notes that a newer version wrote, or that are damaged. */
    long unreadCount() {
        return unreadCount;
    }
}
