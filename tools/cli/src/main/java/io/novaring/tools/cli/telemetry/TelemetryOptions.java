/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.telemetry;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.telemetry.CounterFile;
import io.novaring.engine.telemetry.JfrTelemetry;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.config.TelemetryConfig;
import io.novaring.tools.telemetry.MetricsServer;
import io.novaring.tools.telemetry.MetricsToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What commands that run an engine offer to tell of it. */
public final class TelemetryOptions {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetryOptions.class);
    private static final long LOG_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long SLOW_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int PORT_MAX = 65_535;

    @Option(
            names = "--telemetry",
            paramLabel = "LEVEL",
            description = "How much listeners are told: minimal, standard or detailed.")
    private TelemetryLevel level;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Serve metrics for Prometheus on 127.0.0.1; 0 for any free port.")
    private Integer metricsPort;

    @Option(
            names = "--metrics-address",
            paramLabel = "ADDRESS",
            description =
                    "Serve them here, not on 127.0.0.1; another address than loopback needs"
                            + " --metrics-token.")
    private String metricsAddress;

    @Option(
            names = "--metrics-token",
            paramLabel = "FILE",
            description = "A file of mode 0600 with the token a scraper has to send.")
    private Path metricsToken;

    @Option(
            names = "--latency-log",
            paramLabel = "FILE",
            description = "Write latencies each second to a new file, for `novaring latency`.")
    private Path latencyLog;

    @Option(
            names = "--no-counters",
            description = "Write no counters file: `novaring top` does not see this run.")
    private boolean noCounters;

    private Path countersFile;

    /** The level of the command line, null when it names none. */
    public TelemetryLevel level() {
        return level;
    }

    /** What a configuration says where the command line says nothing. */
    public void orElse(final TelemetryConfig config) {
        latencyLog = latencyLog == null ? config.latencyLog() : latencyLog;
        countersFile = config.countersFile();
        if (metricsPort == null && !config.metrics().isEmpty()) {
            final int colon = config.metrics().lastIndexOf(':');
            metricsAddress = config.metrics().substring(0, colon).replaceAll("[\\[\\]]", "");
            metricsPort = Integer.valueOf(config.metrics().substring(colon + 1));
        }
        if (metricsPort != null) {
            metricsToken = metricsToken == null ? config.metricsToken() : metricsToken;
        }
    }

    /** Sets what was asked for. A directory that cannot be had leaves the run without counters. */
    public EngineContext apply(final EngineContext context) {
        if (level != null) {
            context.telemetry(level);
        }
        if (!noCounters) {
            try {
                context.counters(countersFile == null ? CounterFile.defaultPath() : countersFile);
            } catch (final UncheckedIOException e) {
                LOG.warn("no counters for `novaring top`: {}", e.getMessage());
            }
        }
        if (latencyLog != null) {
            context.latencyLog(latencyLog, LOG_INTERVAL_NS);
        }
        return context.telemetry(new JfrTelemetry(SLOW_NS));
    }

    /**
     * Serves metrics when that was asked for; closing the result ends it.
     *
     * @throws CommandFailure when the address is taken or may not be used.
     */
    public Served serve(final Engine engine) {
        if (metricsPort == null) {
            if (metricsAddress != null || metricsToken != null) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--metrics-address and --metrics-token need --metrics-port: 0 for any");
            }
            return new Served(null);
        }
        if (metricsPort < 0 || metricsPort > PORT_MAX) {
            throw new CommandFailure(ExitCode.USAGE, "--metrics-port is no port: " + metricsPort);
        }
        try {
            final MetricsToken token =
                    metricsToken == null ? null : MetricsToken.read(metricsToken);
            final InetSocketAddress address =
                    new InetSocketAddress(
                            metricsAddress == null ? "127.0.0.1" : metricsAddress, metricsPort);
            return new Served(MetricsServer.start(engine, address, token));
        } catch (final IOException | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "no metrics: " + e.getMessage(), e);
        }
    }

    /**
     * Metrics that are served until this is closed.
     *
     * @param server null when none are.
     */
    public record Served(MetricsServer server) implements AutoCloseable {
        /** Says where to scrape, when there is something. */
        public void announce(final Consumer<String> say) {
            if (server != null) {
                say.accept("metrics at " + server.uri());
            }
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }
}
