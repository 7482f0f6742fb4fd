/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import io.novaring.engine.Engine;
import io.novaring.engine.RequestFailedException;
import io.novaring.engine.venue.Request;
import io.novaring.venues.deribit.DeribitChannels;
import io.novaring.venues.deribit.DeribitRequests;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Keeps a catalogue fed: subscribes to the states of all instruments, asks for the list of each
 * currency when a session begins, and for the definition of an instrument that is new. One request
 * at a time: get_instruments is the dearest there is, five at once and then one each 10 s. In a
 * replay it has no place: its requests are in the recording.
 *
 * <pre>{@code
 * InstrumentLoader loader = new InstrumentLoader(List.of("BTC", "ETH"), listener);
 * InstrumentCatalogue catalogue = new InstrumentCatalogue(loader);
 * Engine engine = Engine.launch(context.handler("instruments", catalogue));
 * loader.start(engine);
 * }</pre>
 *
 * As the catalogue's listener it hands everything on to the program's own. Requests are made on the
 * executor, never on the handler's thread.
 */
public final class InstrumentLoader implements InstrumentListener {
    /** Everything the venue lists; one list of all would be a message of megabytes. */
    public static final List<String> CURRENCIES = List.of("BTC", "ETH", "USDC", "USDT", "EURR");

    /** Until there is credit for another list. */
    public static final long RETRY_DELAY_NS = 10_000_000_000L;

    private static final int ATTEMPTS_MAX = 6;

    /** A venue that invents names cannot fill the heap. */
    private static final int NAMES_MAX = 1024;

    private final List<String> currencies;
    private final InstrumentListener next;
    private final Executor executor;
    private final Executor delayed;

    // Guarded by this.
    private final Set<String> wantedCurrencies = new LinkedHashSet<>();
    private final Set<String> wantedNames = new LinkedHashSet<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private Function<Request, CompletableFuture<String>> requester;
    private boolean isConnected;
    private boolean isBusy;
    private boolean isWaiting;

    /** Number of the last wait: one that was cut short must not end a later one. */
    private long waitNumber;

    private long loadedCount;
    private long failedCount;

    /** On the common pool, with the usual delay. */
    public InstrumentLoader(final List<String> currencies, final InstrumentListener next) {
        this(
                currencies,
                next,
                ForkJoinPool.commonPool(),
                CompletableFuture.delayedExecutor(
                        RETRY_DELAY_NS, TimeUnit.NANOSECONDS, ForkJoinPool.commonPool()));
    }

    /**
     * @param currencies whose instruments are wanted.
     * @param next the program's own listener.
     * @param executor where requests are made.
     * @param delayed where a request that failed is made again: after a while.
     */
    public InstrumentLoader(
            final List<String> currencies,
            final InstrumentListener next,
            final Executor executor,
            final Executor delayed) {
        // A typing error is told now, not by the venue later.
        currencies.forEach(DeribitRequests::getInstruments);
        this.currencies = List.copyOf(currencies);
        this.next = Objects.requireNonNull(next, "next");
        this.executor = executor;
        this.delayed = delayed;
    }

    /** Subscribes and begins to ask, on the engine's first connection. Any thread, once. */
    public void start(final Engine engine) {
        start(engine, 0);
    }

    /** As {@link #start(Engine)}, on the connection the catalogue is of. */
    public void start(final Engine engine, final int connectionId) {
        engine.subscribe(connectionId, List.of(DeribitChannels.instrumentState("any", "any")));
        start(request -> engine.request(connectionId, request));
    }

    synchronized void start(final Function<Request, CompletableFuture<String>> newRequester) {
        if (requester != null) {
            throw new IllegalStateException("the loader was started before");
        }
        requester = newRequester;
        if (isConnected) {
            wantedCurrencies.addAll(currencies);
        }
        askNext();
    }

    /** Requests that were answered. */
    public synchronized long loadedCount() {
        return loadedCount;
    }

    /** Lists and definitions that were given up, until the next session. */
    public synchronized long failedCount() {
        return failedCount;
    }

    /** True when nothing is being asked for. */
    public synchronized boolean isIdle() {
        return !isBusy && wantedCurrencies.isEmpty() && wantedNames.isEmpty();
    }

    @Override
    public void onConnected() {
        synchronized (this) {
            isConnected = true;
            attempts.clear();
            wantedCurrencies.addAll(currencies);
            // What is being waited for is over: the session that failed is.
            endWait(waitNumber);
            askNext();
        }
        next.onConnected();
    }

    @Override
    public void onUnknown(final String name) {
        synchronized (this) {
            if (wantedNames.size() < NAMES_MAX) {
                wantedNames.add(name);
                askNext();
            }
        }
        next.onUnknown(name);
    }

    @Override
    public void onListed(final InstrumentDefinition definition) {
        synchronized (this) {
            wantedNames.remove(definition.name());
        }
        next.onListed(definition);
    }

    @Override
    public void onChanged(final InstrumentDefinition before, final InstrumentDefinition after) {
        next.onChanged(before, after);
    }

    @Override
    public void onExpired(final InstrumentDefinition before, final InstrumentDefinition after) {
        next.onExpired(before, after);
    }

    @Override
    public void onUnknownEnded(final String name) {
        synchronized (this) {
            wantedNames.remove(name);
        }
        next.onUnknownEnded(name);
    }

    private synchronized void askNext() {
        if (requester == null || isBusy) {
            return;
        }
        final boolean isList = !wantedCurrencies.isEmpty();
        if (!isList && wantedNames.isEmpty()) {
            return;
        }
        isBusy = true;
        final String what = (isList ? wantedCurrencies : wantedNames).iterator().next();
        try {
            executor.execute(() -> ask(what, isList));
        } catch (final RejectedExecutionException e) {
            // The program ends: that is no reason to halt the engine, on whose thread this may be.
            isBusy = false;
        }
    }

    private void ask(final String what, final boolean isList) {
        CompletableFuture<String> answer;
        try {
            final Request request =
                    isList
                            ? DeribitRequests.getInstruments(what)
                            : DeribitRequests.getInstrument(what);
            answer = requester.apply(request);
        } catch (final RuntimeException e) {
            // The engine has ended, or the name is none.
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((result, failure) -> onAnswer(what, isList, failure));
    }

    private synchronized void onAnswer(
            final String what, final boolean isList, final Throwable failure) {
        final Set<String> wanted = isList ? wantedCurrencies : wantedNames;
        if (failure == null) {
            wanted.remove(what);
            attempts.remove(what);
            loadedCount++;
        } else if (mayTryAgain(what, isList, failure)) {
            // Still busy: nothing else is asked for in the meantime either.
            isWaiting = true;
            final long number = ++waitNumber;
            delayed.execute(() -> askAgain(number));
            return;
        } else {
            wanted.remove(what);
            attempts.remove(what);
            failedCount++;
        }
        isBusy = false;
        askNext();
    }

    private synchronized void askAgain(final long number) {
        endWait(number);
        askNext();
    }

    private void endWait(final long number) {
        if (isWaiting && number == waitNumber) {
            isWaiting = false;
            isBusy = false;
        }
    }

    private boolean mayTryAgain(final String what, final boolean isList, final Throwable failure) {
        final Throwable cause =
                failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof IllegalStateException || cause instanceof IllegalArgumentException) {
            return false;
        }
        final boolean isRefused =
                cause instanceof RequestFailedException refusal && refusal.errorCode() != 0;
        return !(isRefused && !isList) && attempts.merge(what, 1, Integer::sum) < ATTEMPTS_MAX;
    }
}
