/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.exchange.ExchangeConfig;
import io.novaring.tools.simulator.fault.FaultListener;
import io.novaring.tools.simulator.fault.FaultPlan;
import io.novaring.tools.simulator.fault.PlannedFault;
import io.novaring.tools.simulator.limit.CreditPolicy;
import io.novaring.tools.simulator.login.AccountRules;
import io.novaring.tools.simulator.login.ApiKey;
import io.novaring.tools.simulator.login.SessionListener;
import io.novaring.tools.simulator.market.Listing;
import io.novaring.tools.simulator.market.ListingSchedule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * How a simulator behaves; made with {@link #builder()}.
 *
 * @param port TCP port on loopback; 0 takes a free one.
 * @param seed of the market: the same seed moves the same instruments the same way.
 * @param listing how many instruments of which kind.
 * @param schedule which options come and go while it runs.
 * @param ratePerSecond messages a second to a connection that is subscribed to everything anybody
 *     is subscribed to; 0 stands still, {@link #UNLIMITED} is as fast as the socket takes.
 * @param rawNeedsLogin whether {@code raw} channels are refused with 13778, as on the venue.
 * @param frameFile recorded frames, one a line, to repeat instead of the market model, or null.
 * @param rejectChannels channels to leave out of acknowledgements although they exist.
 * @param heartbeatScale what a heartbeat interval is multiplied with: 0.01 makes 10 s 100 ms.
 * @param sendBufferBytes what a slow reader may leave unread before it is closed.
 * @param connectionsMax a further upgrade is answered with HTTP 429.
 * @param credits whose credits a request takes; without any left it is answered with 10028 and the
 *     session ends.
 * @param accounts how those are treated who log in; their requests take the credits of their
 *     account instead.
 * @param exchange what accounts have to begin with, pay and may.
 * @param idleTimeout after which a connection is ended that sends nothing and is subscribed to
 *     nothing; zero never ends it.
 * @param tls of {@code wss}, or null for {@code ws}.
 * @param faults what goes wrong, and when.
 * @param faultListener hears of every fault that has happened, or null.
 * @param frameListener hears of every text frame, or null.
 * @param sessionListener hears of requests and tokens.
 * @param clock of the timestamps on the wire; fix it for frames that repeat byte for byte.
 * @param time by which everything happens; a manual one also makes the timestamps.
 */
public record SimulatorConfig(
        int port,
        long seed,
        Listing listing,
        ListingSchedule schedule,
        long ratePerSecond,
        boolean rawNeedsLogin,
        Path frameFile,
        Predicate<String> rejectChannels,
        double heartbeatScale,
        int sendBufferBytes,
        int connectionsMax,
        CreditPolicy credits,
        AccountRules accounts,
        ExchangeConfig exchange,
        Duration idleTimeout,
        SSLContext tls,
        FaultPlan faults,
        FaultListener faultListener,
        FrameListener frameListener,
        SessionListener sessionListener,
        Clock clock,
        SimulatorClock time) {
    /** As fast as the sockets take it. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    static final int SEND_BUFFER_BYTES_MIN = 128 * 1024;

    public SimulatorConfig {
        require(port >= 0 && port <= 65_535, "port", port);
        require(ratePerSecond >= 0, "ratePerSecond", ratePerSecond);
        require(heartbeatScale > 0 && heartbeatScale <= 1, "heartbeatScale", heartbeatScale);
        require(sendBufferBytes >= SEND_BUFFER_BYTES_MIN, "sendBufferBytes", sendBufferBytes);
        require(connectionsMax >= 1, "connectionsMax", connectionsMax);
        Objects.requireNonNull(rejectChannels, "rejectChannels");
        Objects.requireNonNull(listing, "listing");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(credits, "credits");
        Objects.requireNonNull(accounts, "accounts");
        Objects.requireNonNull(exchange, "exchange");
        require(!idleTimeout.isNegative(), "idleTimeout", idleTimeout);
        Objects.requireNonNull(faults, "faults");
        Objects.requireNonNull(sessionListener, "sessionListener");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(time, "time");
        if (time.isManual() && ratePerSecond >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "an unlimited rate has no time: give ratePerSecond a number, or a system clock");
        }
        for (final PlannedFault planned : faults.faults()) {
            if (planned.fault().kind().needsTls() && tls == null) {
                throw new IllegalArgumentException("needs wss, but tls is not set: " + planned);
            }
        }
    }

    /** The venue's own rules, 20 instruments, 1000 messages a second. */
    public static Builder builder() {
        return new Builder();
    }

    private static void require(final boolean valid, final String name, final Object value) {
        if (!valid) {
            throw new IllegalArgumentException(name + " out of range: " + value);
        }
    }

    /** Collects settings; everything has a default. */
    public static final class Builder {
        private int port;
        private long seed = 1;
        private int instruments = 20;
        private Listing listing;
        private ListingSchedule schedule = ListingSchedule.NONE;
        private CreditPolicy credits = CreditPolicy.OFF;
        private AccountRules accounts = AccountRules.DEFAULT;
        private ExchangeConfig exchange = ExchangeConfig.DEFAULT;
        private final List<ApiKey> keys = new ArrayList<>();
        private Duration idleTimeout = Duration.ofMillis(60_500);
        private SSLContext tls;
        private FaultPlan faults = FaultPlan.none();
        private FaultListener faultListener;
        private SimulatorClock time = SimulatorClock.system();
        private long ratePerSecond = 1000;
        private boolean rawNeedsLogin = true;
        private Path frameFile;
        private Predicate<String> rejectChannels = channel -> false;
        private double heartbeatScale = 1;
        private int sendBufferBytes = 4 * 1024 * 1024;
        private int connectionsMax = 32;
        private FrameListener frameListener;
        private SessionListener sessionListener = SessionListener.NONE;
        private Clock clock;

        private Builder() {}

        public Builder port(final int value) {
            port = value;
            return this;
        }

        public Builder seed(final long value) {
            seed = value;
            return this;
        }

        /** So many of the standard ones, 1 to 4000: perpetuals, a dated future, options. */
        public Builder instruments(final int value) {
            instruments = value;
            listing = null;
            return this;
        }

        /** Of every kind, combos, spot and linear ones included. */
        public Builder listing(final Listing value) {
            listing = value;
            return this;
        }

        /** Options that are listed and expire day by day, beside those of the start. */
        public Builder schedule(final ListingSchedule value) {
            schedule = value;
            return this;
        }

        public Builder credits(final CreditPolicy value) {
            credits = value;
            return this;
        }

        /**
         * One more API key; without any there is {@link ApiKey#DEMO}.
         *
         * @param account whose it is; several keys may be of the same.
         * @param scopes the most it is granted, as {@code trade:read}; none is everything.
         */
        public Builder apiKey(
                final String id,
                final String secret,
                final String account,
                final String... scopes) {
            keys.add(ApiKey.of(id, secret, account, scopes));
            return this;
        }

        /** Changes how those are treated who log in. */
        public Builder accounts(final UnaryOperator<AccountRules> change) {
            accounts = change.apply(accounts);
            return this;
        }

        public Builder exchange(final ExchangeConfig value) {
            exchange = value;
            return this;
        }

        public Builder idleTimeout(final Duration value) {
            idleTimeout = value;
            return this;
        }

        /** Serves {@code wss}; see {@code LoopbackCertificate} for a throw-away one. */
        public Builder tls(final SSLContext value) {
            tls = value;
            return this;
        }

        public Builder faults(final FaultPlan value) {
            faults = value;
            return this;
        }

        public Builder faultListener(final FaultListener value) {
            faultListener = value;
            return this;
        }

        public Builder ratePerSecond(final long value) {
            ratePerSecond = value;
            return this;
        }

        public Builder rawNeedsLogin(final boolean value) {
            rawNeedsLogin = value;
            return this;
        }

        public Builder frameFile(final Path value) {
            frameFile = value;
            return this;
        }

        public Builder rejectChannels(final Predicate<String> value) {
            rejectChannels = value;
            return this;
        }

        public Builder heartbeatScale(final double value) {
            heartbeatScale = value;
            return this;
        }

        public Builder sendBufferBytes(final int value) {
            sendBufferBytes = value;
            return this;
        }

        public Builder connectionsMax(final int value) {
            connectionsMax = value;
            return this;
        }

        public Builder frameListener(final FrameListener value) {
            frameListener = value;
            return this;
        }

        public Builder sessionListener(final SessionListener value) {
            sessionListener = value;
            return this;
        }

        /** Of the timestamps alone; things happen in real time. */
        public Builder clock(final Clock value) {
            clock = value;
            return this;
        }

        /** Of everything: timestamps, too, unless they have a clock of their own. */
        public Builder clock(final SimulatorClock value) {
            time = value;
            return this;
        }

        public SimulatorConfig build() {
            return new SimulatorConfig(
                    port,
                    seed,
                    listing == null ? Listing.standard(instruments) : listing,
                    schedule,
                    ratePerSecond,
                    rawNeedsLogin,
                    frameFile,
                    rejectChannels,
                    heartbeatScale,
                    sendBufferBytes,
                    connectionsMax,
                    credits,
                    keys.isEmpty() ? accounts : accounts.withKeys(keys),
                    exchange,
                    idleTimeout,
                    tls,
                    faults,
                    faultListener,
                    frameListener,
                    sessionListener,
                    clock == null ? time.wall() : clock,
                    time);
        }
    }
}
