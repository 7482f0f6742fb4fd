/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import io.novaring.codec.Symbols;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.tools.backtest.result.RecorderSettings;
import io.novaring.tools.backtest.result.RunIdentity;
import io.novaring.tools.backtest.result.RunRecorder;
import io.novaring.tools.backtest.result.RunResult;
import io.novaring.tools.backtest.source.JournalRecording;
import io.novaring.tools.backtest.timeline.Recording;
import java.util.Locale;
import java.util.Map;

/** What a recorded run itself did: a plain replay of its journal, put down as a backtest is. */
public final class LiveRun {
    private LiveRun() {}

    /**
     * Replays the journal once.
     *
     * @param strategy its name, for people.
     * @return to be closed.
     */
    public static RunResult of(
            final JournalRecording journal,
            final String strategy,
            final RecorderSettings settings) {
        final Recording recording = journal.recording();
        final EngineContext context = new EngineContext();
        recording.clients().get().forEach(context::client);
        final Symbols[] symbols = new Symbols[1];
        final RunRecorder recorder =
                new RunRecorder(settings, id -> symbols[0].instruments().name(id));
        context.handler("recorder", recorder);
        final EventSource source = recording.source().get();
        try {
            final Replay replay = new Replay(context, source);
            symbols[0] = replay.symbols();
            final ReplayResult result = replay.run();
            final String hash = String.format(Locale.ROOT, "0x%016x", result.stateHash());
            return recorder.finish(
                    new RunIdentity(
                            strategy,
                            Map.of(),
                            Map.of(),
                            0,
                            new RunIdentity.Journal(
                                    String.valueOf(journal.path().getFileName()),
                                    1,
                                    0,
                                    result.eventCount() - 1,
                                    hash),
                            Map.of(),
                            hash));
        } catch (final RuntimeException | Error e) {
            recorder.close();
            throw e;
        } finally {
            Recording.close(source);
        }
    }
}
