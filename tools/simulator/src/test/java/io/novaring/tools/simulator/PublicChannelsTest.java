/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.market.Listing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every public channel speaks, with the fields the venue gives it. */
final class PublicChannelsTest {
    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    private final SimulatorClock clock = SimulatorClock.manual(START);
    private Simulator simulator;
    private TestClient client;

    @BeforeEach
    void open() {
        simulator =
                Simulator.start(
                        SimulatorConfig.builder()
                                .listing(new Listing(12, 2, 2, 1, 1, 1))
                                .rawNeedsLogin(false)
                                .ratePerSecond(100)
                                .clock(clock)
                                .build());
        client = new TestClient(simulator.uri());
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    // The fields of the first message; an array's are those of its first element.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deribit_price_index.btc_usd | index_name price timestamp",
                "deribit_price_index.sol_usdc | -",
                "deribit_price_index.eth_usdc | index_name price timestamp",
                "deribit_price_ranking.btc_usd"
                        + "| enabled identifier original_price price timestamp weight",
                "deribit_price_statistics.btc_usd"
                        + "| change24h high24h high_volatility index_name low24h",
                "deribit_volatility_index.eth_usd | index_name timestamp volatility",
                "deribit_volatility_index.btc_usdc | -",
                "estimated_expiration_price.btc_usd | is_estimated price seconds",
                "markprice.options.btc_usd | instrument_name iv mark_price timestamp",
                "perpetual.BTC-PERPETUAL.raw | index_price interest timestamp",
                "perpetual.BTC_USDC-PERPETUAL.agg2 | index_price interest timestamp",
                "chart.trades.BTC-PERPETUAL.1D" + "| close cost high low open status tick volume",
                "chart.trades.BTC-PERPETUAL.2 | -",
                "platform_state | locked price_index reasons",
                "platform_state.public_methods_state | allow_unauthenticated_public_requests",
                "announcements" + "| action body id important publication_timestamp title",
                "block_rfq.trades.BTC"
                        + "| amount combo_id direction id legs mark_price timestamp trades",
                "block_rfq.trades.any"
                        + "| amount combo_id direction id legs mark_price timestamp trades",
                "block_trade_confirmations | nonce role state timestamp trades user_id",
                "block_trade_confirmations.ETH | nonce role state timestamp trades user_id",
                "rfq.USDC | amount instrument_name last_rfq_timestamp side state",
                "rfq.DOGE | -",
                "trades.spot.any.100ms"
                        + "| amount contracts direction index_price instrument_name mark_price"
                        + " price tick_direction timestamp trade_id trade_seq",
            })
    void shouldSpeak(final String channel, final String fields) throws Exception {
        final List<String> accepted = client.subscribe(channel);
        assertEquals("-".equals(fields) ? List.of() : List.of(channel), accepted);
        if (accepted.isEmpty()) {
            return;
        }
        clock.advance(Duration.ofMinutes(1));

        final JsonNode data = client.awaitData(channel);
        final JsonNode one = data.isArray() ? data.get(0) : data;
        final Set<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        assertEquals(fields, String.join(" ", names));
    }

    @Test
    void shouldBeConsistentAboutAnIndex() throws Exception {
        client.subscribe(
                "deribit_price_index.btc_usd",
                "deribit_price_ranking.btc_usd",
                "deribit_price_statistics.btc_usd",
                "estimated_expiration_price.btc_usd",
                "book.BTC-PERPETUAL.raw");
        clock.advance(Duration.ofSeconds(30));
        final Map<String, List<JsonNode>> data = new HashMap<>();
        client.drain(
                params ->
                        data.computeIfAbsent(
                                        params.path("channel").asText(), c -> new ArrayList<>())
                                .add(params.path("data")));

        final List<JsonNode> index = data.get("deribit_price_index.btc_usd");
        assertEquals(31, index.size(), "one at once, then one a second");
        for (int i = 0; i < index.size(); i++) {
            final BigDecimal price = index.get(i).path("price").decimalValue();
            final JsonNode statistics = data.get("deribit_price_statistics.btc_usd").get(i);
            assertTrue(price.compareTo(statistics.path("low24h").decimalValue()) >= 0);
            assertTrue(price.compareTo(statistics.path("high24h").decimalValue()) <= 0);
            BigDecimal weights = BigDecimal.ZERO;
            for (final JsonNode source : data.get("deribit_price_ranking.btc_usd").get(i)) {
                weights = weights.add(source.path("weight").decimalValue());
            }
            assertEquals(0, weights.compareTo(BigDecimal.valueOf(100)));
        }
        final List<JsonNode> expiry = data.get("estimated_expiration_price.btc_usd");
        assertEquals(
                expiry.get(0).path("seconds").asLong() - 30,
                expiry.get(30).path("seconds").asLong());
    }

    @Test
    void shouldEstimateTheLastHalfHour() throws Exception {
        final String channel = "estimated_expiration_price.btc_usd";
        clock.advance(Duration.between(START, Instant.parse("2026-11-06T07:45:00Z")));
        // The first one was idle for days.
        final JsonNode data;
        try (TestClient late = new TestClient(simulator.uri())) {
            late.subscribe(channel);
            data = late.awaitData(channel);
        }

        assertEquals(900, data.path("seconds").asInt());
        assertTrue(data.path("is_estimated").asBoolean());
        assertEquals(900, data.path("left_ticks").asInt());
        assertEquals(1_800, data.path("total_ticks").asInt());
    }

    @Test
    void shouldTellOfEveryIndexOnce() throws Exception {
        client.subscribe("platform_state");
        clock.advance(Duration.ofMinutes(1));
        final List<String> indexes = new ArrayList<>();
        client.drain(params -> indexes.add(params.at("/data/price_index").asText()));

        assertEquals(List.of("btc_usd", "eth_usd", "btc_usdc", "eth_usdc"), indexes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC-PERPETUAL", "ETH-PERPETUAL", "BTC_USDC-PERPETUAL"})
    void shouldBuildCandlesFromItsTrades(final String name) throws Exception {
        final String chart = "chart.trades." + name + ".1";
        final String trades = "trades." + name + ".raw";
        // The candle that is running when somebody subscribes has its past trades.
        client.subscribe(trades);
        clock.advance(Duration.ofSeconds(90));
        client.send(TestClient.request(900, "public/subscribe", TestClient.channels(chart)));
        Await.until(() -> simulator.counters().subscriptions() == 2);
        simulator.setRate(30);
        clock.advance(Duration.ofMinutes(4));
        simulator.pause();
        clock.advance(Duration.ofMinutes(2));

        final Map<Long, JsonNode> candles = new HashMap<>();
        final Map<Long, List<JsonNode>> minutes = new HashMap<>();
        client.drain(
                params -> {
                    final JsonNode data = params.path("data");
                    if (chart.equals(params.path("channel").asText())) {
                        candles.put(data.path("tick").asLong(), data);
                        return;
                    }
                    for (final JsonNode trade : data) {
                        final long minute = trade.path("timestamp").asLong() / 60_000 * 60_000;
                        minutes.computeIfAbsent(minute, m -> new ArrayList<>()).add(trade);
                    }
                });

        assertTrue(candles.size() >= 5, "candles=" + candles.keySet());
        int compared = 0;
        for (final Map.Entry<Long, JsonNode> candle : candles.entrySet()) {
            final List<JsonNode> own = minutes.getOrDefault(candle.getKey(), List.of());
            assertEquals(
                    own.isEmpty() ? "imputed" : "ok", candle.getValue().path("status").asText());
            if (!own.isEmpty()) {
                assertCandle(own, candle.getValue(), name.contains("USDC"));
                compared++;
            }
        }
        assertTrue(compared >= 4, "compared=" + compared);
    }

    @Test
    void shouldFillAMinuteWithoutTrades() throws Exception {
        final String chart = "chart.trades.ETH-PERPETUAL.1";
        simulator.setRate(0);
        client.subscribe(chart);
        clock.advance(Duration.ofSeconds(150));
        final List<JsonNode> candles = new ArrayList<>();
        client.drain(params -> candles.add(params.path("data")));

        assertEquals(3, candles.size());
        for (int i = 0; i < candles.size(); i++) {
            final JsonNode candle = candles.get(i);
            assertEquals(START.toEpochMilli() + 60_000L * i, candle.path("tick").asLong());
            assertEquals("imputed", candle.path("status").asText());
            assertEquals(candle.path("open"), candle.path("close"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BTC-PERPETUAL, none:1:2:5:10, 0.5:1:2:5:10",
        "ETH-PERPETUAL, none:5:10:25:100:250, 0.05:0.05:0.1:0.25:1:2.5",
        "BTC_USDC-PERPETUAL, none:1:5:250, 0.5:0.5:2.5:125",
    })
    void shouldGroupBooksAsANaiveBookDoes(
            final String name, final String groups, final String sizes) throws Exception {
        final String[] group = groups.split(":");
        final String[] size = sizes.split(":");
        final List<String> channels = new ArrayList<>(List.of("book." + name + ".raw"));
        for (final String one : group) {
            for (final String depth : List.of("1", "10", "20")) {
                channels.add("book." + name + "." + one + "." + depth + ".100ms");
                channels.add("book." + name + "." + one + "." + depth + ".agg2");
            }
        }
        assertEquals(channels.size(), client.subscribe(channels.toArray(String[]::new)).size());
        clock.advance(Duration.ofSeconds(3));
        simulator.pause();

        final TestBook book = new TestBook();
        final Map<String, JsonNode> windows = new HashMap<>();
        client.drain(
                params -> {
                    if (params.path("channel").asText().endsWith(".raw")) {
                        book.apply(params.path("data"));
                    } else {
                        windows.put(params.path("channel").asText(), params.path("data"));
                    }
                });
        final BookSnapshot truth = simulator.book(name);
        assertEquals(truth.bids(), book.snapshot().bids());
        assertEquals(channels.size() - 1, windows.size());
        for (final Map.Entry<String, JsonNode> window : windows.entrySet()) {
            final String[] parts = window.getKey().split("\\.");
            final long step =
                    TestBook.scaled(new BigDecimal(size[List.of(group).indexOf(parts[2])]));
            final int depth = Integer.parseInt(parts[3]);
            assertFalse(window.getValue().has("type"));
            assertEquals(truth.changeId(), window.getValue().path("change_id").asLong());
            assertEquals(
                    grouped(truth.bids(), step, depth, false),
                    levels(window.getValue().path("bids")),
                    window.getKey());
            assertEquals(
                    grouped(truth.asks(), step, depth, true),
                    levels(window.getValue().path("asks")),
                    window.getKey());
        }
    }

    @Test
    void shouldSpellNumbersInEveryFormOfTheVenue() throws Exception {
        client.subscribe("book.BTC-PERPETUAL.raw", "ticker.BTC-PERPETUAL.raw");
        clock.advance(Duration.ofSeconds(10));
        final Set<String> forms = new HashSet<>();
        final int count = client.frames.size();
        for (int i = 0; i < count; i++) {
            final String frame = client.next();
            for (final String form : List.of("\\d,\\d+\\]", "\\.0[,\\]}]", "\\de\\d", "\\de-\\d")) {
                if (java.util.regex.Pattern.compile(form).matcher(frame).find()) {
                    forms.add(form);
                }
            }
        }

        assertEquals(4, forms.size(), forms.toString());
    }

    private static void assertCandle(
            final List<JsonNode> trades, final JsonNode candle, final boolean linear) {
        BigDecimal high = null;
        BigDecimal low = null;
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;
        for (final JsonNode trade : trades) {
            final BigDecimal price = trade.path("price").decimalValue();
            final BigDecimal amount = trade.path("amount").decimalValue();
            high = high == null ? price : high.max(price);
            low = low == null ? price : low.min(price);
            volume =
                    volume.add(
                            linear ? amount : amount.divide(price, 8, java.math.RoundingMode.DOWN));
            cost = cost.add(linear ? amount.multiply(price) : amount);
        }
        same(trades.get(0).path("price").decimalValue(), candle, "open");
        same(trades.get(trades.size() - 1).path("price").decimalValue(), candle, "close");
        same(high, candle, "high");
        same(low, candle, "low");
        same(volume, candle, "volume");
        same(cost, candle, "cost");
    }

    private static void same(final BigDecimal expected, final JsonNode candle, final String key) {
        final BigDecimal actual = candle.path(key).decimalValue();
        assertEquals(0, expected.compareTo(actual), key + ": " + expected + " is not " + candle);
    }

    private static List<BookSnapshot.Level> grouped(
            final List<BookSnapshot.Level> side,
            final long step,
            final int depth,
            final boolean up) {
        final Map<Long, Long> groups = new java.util.LinkedHashMap<>();
        for (final BookSnapshot.Level level : side) {
            final long floor = Math.floorDiv(level.price(), step) * step;
            final long price = up && floor != level.price() ? floor + step : floor;
            groups.merge(price, level.amount(), Long::sum);
        }
        return groups.entrySet().stream()
                .limit(depth)
                .map(group -> new BookSnapshot.Level(group.getKey(), group.getValue()))
                .toList();
    }

    private static List<BookSnapshot.Level> levels(final JsonNode side) {
        final List<BookSnapshot.Level> levels = new ArrayList<>();
        for (final JsonNode level : side) {
            levels.add(TestBook.level(level.get(0).decimalValue(), level.get(1).decimalValue()));
        }
        return levels;
    }
}
