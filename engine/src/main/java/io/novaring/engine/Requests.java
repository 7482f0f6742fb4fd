/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.engine.stage.RequestListener;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Completes the futures of {@link Engine#request}. Requests are rare, so this may allocate; events
 * without a token pass by it at the cost of one comparison.
 */
final class Requests implements EventHandler<MarketEvent>, RequestListener {
    private static final int TIMEOUT_SECONDS = 15;

    private final Map<Long, CompletableFuture<String>> open = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong();

    /** A new token and the future it will complete; any thread. */
    Pending open() {
        final long token = tokens.incrementAndGet();
        final CompletableFuture<String> future = new CompletableFuture<>();
        open.put(token, future);
        final CompletableFuture<String> guarded =
                future.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        guarded.whenComplete((result, failure) -> open.remove(token));
        return new Pending(token, guarded);
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        if (event.token == 0) {
            return;
        }
        if (event.kind == EventKind.RESPONSE) {
            final CompletableFuture<String> future = open.get(event.token);
            if (future != null) {
                future.complete(Text.toString(event.raw, event.resultText));
            }
        } else if (event.kind == EventKind.ERROR) {
            final String message = Text.toString(event.raw, event.errorMessage);
            fail(event.token, "the venue refused: " + message, event.errorCode);
        }
    }

    @Override
    public void onRefused(
            final int connectionId,
            final int requestType,
            final long token,
            final Refusal refusal) {
        fail(token, "the request was not sent: " + refusal, 0);
    }

    @Override
    public void onLost(
            final int connectionId, final int requestType, final long token, final Loss loss) {
        fail(token, "the request was sent and its fate is unknown: " + loss, 0);
    }

    private void fail(final long token, final String message, final long errorCode) {
        final CompletableFuture<String> future = open.get(token);
        if (future != null) {
            future.completeExceptionally(new RequestFailedException(message, errorCode));
        }
    }

    void failAll(final String why) {
        open.keySet().forEach(token -> fail(token, why, 0));
    }

    /** An open request. */
    record Pending(long token, CompletableFuture<String> future) {}
}
