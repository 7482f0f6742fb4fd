/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.stage.RequestListener.Loss;
import io.novaring.engine.stage.RequestListener.Refusal;
import io.novaring.engine.venue.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class CommandsTest {
    private final Failures failures = new Failures(new Reports());
    private final Commands commands = new Commands(new UserCommands(4096, () -> {}), failures);

    private CompletableFuture<String> request() {
        return commands.request(0, Request.of(1, "x"));
    }

    private static MarketEvent answer(final EventKind kind, final long token, final String text) {
        final MarketEvent event = new MarketEvent();
        event.kind = kind;
        event.token = token;
        Rig.raw(event, text);
        event.resultText = Text.of(0, text.length());
        event.errorMessage = Text.of(0, text.length());
        return event;
    }

    private static String failure(final CompletableFuture<String> future) {
        assertTrue(future.isDone());
        return assertThrows(CompletionException.class, future::join).getCause().getMessage();
    }

    @Test
    void shouldCompleteEachFutureWithItsOwnAnswer() {
        final CompletableFuture<String> first = request();
        final CompletableFuture<String> second = request();

        commands.onEvent(answer(EventKind.RESPONSE, 2, "two"), 0, true);
        commands.onEvent(answer(EventKind.RESPONSE, 2, "again"), 0, true);
        commands.onEvent(answer(EventKind.RESPONSE, 7, "nobody's"), 0, true);
        assertFalse(first.isDone());
        commands.onEvent(answer(EventKind.ERROR, 1, "no"), 0, true);

        assertEquals("two", second.join());
        assertEquals("the venue refused: no", failure(first));
    }

    @Test
    void shouldTellWhyThereIsNoAnswer() {
        final CompletableFuture<String> refused = request();
        final CompletableFuture<String> lost = request();

        commands.onRefused(0, 1, 1, Refusal.UNSENT);
        commands.onLost(0, 1, 2, Loss.TIMED_OUT);

        assertEquals("the request was not sent: UNSENT", failure(refused));
        assertEquals("the request was sent and its fate is unknown: TIMED_OUT", failure(lost));
    }

    @Test
    void shouldFailWhatIsOpenAtTheEndAndWhatComesAfterIt() {
        final CompletableFuture<String> open = request();

        commands.close("the engine was closed");

        assertEquals("the engine was closed", failure(open));
        // One that slipped in between the last command read and the end.
        assertEquals("the engine was closed", failure(request()));
    }

    @Test
    void shouldRefuseWhenTheRingStaysFull() {
        final IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () -> {
                            for (int i = 0; i < 1_000; i++) {
                                request();
                            }
                        });

        assertEquals("the engine takes no commands: its ring is full", e.getMessage());
    }

    @Test
    void shouldRefuseOnceItCloses() {
        commands.refuse();

        assertEquals(
                "the engine takes no commands: it was closed",
                assertThrows(
                                IllegalStateException.class,
                                () -> commands.channels(CommandType.SUBSCRIBE, 0, List.of("a")))
                        .getMessage());
    }
}
