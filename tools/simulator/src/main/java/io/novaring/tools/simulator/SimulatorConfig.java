/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How a simulator behaves; made with {@link #builder()}.
 *
 * @param port TCP port on loopback; 0 takes a free one.
 * @param seed of the market: the same seed moves the same instruments the same way.
 * @param instruments how many, 1 to 4000: two perpetuals, a dated future, then options.
 * @param ratePerSecond messages a second to a connection that is subscribed to everything anybody
 *     is subscribed to; 0 stands still, {@link #UNLIMITED} is as fast as the socket takes.
 * @param rawNeedsLogin whether {@code raw} channels are refused with 13778, as on the venue.
 * @param frameFile recorded frames, one a line, to repeat instead of the market model, or null.
 * @param rejectChannels channels to leave out of acknowledgements although they exist.
 * @param heartbeatScale what a heartbeat interval is multiplied with: 0.01 makes 10 s 100 ms.
 * @param sendBufferBytes what a slow reader may leave unread before it is closed.
 * @param connectionsMax a further upgrade is answered with HTTP 429.
 * @param frameListener hears of every text frame, or null.
 * @param clock of the timestamps on the wire; fix it for frames that repeat byte for byte.
 */
public record SimulatorConfig(
        int port,
        long seed,
        int instruments,
        long ratePerSecond,
        boolean rawNeedsLogin,
        Path frameFile,
        Predicate<String> rejectChannels,
        double heartbeatScale,
        int sendBufferBytes,
        int connectionsMax,
        FrameListener frameListener,
        Clock clock) {
    /** As fast as the sockets take it. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    static final int INSTRUMENTS_MAX = 4000;
    static final int SEND_BUFFER_BYTES_MIN = 128 * 1024;

    public SimulatorConfig {
        require(port >= 0 && port <= 65_535, "port", port);
        require(instruments >= 1 && instruments <= INSTRUMENTS_MAX, "instruments", instruments);
        require(ratePerSecond >= 0, "ratePerSecond", ratePerSecond);
        require(heartbeatScale > 0 && heartbeatScale <= 1, "heartbeatScale", heartbeatScale);
        require(sendBufferBytes >= SEND_BUFFER_BYTES_MIN, "sendBufferBytes", sendBufferBytes);
        require(connectionsMax >= 1, "connectionsMax", connectionsMax);
        Objects.requireNonNull(rejectChannels, "rejectChannels");
        Objects.requireNonNull(clock, "clock");
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
        private long ratePerSecond = 1000;
        private boolean rawNeedsLogin = true;
        private Path frameFile;
        private Predicate<String> rejectChannels = channel -> false;
        private double heartbeatScale = 1;
        private int sendBufferBytes = 4 * 1024 * 1024;
        private int connectionsMax = 32;
        private FrameListener frameListener;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        public Builder port(final int value) {
            port = value;
            return this;
        }

        public Builder seed(final long value) {
            seed = value;
            return this;
        }

        public Builder instruments(final int value) {
            instruments = value;
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

        public Builder clock(final Clock value) {
            clock = value;
            return this;
        }

        public SimulatorConfig build() {
            return new SimulatorConfig(
                    port,
                    seed,
                    instruments,
                    ratePerSecond,
                    rawNeedsLogin,
                    frameFile,
                    rejectChannels,
                    heartbeatScale,
                    sendBufferBytes,
                    connectionsMax,
                    frameListener,
                    clock);
        }
    }
}
