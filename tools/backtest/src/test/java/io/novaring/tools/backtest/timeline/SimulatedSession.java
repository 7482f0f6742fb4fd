/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.venue.VenueClient;
import io.novaring.tools.simulator.BookSnapshot;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorClock;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.limit.CreditPolicy;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Two connections to a simulator whose time is moved by hand: a public one with a book and trades,
 * and one that trades. What comes is recorded as an engine would have.
 */
final class SimulatedSession implements AutoCloseable {
    static final String NAME = "BTC-PERPETUAL";

    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 20;

    private final SimulatorClock clock = SimulatorClock.manual(START);
    private final Simulator simulator;
    private final Line feed;
    private final Line trader;
    private final List<MarketEvent> events = new ArrayList<>();

    /** One connection, by its number in the recording. */
    private static final class Line implements WebSocket.Listener {
        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;
        private final int id;
        private int nextId = 1;

        private Line(final URI uri, final int id) {
            this.id = id;
            socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, this).join();
        }

        @Override
        public CompletionStage<?> onText(
                final WebSocket from, final CharSequence data, final boolean last) {
            partial.append(data);
            if (last) {
                frames.add(partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    SimulatedSession(final long seed, final String... channels) throws Exception {
        simulator =
                Simulator.start(
                        SimulatorConfig.builder()
                                .seed(seed)
                                .instruments(4)
                                .ratePerSecond(200)
                                .rawNeedsLogin(false)
                                .credits(CreditPolicy.OFF)
                                .accounts(rules -> rules.withTier(AccountTier.UNLIMITED))
                                .clock(clock)
                                .build());
        feed = new Line(simulator.uri(), 0);
        trader = new Line(simulator.uri(), 1);
        call(feed, "public/subscribe", "{\"channels\":" + JSON.writeValueAsString(channels) + "}");
        call(
                trader,
                "public/auth",
                "{\"grant_type\":\"client_credentials\",\"client_id\":\"novaring-demo\","
                        + "\"client_secret\":\"novaring-demo-secret\",\"scope\":\"connection\"}");
        call(trader, "private/subscribe", "{\"channels\":[\"user.changes.any.any.raw\"]}");
    }

    /** Time passes; what came meanwhile is recorded. */
    void pass(final long ms) throws Exception {
        clock.advance(Duration.ofMillis(ms));
        call(feed, "public/test", "{}");
        call(trader, "public/test", "{}");
    }

    /** A request of the account; its answer, and what else came, is recorded. */
    JsonNode trade(final String method, final String params) throws Exception {
        final JsonNode answer = call(trader, method, params);
        call(feed, "public/test", "{}");
        return answer;
    }

    /** Nothing happens in the market from now on. */
    void calm() {
        simulator.setRate(0);
    }

    BookSnapshot book() {
        return simulator.book(NAME);
    }

    /** Milliseconds since the epoch, on the venue's clock. */
    long nowMs() {
        return clock.instant().toEpochMilli();
    }

    private JsonNode call(final Line line, final String method, final String params)
            throws Exception {
        final int id = line.nextId++;
        line.socket
                .sendText(
                        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                                .formatted(id, method, params),
                        true)
                .join();
        while (true) {
            final String frame = line.frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame came behind " + method);
            }
            add(line.id, frame);
            final JsonNode read = JSON.readTree(frame);
            if (read.path("id").asInt(-1) == id) {
                return read;
            }
        }
    }

    private void add(final int connectionId, final String frame) {
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.sequence = events.size();
        event.connectionId = connectionId;
        event.epoch = 1;
        final Instant now = clock.instant();
        // The way here takes a while.
        event.receivedTimeNs = now.getEpochSecond() * 1_000_000_000L + now.getNano() + 700_000L;
        event.publishedTimeNs = event.receivedTimeNs;
        final byte[] raw = frame.getBytes(StandardCharsets.UTF_8);
        event.setRaw(raw, 0, raw.length);
        events.add(event);
    }

    /** What was recorded so far. */
    Recording recording() {
        final List<MarketEvent> recorded = List.copyOf(events);
        return new Recording("simulated", SimulatedSession::clients, () -> source(recorded), 0);
    }

    static List<VenueClient> clients() {
        return List.of(
                new DeribitPublicClient(DeribitConfig.production()),
                new DeribitPrivateClient(
                        DeribitConfig.production(),
                        DeribitCredentials.ofReplay(),
                        DeribitAccount.of(List.of("BTC"))));
    }

    private static EventSource source(final List<MarketEvent> recorded) {
        final int[] at = {0};
        return event -> {
            if (at[0] == recorded.size()) {
                return false;
            }
            event.reset(Origin.INBOUND, EventKind.REJECT);
            event.copyFrom(recorded.get(at[0]++));
            return true;
        };
    }

    @Override
    public void close() {
        feed.socket.abort();
        trader.socket.abort();
        simulator.close();
    }
}
