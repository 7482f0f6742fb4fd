/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.novaring.engine.Engine;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers {@code GET /metrics} with the figures of one engine in Prometheus's text format, and
 * nothing else. On the loopback address unless there is a token. Its two threads read counters
 * only; they cannot hold the engine up.
 *
 * <p>The JDK's server takes its bounds from system properties, once in a process: eight
 * connections, 2 seconds for a request, 5 for an answer, 64 headers. Those that are set already are
 * left alone.
 */
public final class MetricsServer implements AutoCloseable {
    private static final String PATH = "/metrics";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int THREADS = 2;
    private static final int QUEUE_LENGTH = 8;
    private static final int BACKLOG = 8;

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpServer server;
    private final MetricsToken token;
    private final ThreadPoolExecutor executor;

    private MetricsServer(final HttpServer server, final MetricsToken token) {
        this.server = server;
        this.token = token;
        final AtomicInteger count = new AtomicInteger();
        executor =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(QUEUE_LENGTH),
                        task -> {
                            final Thread thread =
                                    new Thread(task, "novaring-metrics-" + count.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    private static void bound(final String property, final String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** As below, on the loopback address and without a token. */
    public static MetricsServer start(final Engine engine, final int port) throws IOException {
        return start(engine, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), null);
    }

    /**
     * Starts to answer.
     *
     * @param address with port 0 for any free one.
     * @param token what a scraper has to send, null for none.
     * @throws IllegalArgumentException when the address is not loopback and there is no token.
     * @throws IOException when the address is taken; it says which.
     */
    public static MetricsServer start(
            final Engine engine, final InetSocketAddress address, final MetricsToken token)
            throws IOException {
        Objects.requireNonNull(engine, "engine");
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("no such address: " + address.getHostString());
        }
        if (!address.getAddress().isLoopbackAddress() && token == null) {
            throw new IllegalArgumentException(
                    "metrics on "
                            + address.getHostString()
                            + " are open to others: give a token file, or use 127.0.0.1");
        }
        bound("jdk.httpserver.maxConnections", "8");
        bound("sun.net.httpserver.maxReqTime", "2");
        bound("sun.net.httpserver.maxRspTime", "5");
        bound("sun.net.httpserver.maxReqHeaders", "64");
        bound("sun.net.httpserver.maxReqHeaderSize", "8192");
        bound("sun.net.httpserver.maxIdleConnections", "2");
        final MetricsServer metrics = new MetricsServer(listen(address), token);
        new NovaRingMetrics(engine).bindTo(metrics.registry);
        metrics.server.createContext("/", metrics::answer);
        metrics.server.setExecutor(metrics.executor);
        metrics.server.start();
        return metrics;
    }

    private static HttpServer listen(final InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (final BindException e) {
            final String where = address.getHostString() + ':' + address.getPort();
            throw (BindException) new BindException(where + ": " + e.getMessage()).initCause(e);
        }
    }

    /** Where to scrape. */
    public URI uri() {
        final InetSocketAddress address = server.getAddress();
        final String host = address.getAddress().getHostAddress();
        final String literal = host.contains(":") ? '[' + host + ']' : host;
        return URI.create("http://" + literal + ':' + address.getPort() + PATH);
    }

    /** The registry the endpoint shows: a program may add meters of its own. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    private void answer(final HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!PATH.equals(exchange.getRequestURI().getRawPath())) {
                send(exchange, 404, "only " + PATH + " is here\n");
            } else if (!"GET".equals(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", "GET");
                send(exchange, 405, "only GET\n");
            } else if (token != null
                    && !token.accepts(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                send(exchange, 401, "a token is needed\n");
            } else {
                send(exchange, 200, registry.scrape());
            }
        }
    }

    private static void send(final HttpExchange exchange, final int status, final String text)
            throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TEXT);
        // The answer to a HEAD has no body, whatever it says.
        final boolean hasBody = !"HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(status, hasBody ? bytes.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        registry.close();
    }
}
