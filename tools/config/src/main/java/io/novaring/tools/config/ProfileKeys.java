/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.profile.Profile;
import io.novaring.engine.reconnect.AuthenticationRetrySettings;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.reconnect.BackoffSettings.Kind;
import io.novaring.engine.reconnect.BreakerSettings;
import io.novaring.engine.reconnect.BudgetSettings;
import io.novaring.engine.reconnect.ReconnectSettings;
import io.novaring.engine.reconnect.ReconnectStrategy;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.tools.config.hocon.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The keys of a profile; a connection has the same, to replace single values of its profile. */
final class ProfileKeys {
    static final Key<String> EXTENDS =
            Key.of(
                    "extends",
                    ValueType.TEXT,
                    "financial",
                    "The profile whose values hold where this one says nothing.");
    static final Key<TelemetryLevel> TELEMETRY =
            Key.of(
                    "telemetry",
                    Words.of(Arrays.asList(TelemetryLevel.values())),
                    null,
                    "minimal, standard or detailed: how much is told.");

    private static final Key<ReconnectStrategy> STRATEGY =
            Key.of(
                    "strategy",
                    Words.of(Arrays.asList(ReconnectStrategy.values())),
                    null,
                    "always-reconnect, fail-fast, log-and-continue or echo.");
    private static final Key<Kind> KIND =
            Key.of(
                    "backoff.kind",
                    Words.of(Arrays.asList(Kind.values())),
                    null,
                    "exponential-jitter, exponential, linear or constant: how the delay grows.");
    private static final Key<Long> BASE =
            Key.of("backoff.base", Measures.time(), null, "First delay; the step of a linear one.");
    private static final Key<Long> MAX =
            Key.of("backoff.max", Measures.time(), null, "Longest delay, before jitter.");
    private static final Key<Double> JITTER =
            Key.of(
                    "backoff.jitter",
                    ValueType.part(),
                    null,
                    "Random part of the delay to either side, 0 to 1; for exponential-jitter only.");
    private static final Key<Integer> ATTEMPTS_MAX =
            Key.of(
                    "backoff.attempts-max",
                    ValueType.count(0, Integer.MAX_VALUE),
                    null,
                    "Attempts without a healthy session until it stops; 0 for never.");
    private static final Key<Integer> SLOW_AFTER =
            Key.of(
                    "backoff.slow-after-attempts",
                    ValueType.count(0, Integer.MAX_VALUE),
                    null,
                    "Attempts after which every delay is slow-delay; 0 for never.");
    private static final Key<Long> SLOW_DELAY =
            Key.of(
                    "backoff.slow-delay",
                    Measures.time(),
                    null,
                    "Delay after many attempts, not below max.");
    private static final Key<Long> HEALTHY =
            Key.of(
                    "backoff.healthy",
                    Measures.time(),
                    null,
                    "A session open this long starts the count again.");
    private static final Key<Integer> FAILURES_MAX =
            Key.of(
                    "breaker.failures-max",
                    ValueType.count(0, Integer.MAX_VALUE),
                    null,
                    "Failures in a row that open the circuit breaker; 0 for none.");
    private static final Key<Long> OPEN =
            Key.of(
                    "breaker.open",
                    Measures.time(),
                    null,
                    "How long nothing is tried then; one probe follows.");
    private static final Key<Integer> BURST =
            Key.of(
                    "budget.burst",
                    ValueType.count(1, Integer.MAX_VALUE),
                    null,
                    "Attempts that all connections to a venue may make at once.");
    private static final Key<Long> REFILL =
            Key.of("budget.refill", Measures.time(), null, "Time after which one more is allowed.");
    private static final Key<Long> RETRY_BASE =
            Key.of(
                    "authentication.retry-base",
                    Measures.time(1, TimeUnit.HOURS.toNanos(1)),
                    null,
                    "First delay behind a login that failed; each is twice the one before.");
    private static final Key<Integer> RETRIES_MAX =
            Key.of(
                    "authentication.retries-max",
                    ValueType.count(0, 16),
                    null,
                    "Logins tried again in a row until the connection stops, 0 to 16: asking too"
                            + " often has accounts locked.");
    private static final Key<Long> CONNECT_TIMEOUT =
            Key.of(
                    "connect-timeout",
                    Measures.time(),
                    null,
                    "Deadline over name resolution, TCP, TLS and upgrade together.");
    private static final Key<Long> PING_INTERVAL =
            Key.of(
                    "ping.interval",
                    Measures.time(0, Measures.LONGEST_NS),
                    null,
                    "How often a WebSocket ping is sent; 0 for never.");
    private static final Key<Long> PONG_TIMEOUT =
            Key.of(
                    "ping.pong-timeout",
                    Measures.time(0, Measures.LONGEST_NS),
                    null,
                    "A peer from which nothing came for this long after a ping is dead.");

