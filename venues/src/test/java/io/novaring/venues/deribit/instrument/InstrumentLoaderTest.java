/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.venue.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class InstrumentLoaderTest {
    private final Deque<Runnable> now = new ArrayDeque<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final Deque<CompletableFuture<String>> answers = new ArrayDeque<>();
    private final RecordingListener listener = new RecordingListener();
    private final InstrumentLoader loader =
            new InstrumentLoader(List.of("BTC", "ETH"), listener, now::add, later::add);

    @Test
    void shouldAskForOneListAtATime() {
        loader.onConnected();
        loader.start(this::request);
        run(now);
        assertAsked("{\"currency\":\"BTC\"}");

        answers.remove().complete("[]");
        run(now);
        assertAsked("{\"currency\":\"ETH\"}");

        answers.remove().complete("[]");
        run(now);
        assertAsked();
        assertTrue(loader.isIdle());
        assertEquals(2, loader.loadedCount());
        assertEquals(List.of("connected"), listener.take());
    }

    @Test
    void shouldWaitForASession() {
        loader.start(this::request);
        run(now);
        assertAsked();

        loader.onConnected();
        run(now);
        assertAsked("{\"currency\":\"BTC\"}");
    }

    @Test
    void shouldNotHarmTheHandlerWhenItsExecutorHasEnded() {
        final InstrumentLoader late =
                new InstrumentLoader(
                        List.of("BTC"),
                        listener,
                        task -> {
                            throw new RejectedExecutionException("shut down");
                        },
                        later::add);
        late.start(this::request);

        late.onConnected();
        late.onUnknown("BTC-26JUN26");

        assertFalse(late.isIdle());
        assertAsked();
    }

    @Test
    void shouldAskAgainInEachSession() {
        load();

        loader.onConnected();
        run(now);
        assertAsked("{\"currency\":\"BTC\"}");
    }

    @Test
    void shouldAskOnceForANewName() {
        load();

        loader.onUnknown("BTC-26JUN26");
        loader.onUnknown("BTC-26JUN26");
        loader.onUnknown("ETH-26JUN26");
        run(now);
        assertAsked("{\"instrument_name\":\"BTC-26JUN26\"}");

        answers.remove().complete("{}");
        run(now);
        assertAsked("{\"instrument_name\":\"ETH-26JUN26\"}");
        assertEquals(3, listener.take().stream().filter(l -> l.startsWith("unknown")).count());
    }

    @Test
    void shouldNotAskForANameThatAListHadMeanwhile() {
        loader.onConnected();
        loader.start(this::request);
        loader.onUnknown("BTC_USDC");
        loader.onListed(Instruments.read(Instruments.SPOT));
        run(now);
        answers.remove().complete("[]");
        run(now);
        answers.remove().complete("[]");
        run(now);

        assertAsked("{\"currency\":\"BTC\"}", "{\"currency\":\"ETH\"}");
        assertTrue(loader.isIdle());
    }

    @Test
    void shouldTryAgainLaterAndGiveUpInTheEnd() {
        loader.onConnected();
        loader.start(this::request);
        for (int i = 0; i < 6; i++) {
            run(now);
            assertAsked("{\"currency\":\"BTC\"}");
            answers.remove().completeExceptionally(new TimeoutException());
            run(later);
        }

        run(now);
        assertAsked("{\"currency\":\"ETH\"}");
        assertEquals(1, loader.failedCount());
    }

    @Test
    void shouldNotSleepThroughANewSession() {
        loader.onConnected();
        loader.start(this::request);
        run(now);
        answers.remove().completeExceptionally(new TimeoutException());
        assertAsked("{\"currency\":\"BTC\"}");

        loader.onConnected();
        run(now);
        assertAsked("{\"currency\":\"BTC\"}");

        // The old wait ends: it must neither make a second request nor cut the next wait short.
        answers.remove().completeExceptionally(new TimeoutException());
        later.remove().run();
        run(now);
        assertAsked();
        later.remove().run();
        run(now);
        assertAsked("{\"currency\":\"BTC\"}");
    }

    @Test
    void shouldGiveUpWhenTheEngineHasEnded() {
        loader.onConnected();
        loader.start(
                request -> {
                    throw new IllegalStateException("the engine takes no commands");
                });
        run(now);

        assertTrue(loader.isIdle());
        assertEquals(2, loader.failedCount());
        assertEquals(0, later.size());
    }

    @Test
    void shouldGiveUpANameThatIsNone() {
        load();

        loader.onUnknown("not a name");
        run(now);

        assertEquals(1, loader.failedCount());
        assertTrue(loader.isIdle());
    }

    @Test
    void shouldStartOnceAndCheckItsCurrencies() {
        loader.start(this::request);

        assertThrows(IllegalStateException.class, () -> loader.start(this::request));
        assertThrows(
                IllegalArgumentException.class,
                () -> new InstrumentLoader(List.of("B.C"), listener));
        assertFalse(InstrumentLoader.CURRENCIES.isEmpty());
    }

    private void load() {
        loader.onConnected();
        loader.start(this::request);
        run(now);
        answers.remove().complete("[]");
        run(now);
        answers.remove().complete("[]");
        run(now);
        asked.clear();
    }

    private CompletableFuture<String> request(final Request request) {
        asked.add(new String(request.params(), StandardCharsets.UTF_8));
        answers.add(new CompletableFuture<>());
        return answers.getLast();
    }

    private static void run(final Deque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private void assertAsked(final String... params) {
        assertEquals(List.of(params), asked);
        asked.clear();
    }
}
