/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.EventSource;
import io.novaring.codec.recording.NoteListener;
import io.novaring.engine.recording.ReplayRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A replay that reads and decodes on a thread of its own, against one that does not. */
final class ReplayAheadTest {
    private static final int ROUNDS = 5_000;
    private static final int RING = 64;

    private final NotedRecording recording = new NotedRecording();
    private long liveHash;

    /** New names all along the run: their numbers follow from the order of decoding. */
    private void record() {
        final Rig rig =
                Rig.start(
                        new EngineContext()
                                .client(new TestVenue())
                                .cores(4)
                                .ringLength(256)
                                .journal(recording));
        rig.subscribe("book.X.raw");
        rig.inbound("book book.X.raw snapshot 10 0 b:100:5,a:102:7");
        for (int i = 11; i < 11 + ROUNDS; i++) {
            rig.inbound("book book.X.raw change " + i + ' ' + (i - 1) + " b:3:" + i);
            if (i % 50 == 0) {
                rig.inbound("quote quote.N" + i + ' ' + i + " 7");
            }
        }
        rig.close();
        liveHash = rig.stages.stateHash();
    }

    private static EngineContext context() {
        return new EngineContext().client(new TestVenue()).cores(2).ringLength(RING);
    }

    private static Replay ahead(final EngineContext context, final EventSource source) {
        return new Replay(context, source).readAhead();
    }

    private static List<String> names(final Replay replay) {
        final List<String> names = new ArrayList<>();
        for (int id = 0; id < replay.symbols().instruments().size(); id++) {
            names.add(replay.symbols().instruments().name(id));
        }
        return names;
    }

    @Test
    void shouldDecideAsOneThreadDoes() {
        record();
        final Recording one = new Recording();
        final Replay sequential = new Replay(context().handler("one", one), recording.source());
        final Recording two = new Recording();
        final Replay replay = ahead(context().handler("two", two), recording.source());

        final ReplayResult expected = sequential.run();
        final ReplayResult result = replay.run();

        assertEquals(liveHash, expected.stateHash());
        assertEquals(expected, result);
        assertTrue(result.marksCompared() > 0, "marks are compared");
        assertNull(result.firstDivergence());
        assertEquals(one.texts(), two.texts());
        assertEquals(names(sequential), names(replay));
        assertEquals(sequential.book("X").contentHash(), replay.book("X").contentHash());
    }

    @Test
    void shouldReplayEverythingBeforeWhatCannotBeRead() {
        record();
        final EventSource source = recording.source();
        final int failing = 3_000;
        final Recording seen = new Recording();
        final Replay replay =
                ahead(
                        context().handler("seen", seen),
                        new EventSource() {
                            @Override
                            public boolean next(final MarketEvent event) {
                                if (source.next(event) && event.sequence < failing) {
                                    return true;
                                }
                                throw new IllegalStateException("damaged");
                            }

                            @Override
                            public void notes(final NoteListener listener) {
                                source.notes(listener);
                            }
                        });

        final Exception e = assertThrows(IllegalStateException.class, replay::run);

        assertEquals("damaged", e.getMessage());
        assertEquals(failing, seen.size());
        assertFalse(replay.step(), "it has ended");
    }

    @Test
    void shouldReadNothingBehindItsRange() {
        record();
        final EventSource source = recording.source();
        final long[] last = {-1};
        final Replay replay =
                new Replay(
                                context(),
                                event -> {
                                    final boolean isThere = source.next(event);
                                    last[0] = event.sequence;
                                    return isThere;
                                },
                                ReplayRange.ALL.sequences(0, 2_000))
                        .readAhead();

        assertEquals(2_000, replay.run().eventCount());
        assertEquals(2_000, last[0]);
    }

    @Test
    void shouldEndItsThreadWhenAHandlerFails() {
        record();
        final Replay replay =
                ahead(
                        context()
                                .handler(
                                        "broken",
                                        (event, sequence, isEndOfBatch) -> {
                                            if (sequence == 1_000) {
                                                throw new IllegalArgumentException("on purpose");
                                            }
                                        }),
                        recording.source());

        assertThrows(IllegalStateException.class, replay::run);
        assertTrue(
                Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> "novaring-read-ahead".equals(thread.getName())));
    }
}
