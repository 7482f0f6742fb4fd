/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.chain;

import io.novaring.engine.Engine;
import io.novaring.venues.deribit.instrument.InstrumentName;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Asks a running engine for the channels of a chain's options, those of the nearest expiries, and
 * gives up what has ended: when an expiry is over, the next one takes its place. It asks on its
 * executor, never on the chain's thread. In a replay and a backtest it has no place: what was asked
 * for is in the recording.
 */
public final class ChainSubscriber implements ChainListener {
    /** Until what the engine did not take is asked for again. */
    private static final long RETRY_DELAY_NS = 1_000_000_000L;

    /** Then the next change has to come: an engine that has ended takes nothing for ever. */
    private static final int ATTEMPTS_MAX = 10;

    private final int expiriesMax;
    private final int optionsMax;
    private final Function<String, Collection<String>> channelsOf;
    private final Executor executor;
    private final Executor delayed;

    // Guarded by this.
    private final TreeMap<LocalDate, TreeSet<String>> traded = new TreeMap<>();
    private final Set<String> asked = new TreeSet<>();
    private BiConsumer<Boolean, Collection<String>> requester;
    private boolean isBusy;
    private boolean isChanged;
    private int refusedCount;
    private int failedAttempts;

    /**
     * On the common pool.
     *
     * @param expiriesMax so many of the nearest expiries.
     * @param optionsMax options that are asked for at once; more are refused and counted.
     * @param channelsOf channels wanted of an option, such as {@code name ->
     *     List.of(DeribitChannels.ticker(name, interval), DeribitChannels.book(name, interval))}.
     */
    public ChainSubscriber(
            final int expiriesMax,
            final int optionsMax,
            final Function<String, Collection<String>> channelsOf) {
        this(
                expiriesMax,
                optionsMax,
                channelsOf,
                ForkJoinPool.commonPool(),
                CompletableFuture.delayedExecutor(
                        RETRY_DELAY_NS, TimeUnit.NANOSECONDS, ForkJoinPool.commonPool()));
    }

    ChainSubscriber(
            final int expiriesMax,
            final int optionsMax,
            final Function<String, Collection<String>> channelsOf,
            final Executor executor,
            final Executor delayed) {
        if (expiriesMax < 1 || optionsMax < 1) {
            throw new IllegalArgumentException(
                    "expiriesMax or optionsMax below 1: " + expiriesMax + " and " + optionsMax);
        }
        this.expiriesMax = expiriesMax;
        this.optionsMax = optionsMax;
        this.channelsOf = Objects.requireNonNull(channelsOf, "channelsOf");
        this.executor = executor;
        this.delayed = delayed;
    }

    /** Begins to ask, on one of the engine's connections. Any thread, once. */
    public void start(final Engine engine, final int connectionId) {
        start(
                (isWanted, channels) -> {
                    if (isWanted) {
                        engine.subscribe(connectionId, channels);
                    } else {
                        engine.unsubscribe(connectionId, channels);
                    }
                });
    }

    synchronized void start(final BiConsumer<Boolean, Collection<String>> newRequester) {
        if (requester != null) {
            throw new IllegalStateException("the subscriber was started before");
        }
        requester = newRequester;
        ask();
    }

    /** Options of the nearest expiries that are not asked for, since there are too many. */
    public synchronized int refusedCount() {
        return refusedCount;
    }

    /** Options whose channels are asked for. */
    public synchronized int askedCount() {
        return asked.size();
    }

    @Override
    public synchronized void onListed(final InstrumentName option) {
        traded.computeIfAbsent(option.expiry(), key -> new TreeSet<>()).add(option.text());
        ask();
    }

    @Override
    public synchronized void onEnded(final InstrumentName option) {
        final TreeSet<String> names = traded.get(option.expiry());
        if (names != null && names.remove(option.text())) {
            if (names.isEmpty()) {
                traded.remove(option.expiry());
            }
            ask();
        }
    }

    /** Many options come with one list: they are asked for together. */
    private void ask() {
        isChanged = true;
        if (requester == null || isBusy) {
            return;
        }
        isBusy = true;
        try {
            executor.execute(this::askNow);
        } catch (final RejectedExecutionException e) {
            // The program ends: that is no reason to halt the engine, on whose thread this may be.
            isBusy = false;
        }
    }

    /** One at a time: what is asked for later never overtakes this. */
    private void askNow() {
        final Set<String> before;
        final Set<String> subscribed = new TreeSet<>();
        final Set<String> unsubscribed = new TreeSet<>();
        final BiConsumer<Boolean, Collection<String>> target;
        synchronized (this) {
            isChanged = false;
            target = requester;
            before = new TreeSet<>(asked);
            asked.clear();
            asked.addAll(wanted());
            before.stream()
                    .filter(name -> !asked.contains(name))
                    .forEach(name -> unsubscribed.addAll(channelsOf.apply(name)));
            asked.stream()
                    .filter(name -> !before.contains(name))
                    .forEach(name -> subscribed.addAll(channelsOf.apply(name)));
        }
        // Not within the lock: the chain's thread, which gates the ring, must not wait for this.
        boolean isDone = false;
        try {
            if (!unsubscribed.isEmpty()) {
                target.accept(false, unsubscribed);
            }
            if (!subscribed.isEmpty()) {
                target.accept(true, subscribed);
            }
            isDone = true;
        } catch (final IllegalStateException e) {
            // The engine has ended, or cannot keep up: it is asked again.
        } finally {
            onAsked(isDone ? null : before);
        }
    }

    private synchronized void onAsked(final Set<String> before) {
        isBusy = false;
        failedAttempts = before == null ? 0 : failedAttempts + 1;
        if (before != null) {
            asked.clear();
            asked.addAll(before);
        }
        if (isChanged) {
            ask();
        } else if (before != null && failedAttempts < ATTEMPTS_MAX) {
            delayed.execute(this::askAgain);
        }
    }

    private synchronized void askAgain() {
        ask();
    }

    /** Options of the nearest expiries; when they are too many, those with the last names wait. */
    private Set<String> wanted() {
        final Set<String> wanted = new TreeSet<>();
        refusedCount = 0;
        int expiries = 0;
        for (final TreeSet<String> names : traded.values()) {
            if (expiries++ == expiriesMax) {
                break;
            }
            for (final String name : names) {
                if (wanted.size() < optionsMax) {
                    wanted.add(name);
                } else {
                    refusedCount++;
                }
            }
        }
        return wanted;
    }
}
