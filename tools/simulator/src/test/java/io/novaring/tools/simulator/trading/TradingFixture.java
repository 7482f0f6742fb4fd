/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import io.novaring.tools.simulator.channel.Subscriber;
import io.novaring.tools.simulator.exchange.ExchangeConfig;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Listing;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.schedule.Timers;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The trading methods without sockets: a market that stands still and a clock that is moved. */
final class TradingFixture {
    static final String BTC = "BTC-PERPETUAL";
    static final String ETH = "ETH-PERPETUAL";
    static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    static final long NOW_MS = START.toEpochMilli();

    private static final Listing LISTING = new Listing(20, 2, 2, 2, 2, 2);
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    final TradingMethods trading;
    final Market market;
    private long nowNs;
    private int connections;
    private final Timers timers = new Timers();
    private final Reply reply;

    private final Clock clock =
            new Clock() {
                @Override
                public Instant instant() {
                    return START.plusNanos(nowNs);
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(final ZoneId zone) {
                    return this;
                }
            };

    TradingFixture() {
        this(1);
    }

    TradingFixture(final long seed) {
        market = new Market(seed, LISTING, clock);
        reply = new Reply(clock);
        trading =
                new TradingMethods(
                        market,
                        ExchangeConfig.DEFAULT,
                        step -> {},
                        timers,
                        clock,
                        () -> nowNs,
                        seed,
                        account -> "{\"limits_per_currency\":false}");
    }

    /** A connection that has logged in; the first has number 1. */
    Client login(final String account) {
        return new Client(account);
    }

    void advance(final Duration time) {
        final long targetNs = nowNs + time.toNanos();
        while (timers.nextDueNs() <= targetNs) {
            nowNs = Math.max(nowNs, timers.nextDueNs());
            timers.run(nowNs);
        }
        nowNs = targetNs;
    }

    BigDecimal bid(final String instrument) {
        return decimal(instrument(instrument).bids.bestPrice());
    }

    BigDecimal ask(final String instrument) {
        return decimal(instrument(instrument).asks.bestPrice());
    }

    /** So many ticks below the best bid: nobody trades there. */
    BigDecimal deep(final String instrument, final int ticks) {
        final Instrument of = instrument(instrument);
        return decimal(of.bids.bestPrice() - ticks * of.tick);
    }

    Instrument instrument(final String name) {
        return market.find(name);
    }

    private static BigDecimal decimal(final long scaled) {
        return BigDecimal.valueOf(scaled, 9).stripTrailingZeros();
    }

    static JsonNode json(final String text) {
        try {
            return JSON.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    static List<String> strings(final JsonNode array, final String key) {
        final List<String> found = new ArrayList<>();
        array.forEach(item -> found.add(item.path(key).asText()));
        return found;
    }

    /** Keeps every frame it is sent: answers and notifications, in their order. */
    final class Client extends Subscriber implements TradingSession {
        final List<JsonNode> frames = new ArrayList<>();
        private long id;
        private final int number = ++connections;
        private final String account;

        private Client(final String account) {
            this.account = account;
        }

        @Override
        public String account() {
            return account;
        }

        @Override
        public int connectionNumber() {
            return number;
        }

        @Override
        public Subscriber subscriber() {
            return this;
        }

        @Override
        protected void publish(final FrameWriter frame, final long dueNs) {
            frames.add(json(new String(frame.payload(), StandardCharsets.UTF_8)));
        }

        /** The whole answer. */
        JsonNode ask(final String method, final String params) {
            id++;
            reply.begin((frame, dueNs) -> publish(frame, dueNs), LongNode.valueOf(id), nowNs);
            assertTrue(
                    trading.handle("private/" + method, json(params), this, reply, nowNs), method);
            final List<JsonNode> answers = new ArrayList<>(frames);
            answers.removeIf(frame -> frame.path("id").asLong() != id);
            assertEquals(1, answers.size(), "one answer");
            return answers.get(0);
        }

        /** The result of a request that is right. */
        JsonNode call(final String method, final String params) {
            final JsonNode answer = ask(method, params);
            assertTrue(answer.has("result"), () -> method + params + ": " + answer);
            return answer.path("result");
        }

        /** The order of a request that is right. */
        JsonNode order(final String method, final String params) {
            return call(method, params).path("order");
        }

        /** The error of a request that is refused. */
        JsonNode refused(final String method, final String params) {
            final JsonNode answer = ask(method, params);
            assertTrue(answer.has("error"), () -> method + params + ": " + answer);
            return answer.path("error");
        }

        /** Rests: nobody else sells so low. */
        JsonNode rest(final String instrument, final int amount, final String label) {
            return order(
                    "buy",
                    "{\"instrument_name\":\"%s\",\"amount\":%d,\"price\":%s,\"label\":\"%s\"}"
                            .formatted(instrument, amount, deep(instrument, 1), label));
        }

        /** Trades at once. */
        JsonNode take(final String instrument, final boolean buys, final int amount) {
            return call(
                    buys ? "buy" : "sell",
                    "{\"instrument_name\":\"%s\",\"amount\":%d,\"type\":\"market\"}"
                            .formatted(instrument, amount));
        }

        boolean subscribe(final String channel) {
            return trading.subscribe(this, channel, null);
        }

        /** The data of everything a channel has sent. */
        List<JsonNode> data(final String channel) {
            final List<JsonNode> found = new ArrayList<>();
            for (final JsonNode frame : frames) {
                if (channel.equals(frame.at("/params/channel").asText())) {
                    found.add(frame.at("/params/data"));
                }
            }
            return found;
        }
    }
}
