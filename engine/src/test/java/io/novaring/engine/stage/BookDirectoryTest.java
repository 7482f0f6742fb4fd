/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.novaring.codec.BookState;
import io.novaring.engine.book.StaleCause;
import org.junit.jupiter.api.Test;

final class BookDirectoryTest {
    private final StageRig rig = StageRig.connected();

    @Test
    void shouldPreferABookThatIsStillWanted() {
        rig.openBook("book.A.raw", 5);
        rig.unsubscribe("book.A.raw");
        rig.grant(rig.last());

        rig.openBook("book.A.100ms", 7);

        assertEquals(BookState.LIVE, rig.subscription.book("A").state());
        assertEquals(7, rig.subscription.book("A").changeId());
    }

    @Test
    void shouldPreferABookThatIsGranted() {
        rig.subscribe("book.A.raw");
        rig.answer(rig.last(), "");

        rig.openBook("book.A.100ms", 7);

        assertEquals(BookState.LIVE, rig.subscription.book("A").state());
    }

    @Test
    void shouldPreferTheFirstBookAgainOnceItIsWantedAgain() {
        rig.openBook("book.A.raw", 5);
        rig.openBook("book.A.100ms", 7);
        assertEquals(5, rig.subscription.book("A").changeId());
        rig.unsubscribe("book.A.raw");
        assertEquals(7, rig.subscription.book("A").changeId());
        rig.grant(rig.last());

        rig.openBook("book.A.raw", 9);

        assertEquals(9, rig.subscription.book("A").changeId());
    }

    @Test
    void shouldKeepTheOnlyBookThoughItIsNotWanted() {
        rig.openBook("book.A.raw", 5);

        rig.unsubscribe("book.A.raw");

        assertSame(StaleCause.UNSUBSCRIBED, rig.subscription.book("A").staleCause());
    }
}
