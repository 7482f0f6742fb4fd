/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import static io.novaring.tools.backtest.result.EventRig.LINEAR;
import static io.novaring.tools.backtest.result.EventRig.OPTION;
import static io.novaring.tools.backtest.result.EventRig.PERPETUAL;
import static io.novaring.tools.backtest.result.EventRig.SPOT;
import static io.novaring.tools.backtest.result.EventRig.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.Figures.OfCurrency;
import io.novaring.tools.backtest.result.Figures.OfHour;
import io.novaring.tools.backtest.result.Figures.OfInstrument;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What has to hold of the figures of any run in several instruments and currencies. */
final class FiguresProperties {
    private static final int[] INSTRUMENTS = {PERPETUAL, LINEAR, OPTION, SPOT};
    private static final String[] CONTRACTS = {
        "BTC-PERPETUAL", "SOL_USDC-PERPETUAL", "BTC-27MAR26-60000-C", "", "ETH_BTC"
    };
    private static final double[] PRICES = {60_000, 150, 0.03, 0, 0.05};
    private static final String[] FEES = {null, "BTC", "USDC", "ETH"};
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final EventRig rig =
            new EventRig(RecorderSettings.DEFAULT.withIntervals(1_000_000_000L, 5_000_000_000L));

    // What was paid and received, by instrument, and what is held; by hand.
    private final long[] flows = new long[CONTRACTS.length];
    private final long[] held = new long[CONTRACTS.length];
    private final long[] marks = new long[CONTRACTS.length];
    private final Map<String, Long> fees = new HashMap<>();
    private long fills;

    private RunResult play(final long seed, final int steps) {
        final SplittableRandom random = new SplittableRandom(seed);
        rig.at(0).index("btc_usd", 60_000).index("eth_usd", 3_000);
        for (final int id : INSTRUMENTS) {
            move(random, id);
        }
        double now = 1;
        for (int i = 0; i < steps; i++) {
            now += random.nextDouble(0, random.nextInt(8) == 0 ? 2_000 : 3);
            rig.at(now);
            final int id = INSTRUMENTS[random.nextInt(INSTRUMENTS.length)];
            switch (random.nextInt(4)) {
                case 0 -> move(random, id);
                case 1 -> rig.index("eth_usd", 3_000 + random.nextInt(-90, 90));
                case 2 -> rig.book(id, PRICES[id] * 0.99, PRICES[id] * 1.01);
                default -> fill(random, i, id);
            }
        }
        rig.at(now + random.nextDouble(100)).tick();
        return rig.finish();
    }

    private void move(final SplittableRandom random, final int id) {
        final double price = Math.round(PRICES[id] * random.nextDouble(0.9, 1.1) * 1e6) / 1e6;
        final double index = 60_000 + random.nextInt(-2_000, 2_000);
        rig.ticker(id, price, index, 0);
        marks[id] = scaled(price);
    }

    private void fill(final SplittableRandom random, final long handle, final int id) {
        final boolean isBuy = random.nextBoolean();
        final double price = Math.round(PRICES[id] * random.nextDouble(0.9, 1.1) * 1e6) / 1e6;
        final double amount = random.nextInt(1, 500) / 10.0;
        final String currency = FEES[random.nextInt(FEES.length)];
        final long fee = random.nextLong(-1_000_000, 3_000_000);
        final Contract contract = Contract.ofName(CONTRACTS[id]);
        final long value = contract.value(scaled(price), scaled(amount));
        flows[id] += isBuy ? value : -value;
        held[id] += isBuy ? scaled(amount) : -scaled(amount);
        fees.merge(currency == null ? contract.currency() : currency, fee, Long::sum);
        fills++;
        final byte side = isBuy ? Side.BUY : Side.SELL;
        rig.fill(handle, id, side, price, amount, fee, currency, held[id]);
    }

    private static long sum(final List<OfInstrument> all, final ToLongFunction<Money> part) {
        return all.stream().mapToLong(one -> part.applyAsLong(one.usd())).sum();
    }

    @Property(tries = 300)
    void shouldAddUp(@ForAll final long seed, @ForAll @IntRange(min = 1, max = 200) final int steps)
            throws IOException {
        final RunResult result = play(seed, steps);
        final Figures figures = result.figures();

        final Money usd = figures.usd();
        assertEquals(usd.realised(), sum(figures.byInstrument(), Money::realised));
        assertEquals(usd.unrealised(), sum(figures.byInstrument(), Money::unrealised));
        assertEquals(usd.fees(), sum(figures.byInstrument(), Money::fees));
        assertEquals(usd.funding(), sum(figures.byInstrument(), Money::funding));
        assertEquals(usd.total(), sum(figures.byInstrument(), Money::total));

        currencies(figures);
        assertEquals(usd.total(), figures.byHour().stream().mapToLong(OfHour::usd).sum());
        assertEquals(fills, figures.byHour().stream().mapToLong(OfHour::fills).sum());
        assertEquals(usd.total(), lastRows(result));
        fall(result);
    }

    /** Sum of the parts is what equity changed by: paid and received, and what is held. */
    private void currencies(final Figures figures) {
        final Map<String, Long> expected = new HashMap<>();
        fees.forEach((currency, fee) -> expected.merge(currency, -fee, Long::sum));
        for (final int id : INSTRUMENTS) {
            final Contract contract = Contract.ofName(CONTRACTS[id]);
            final long worth = contract.value(marks[id], Math.abs(held[id]));
            final long all = flows[id] + (held[id] > 0 ? -worth : worth);
            expected.merge(contract.currency(), contract.isInverse() ? all : -all, Long::sum);
        }
        for (final OfCurrency one : figures.byCurrency()) {
            assertEquals(expected.remove(one.currency()), one.money().total(), one.currency());
        }
        expected.values().forEach(rest -> assertEquals(0, rest));
    }

    /** The last row of each instrument: together they are the total. */
    private static long lastRows(final RunResult result) throws IOException {
        final List<String> lines = new ArrayList<>();
        result.pnl().forEach(lines::add);
        final Map<String, Long> last = new HashMap<>();
        for (final String line : lines) {
            final JsonNode row = MAPPER.readTree(line);
            last.put(row.get("instrument").asText(), scaledOf(row.get("totalUsd").asText()));
        }
        return last.values().stream().mapToLong(value -> value).sum();
    }

    private static long scaledOf(final String text) {
        return new BigDecimal(text).movePointRight(9).longValueExact();
    }

    /** The drawdown is the deepest point of its curve, and no pair of points is further apart. */
    private static void fall(final RunResult result) {
        final long[] total = result.total().get(0).points()[1];
        final long[] fall = result.total().get(5).points()[1];
        long deepest = 0;
        long peak = 0;
        for (final long value : total) {
            assertTrue(value != MarketEvent.ABSENT);
            peak = Math.max(peak, value);
            deepest = Math.max(deepest, peak - value);
        }
        long lowest = 0;
        for (final long value : fall) {
            lowest = Math.min(lowest, value);
        }
        assertEquals(-lowest, result.figures().drawdown().amount());
        assertTrue(deepest <= result.figures().drawdown().amount());
    }
}
