/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.engine.notes.Notes;
import java.util.ArrayList;
import java.util.List;

/** Reads what was noted, as a reader of a journal would. */
final class NoteKeeper implements NoteListener {
    final Notes notes = new Notes(1 << 16);
    private final List<LateNote> late = new ArrayList<>();
    private final List<PauseNote> pauses = new ArrayList<>();

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        if (kind == NoteKind.LATE) {
            late.add(LateNote.parse(sequence, bytes, offset, length));
        } else {
            pauses.add(PauseNote.parse(timeNs, bytes, offset, length));
        }
    }

    /** What was noted of this type since the last call of either. */
    <T extends LateNote> List<T> late(final Class<T> type) {
        late.clear();
        notes.drainTo(this);
        return late.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<PauseNote> pauses() {
        pauses.clear();
        notes.drainTo(this);
        return List.copyOf(pauses);
    }
}
