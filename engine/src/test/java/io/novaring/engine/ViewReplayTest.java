/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.view.Listings;
import io.novaring.engine.view.MarketCut;
import io.novaring.engine.view.MarketView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A view behind the real stages, live and in a replay of what it saw. */
final class ViewReplayTest {
    private static final String X = "book.X.raw";
    private static final String Y = "book.Y.raw";

    private final Recording recording = new Recording();

    @Test
    void shouldHaveTheSameCutBehindEachEventAsTheLiveRun() {
        final MarketView view = new MarketView(2, Listings.of("X", "Y"));
        final List<Long> live = hashesOf(view);
        final Rig rig =
                Rig.start(Rig.context().handler("recording", recording).handler("view", view));
        rig.subscribe(X);
        rig.subscribe(Y);
        rig.inbound("book " + X + " snapshot 10 0 b:100:5,a:102:7");
        rig.inbound("book " + Y + " snapshot 20 0 b:50:5,a:51:7");
        rig.inbound("book " + X + " change 11 10 b:101:3");
        rig.inbound("book " + Y + " change 23 22 b:50:4");
        rig.lifecycle(Lifecycle.DISCONNECTED, 0);
        rig.lifecycle(Lifecycle.ENGINE_STOPPED, MarketEvent.NONE);
        rig.close();
        final MarketCut cut = view.newCut();
        assertTrue(view.read(cut));
        assertEquals(5, live.size(), "one for each message, and one for the session's end");
        assertEquals(3, cut.bidAmount(cut.rowOf("X")));
        assertEquals(BookState.STALE, cut.state(cut.rowOf("X")));
        assertEquals(StaleCause.DISCONNECTED, cut.staleCause(cut.rowOf("X")));
        assertEquals(StaleCause.GAP, cut.staleCause(cut.rowOf("Y")));

        final MarketView again = new MarketView(2, Listings.of("X", "Y"));
        final List<Long> replayed = hashesOf(again);
        new Replay(
                        new EngineContext().client(new TestVenue()).handler("view", again),
                        recording.source())
                .run();

        assertEquals(live, replayed);
        final MarketCut cutAgain = again.newCut();
        assertTrue(again.read(cutAgain));
        assertEquals(cut.hash(), cutAgain.hash());
    }

    private static List<Long> hashesOf(final MarketView view) {
        final List<Long> hashes = new ArrayList<>();
        view.onCut(0, cut -> hashes.add(cut.hash()));
        return hashes;
    }
}
