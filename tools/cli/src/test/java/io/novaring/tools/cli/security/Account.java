/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.venues.deribit.DeribitRequestType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What the ring says of one private connection: which requests went out, which were answered and
 * how, and the story of its session. Filled on a handler's thread, read by any.
 */
final class Account implements EventHandler<MarketEvent> {
    static final int PUBLIC = 0;
    static final int PRIVATE = 1;

    private static final int ERROR_TEXTS_MAX = 10;
    private static final long PATIENCE_NS =
            TimeUnit.SECONDS.toNanos(Integer.getInteger("novaring.patienceSeconds", 120));

    /** One request to log in, as it stands on the ring. */
    record Login(long atNs, boolean isRefresh, boolean wasAloneOpen) {}

    /** One change of the session. */
    record Change(Lifecycle state, DisconnectReason reason, long value, String text) {}

    final List<Login> logins = Collections.synchronizedList(new ArrayList<>());
    final List<Change> changes = Collections.synchronizedList(new ArrayList<>());
    final List<String> errorTexts = Collections.synchronizedList(new ArrayList<>());
    final Map<Long, Integer> errors = new ConcurrentSkipListMap<>();
    final AtomicLong sent = new AtomicLong();
    final AtomicLong unsent = new AtomicLong();
    final AtomicLong answered = new AtomicLong();
    final AtomicLong answeredTwice = new AtomicLong();
    final AtomicLong publicEvents = new AtomicLong();

    private final int id;
    private final Map<Long, Long> open = new LinkedHashMap<>();
    private final Map<Integer, Long> typesSent = new ConcurrentHashMap<>();
    private int openLogins;
    private boolean waitsForLogins = true;

    // Written by the handler's thread, read by the clock's.
    private volatile long oldestOpenNs = Long.MAX_VALUE;
    private volatile long lastTickNs = Long.MAX_VALUE;

    Account() {
        this(PRIVATE);
    }

    /**
     * @param id of the connection.
     */
    Account(final int id) {
        this.id = id;
    }

    /** An answer to a login is not waited for: the venue will not say any. */
    void expectSilence() {
        synchronized (open) {
            waitsForLogins = false;
        }
    }

    /** The time up to which the engine and the venue have come along. */
    long comeAlongNs() {
        return Math.min(oldestOpenNs, lastTickNs);
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (event.origin == Origin.TICK) {
            lastTickNs = event.receivedTimeNs;
        }
        if (event.connectionId != id) {
            publicEvents.addAndGet(event.origin == Origin.INBOUND ? 1 : 0);
            return;
        }
        synchronized (open) {
            if (event.origin == Origin.OUTBOUND) {
                onOutbound(event);
            } else if (event.kind == EventKind.RESPONSE || event.kind == EventKind.ERROR) {
                onAnswer(event);
            } else if (event.kind == EventKind.LIFECYCLE) {
                onLifecycle(event);
            }
            oldestOpenNs = open.isEmpty() ? Long.MAX_VALUE : open.values().iterator().next();
        }
    }

    private void onOutbound(final MarketEvent event) {
        final boolean isLogin = event.code == DeribitRequestType.AUTH;
        if (event.hasFlag(MarketEvent.UNSENT)) {
            unsent.incrementAndGet();
            return;
        }
        sent.incrementAndGet();
        typesSent.merge(event.code, 1L, Long::sum);
        if (isLogin) {
            final boolean isRefresh = event.rawText().contains("\"grant_type\":\"refresh_token\"");
            logins.add(new Login(event.receivedTimeNs, isRefresh, openLogins == 0));
            openLogins++;
        }
        if (!isLogin || waitsForLogins) {
            open.put(event.requestId, event.receivedTimeNs);
        }
    }

    private void onAnswer(final MarketEvent event) {
        if (event.kind == EventKind.ERROR) {
            errors.merge(event.errorCode, 1, Integer::sum);
            if (errorTexts.size() < ERROR_TEXTS_MAX) {
                errorTexts.add(
                        DeribitRequestType.methodOf(event.requestType) + " " + event.rawText());
            }
        }
        if (open.remove(event.requestId) == null && waitsForLogins) {
            answeredTwice.incrementAndGet();
        } else {
            answered.incrementAndGet();
        }
    }

    private void onLifecycle(final MarketEvent event) {
        final Lifecycle state = Lifecycle.ofCode(event.code);
        changes.add(
                new Change(
                        state,
                        DisconnectReason.ofCode(event.reason),
                        event.requestId,
                        event.rawText()));
        if (state == Lifecycle.AUTHENTICATED || state == Lifecycle.AUTHENTICATION_REFUSED) {
            openLogins = 0;
        } else if (state == Lifecycle.DISCONNECTED) {
            openLogins = 0;
            open.clear();
        }
    }

    long openCount() {
        synchronized (open) {
            return open.size();
        }
    }

    long count(final Lifecycle state) {
        synchronized (changes) {
            return changes.stream().filter(change -> change.state() == state).count();
        }
    }

    /** Requests by method. */
    Map<String, Long> sentByMethod() {
        final Map<String, Long> byMethod = new TreeMap<>();
        typesSent.forEach((type, count) -> byMethod.put(DeribitRequestType.methodOf(type), count));
        return byMethod;
    }

    static void until(final BooleanSupplier condition, final String what)
            throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < PATIENCE_NS, "in vain: " + what);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