    /** What may stand in a profile and in a connection. */
    static final List<Key<?>> ALL =
            List.of(
                    STRATEGY,
                    KIND,
                    BASE,
                    MAX,
                    JITTER,
                    ATTEMPTS_MAX,
                    SLOW_AFTER,
                    SLOW_DELAY,
                    HEALTHY,
                    FAILURES_MAX,
                    OPEN,
                    BURST,
                    REFILL,
                    RETRY_BASE,
                    RETRIES_MAX,
                    CONNECT_TIMEOUT,
                    PING_INTERVAL,
                    PONG_TIMEOUT,
                    TELEMETRY);

    private ProfileKeys() {}

    /**
     * A profile with what a section says differently.
     *
     * @param telemetry level where the section has none.
     */
    static Profile read(
            final Values values,
            final Profile base,
            final TelemetryLevel telemetry,
            final Origin telemetryOrigin) {
        final ReconnectSettings reconnect = base.reconnect();
        final ReconnectStrategy strategy = values.get(STRATEGY, reconnect.strategy());
        final BackoffSettings backoff = backoff(values, reconnect.backoff());
        final BreakerSettings breaker =
                new BreakerSettings(
                        values.get(FAILURES_MAX, reconnect.breaker().failuresMax()),
                        values.get(OPEN, reconnect.breaker().openNs()));
        final BudgetSettings budget =
                new BudgetSettings(
                        values.get(BURST, reconnect.budget().burst()),
                        values.get(REFILL, reconnect.budget().refillNs()));
        final AuthenticationRetrySettings authentication =
                new AuthenticationRetrySettings(
                        values.get(RETRY_BASE, reconnect.authentication().baseNs()),
                        values.get(RETRIES_MAX, reconnect.authentication().retriesMax()));
        final long connectTimeoutNs = values.get(CONNECT_TIMEOUT, base.connectTimeoutNs());
        final long pingIntervalNs = values.get(PING_INTERVAL, base.pingIntervalNs());
        final long pongTimeoutNs = values.get(PONG_TIMEOUT, base.pongTimeoutNs());
        if (pingIntervalNs > 0 && pongTimeoutNs == 0) {
            throw values.refusal(
                    PONG_TIMEOUT, " is 0 and pings are sent; write a time, or ping.interval = 0");
        }
        return new Profile(
                base.name(),
                new ReconnectSettings(strategy, backoff, breaker, budget, authentication),
                connectTimeoutNs,
                pingIntervalNs,
                pongTimeoutNs,
                values.get(TELEMETRY, telemetry, telemetryOrigin));
    }

    private static BackoffSettings backoff(final Values values, final BackoffSettings base) {
        final Kind kind = values.get(KIND, base.kind());
        final boolean isRandom = kind == Kind.EXPONENTIAL_JITTER;
        final long baseNs = values.get(BASE, base.baseNs());
        final long maxNs = values.get(MAX, base.maxNs());
        if (maxNs < baseNs) {
            throw values.refusal(
                    values.has(BASE) && !values.has(MAX) ? BASE : MAX,
                    ": backoff.max = "
                            + Measures.text(maxNs)
                            + " is below backoff.base = "
                            + Measures.text(baseNs));
        }
        // A kind without jitter takes none from the profile it was changed in.
        final double jitter = values.get(JITTER, isRandom ? base.jitter() : 0);
        if (jitter != 0 && !isRandom) {
            throw values.refusal(
                    JITTER,
                    " is of no use with backoff.kind = "
                            + Words.word(kind)
                            + "; leave it out, or take exponential-jitter");
        }
        final int attemptsMax = values.get(ATTEMPTS_MAX, base.attemptsMax());
        final int slowAfterAttempts = values.get(SLOW_AFTER, base.slowAfterAttempts());
        final long slowDelayNs = values.get(SLOW_DELAY, base.slowDelayNs());
        if (slowAfterAttempts > 0 && slowDelayNs < maxNs) {
            throw values.refusal(
                    values.has(MAX) && !values.has(SLOW_DELAY) ? MAX : SLOW_DELAY,
                    ": backoff.slow-delay = "
                            + Measures.text(slowDelayNs)
                            + " is below backoff.max = "
                            + Measures.text(maxNs));
        }
        return new BackoffSettings(
                kind,
                baseNs,
                maxNs,
                jitter,
                attemptsMax,
                slowAfterAttempts,
                slowDelayNs,
                values.get(HEALTHY, base.healthyNs()));
    }
}
