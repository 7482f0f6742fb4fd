/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a catalogue knew at one moment. Immutable: any thread may keep it. */
public final class InstrumentSnapshot {
    static final InstrumentSnapshot EMPTY = new InstrumentSnapshot(0, Map.of());

    private final long changeCount;
    private final Map<String, InstrumentDefinition> byName;

    InstrumentSnapshot(final long changeCount, final Map<String, InstrumentDefinition> byName) {
        this.changeCount = changeCount;
        this.byName = Collections.unmodifiableMap(new HashMap<>(byName));
    }

    /** The last version; null when the instrument is not known. */
    public InstrumentDefinition get(final String name) {
        return byName.get(name);
    }

    /** The last version of every instrument, those that have ended among them. */
    public Collection<InstrumentDefinition> all() {
        return byName.values();
    }

    /** Those that have not ended, of a kind. */
    public List<InstrumentDefinition> live(final InstrumentKind kind) {
        return byName.values().stream()
                .filter(d -> d.kind() == kind && !d.state().isFinal())
                .toList();
    }

    public int size() {
        return byName.size();
    }

    /** Versions the catalogue had made by then: two snapshots with one count are equal. */
    public long changeCount() {
        return changeCount;
    }
}
