/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A browser without a window, driven by its DevTools protocol: one page, moved and read as a person
 * would. Closing it ends the process.
 */
final class Browser implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long PATIENCE_S = 60;

    private final Process process;
    private final WebSocket socket;
    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private String session;
    private int requests;

    private Browser(final Process process, final String address) {
        this.process = process;
        this.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(URI.create(address), new Receiver())
                        .join();
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(
                final WebSocket from, final CharSequence data, final boolean isLast) {
            text.append(data);
            if (isLast) {
                received.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /** Empty where there is none on this machine. */
    static Optional<String> find() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(
                        name ->
                                Stream.of(System.getenv("PATH").split(":"))
                                        .map(path -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /**
     * @param directory for its profile and its log.
     */
    static Browser start(final String program, final Path directory) throws Exception {
        final Path profile = directory.resolve("profile");
        final Process process =
                new ProcessBuilder(
                                program,
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("browser.log").toFile())
                        .start();
        try {
            // Written when it listens: the port, and the way to the browser.
            final Path told = profile.resolve("DevToolsActivePort");
            final long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
            List<String> lines = List.of();
            while (lines.size() < 2) {
                if (System.nanoTime() > untilNs || !process.isAlive()) {
                    throw new IOException("the browser did not listen");
                }
                Thread.sleep(10);
                lines = Files.exists(told) ? Files.readAllLines(told) : lines;
            }
            final Browser browser =
                    new Browser(process, "ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            browser.attach();
            return browser;
        } catch (final Exception e) {
            end(process);
            throw e;
        }
    }

    private void attach() throws Exception {
        final String target =
                call("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
        session =
                call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                        .get("sessionId")
                        .asText();
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    private JsonNode call(final String method, final Map<String, ?> parameters) throws Exception {
        final ObjectNode request = MAPPER.createObjectNode();
        final int id = ++requests;
        request.put("id", id).put("method", method);
        request.set("params", MAPPER.valueToTree(parameters));
        if (session != null) {
            request.put("sessionId", session);
        }
        socket.sendText(request.toString(), true).join();
        while (true) {
            final JsonNode answer = next();
            if (answer.path("id").asInt() == id) {
                if (answer.has("error")) {
                    throw new IOException(method + ": " + answer.get("error"));
                }
                return answer.get("result");
            }
        }
    }

    private JsonNode next() throws Exception {
        final String text = received.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (text == null) {
            throw new IOException("the browser does not answer");
        }
        final JsonNode message = MAPPER.readTree(text);
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" ->
                    complaints.add(text);
            default -> {
                // An answer, or nothing of interest.
            }
        }
        return message;
    }

    /** Opens a page at this width; returns when it has drawn itself. */
    void open(final URI page, final int width, final boolean isDark) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        isDark ? "dark" : "light"))));
        call("Page.navigate", Map.of("url", page.toString()));
        while (!"true".equals(text("document.readyState === 'complete'"))) {
            Thread.sleep(10);
        }
        settle();
    }

    /** Until what was asked for has been drawn: two frames. */
    void settle() throws Exception {
        text(
                "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>"
                        + " done(1))))");
    }

    /** Value of an expression as text, of a promise what it comes to. */
    String text(final String expression) throws Exception {
        final JsonNode result =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                "(async () => String(await (" + expression + ")))()",
                                "awaitPromise",
                                true,
                                "returnByValue",
                                true));
        if (result.has("exceptionDetails")) {
            throw new IOException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").get("value").asText();
    }

    /** Of all elements that are meant, in their order, joined by commas. */
    String all(final String selector, final String property) throws Exception {
        return text(elements(selector) + ".map((one) => one." + property + ").join()");
    }

    int count(final String selector) throws Exception {
        return (int) number(elements(selector) + ".length");
    }

    static String elements(final String selector) {
        return "[...document.querySelectorAll('" + selector + "')]";
    }

    double number(final String expression) throws Exception {
        return Double.parseDouble(text(expression));
    }

    /** Moves, presses or lets go the mouse: {@code mouseMoved}, {@code mousePressed}, … */
    void mouse(final String type, final double x, final double y, final int clicks)
            throws Exception {
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        x,
                        "y",
                        y,
                        "button",
                        "left",
                        "buttons",
                        1,
                        "clickCount",
                        clicks));
    }

    /** Moves the mouse with nothing pressed. */
    void hover(final double x, final double y) throws Exception {
        call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
        settle();
    }

    /**
     * @param isControl whether the control key is down.
     */
    void wheel(final double x, final double y, final double by, final boolean isControl)
            throws Exception {
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        "mouseWheel",
                        "x",
                        x,
                        "y",
                        y,
                        "deltaX",
                        0,
                        "deltaY",
                        by,
                        "modifiers",
                        isControl ? 2 : 0));
        settle();
    }

    /**
     * @param key as {@code KeyboardEvent.key} spells it.
     */
    void key(final String key, final boolean isShift) throws Exception {
        for (final String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "modifiers", isShift ? 8 : 0));
        }
        settle();
    }

    /** What the page put on the console, and errors of its script. */
    List<String> complaints() throws Exception {
        settle();
        return complaints;
    }

    @Override
    public void close() {
        socket.abort();
        end(process);
    }

    private static void end(final Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(Duration.ofSeconds(PATIENCE_S).toSeconds(), TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
