/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.order.KillReport;
import io.novaring.engine.order.Orders;
import io.novaring.engine.stage.RequestListener;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import io.novaring.engine.venue.Request;
import io.novaring.engine.venue.VenueClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the embedding program asks for: puts it on its way to the I/O thread, and completes the
 * futures of requests. Requests are rare, so this may allocate; events without a token pass by it
 * at the cost of one comparison.
 */
final class Commands implements EventHandler<MarketEvent>, RequestListener {
    private static final int TIMEOUT_SECONDS = 15;
    private static final int TOKEN_BITS = 32;
    private static final long OFFER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long OFFER_PARK_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final UserCommands ring;
    private final Failures failures;

    private final Map<Long, CompletableFuture<String>> open = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong();

    // Set by the thread that ends the run, read by those that open requests.
    private volatile String closedWhy;

    // Set by the thread that closes the engine, read by those that offer.
    private volatile boolean isRefusing;

    Commands(final UserCommands ring, final Failures failures) {
        this.ring = ring;
        this.failures = failures;
    }

    /** Asks for channels, or gives them up; any thread. */
    void channels(
            final CommandType type, final int connectionId, final Collection<String> channels) {
        final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        // Some two thousand names a command.
        final int lengthMax = ring.payloadLengthMax() / 2;
        for (final String channel : channels) {
            final byte[] name = channel.getBytes(StandardCharsets.UTF_8);
            if (name.length == 0 || name.length >= lengthMax || channel.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("not a channel name: '" + channel + "'");
            }
            if (lines.size() + name.length >= lengthMax) {
                offer(connectionId, type, 0, 0, lines.toByteArray());
                lines.reset();
            }
            lines.write(name, 0, name.length);
            lines.write('\n');
        }
        if (lines.size() > 0) {
            offer(connectionId, type, 0, 0, lines.toByteArray());
        }
    }

    /** Sends a request; any thread. */
    CompletableFuture<String> request(final int connectionId, final Request request) {
        final byte[] params = request.params();
        if (params.length > ring.payloadLengthMax()) {
            throw new IllegalArgumentException(
                    "parameters of "
                            + params.length
                            + " bytes, most are "
                            + ring.payloadLengthMax());
        }
        final Pending pending = open();
        try {
            offer(connectionId, CommandType.REQUEST, request.type(), pending.token(), params);
        } catch (final IllegalStateException e) {
            pending.future().completeExceptionally(e);
            throw e;
        }
        return pending.future();
    }

    /** Sets the limits of a credit pool; any thread. */
    void limit(final int connectionId, final VenueClient client, final CreditPool pool) {
        final List<CreditPool> pools = client.rateLimits().pools();
        for (int i = 0; i < pools.size(); i++) {
            if (pools.get(i).name().equals(pool.name())) {
                final String text = i + " " + pool.cap() + ' ' + pool.refillPerSecond();
                command(connectionId, CommandType.LIMIT, text.getBytes(StandardCharsets.US_ASCII));
                return;
            }
        }
        throw new IllegalArgumentException(
                "no credit pool " + pool.name() + " at " + client.venue());
    }

    /** Puts a command on its way; any thread. */
    void command(final int connectionId, final CommandType type, final byte[] payload) {
        if (payload.length > ring.payloadLengthMax()) {
            throw new IllegalArgumentException(
                    "a command of "
                            + payload.length
                            + " bytes, most are "
                            + ring.payloadLengthMax());
        }
        offer(connectionId, type, 0, 0, payload);
    }

    private void offer(
            final int connectionId,
            final CommandType type,
            final int requestType,
            final long token,
            final byte[] payload) {
        final long startNs = System.nanoTime();
        requireOpen();
        while (!ring.offer(connectionId, type, requestType, token, payload, payload.length)) {
            requireOpen();
            if (System.nanoTime() - startNs > OFFER_TIMEOUT_NS) {
                throw new IllegalStateException("the engine takes no commands: its ring is full");
            }
            LockSupport.parkNanos(OFFER_PARK_NS);
        }
    }

    private void requireOpen() {
        if (failures.halted() != null) {
            throw new IllegalStateException(
                    "the engine takes no commands: it halted", failures.halted());
        }
        if (isRefusing) {
            throw new IllegalStateException("the engine takes no commands: it was closed");
        }
    }

    private Pending open() {
        final long token = tokens.incrementAndGet();
        final CompletableFuture<String> future = new CompletableFuture<>();
        open.put(token, future);
        final CompletableFuture<String> guarded =
                future.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        guarded.whenComplete((result, failure) -> open.remove(token));
        // Looked at behind the put, as close() sets it before it iterates: one of us sees it.
        final String why = closedWhy;
        if (why != null) {
            fail(token, why, 0);
        }
        return new Pending(token, guarded);
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        // Handles of orders are longer: nothing is looked up for them.
        if (event.token == 0 || event.token >>> TOKEN_BITS != 0) {
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

    /** Takes no further commands. */
    void refuse() {
        isRefusing = true;
    }

    /** Fails what is open, and at once whatever is opened from now on. */
    void close(final String why) {
        closedWhy = why;
        open.keySet().forEach(token -> fail(token, why, 0));
    }

    /** What orders need of the engine. */
    Orders.Host orderHost(final BooleanSupplier isJournalOff, final Supplier<Thread> ioThread) {
        return new OrderHost(isJournalOff, ioThread);
    }

    private final class OrderHost implements Orders.Host {
        private final BooleanSupplier isJournalOff;
        private final Supplier<Thread> ioThread;

        OrderHost(final BooleanSupplier isJournalOff, final Supplier<Thread> ioThread) {
            this.isJournalOff = isJournalOff;
            this.ioThread = ioThread;
        }

        @Override
        public boolean isRunning() {
            return !isRefusing && failures.halted() == null;
        }

        @Override
        public boolean isJournalOff() {
            return isJournalOff.getAsBoolean();
        }

        @Override
        public Thread ioThread() {
            return ioThread.get();
        }

        @Override
        public void command(final int connectionId, final CommandType type, final byte[] payload) {
            Commands.this.command(connectionId, type, payload);
        }

        @Override
        public void onKilled(final KillReport report) {
            failures.killed(report);
        }
    }

    /** An open request. */
    private record Pending(long token, CompletableFuture<String> future) {}
}
