/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import static io.novaring.codec.MarketEvent.ABSENT;
import static io.novaring.codec.Side.BUY;
import static io.novaring.codec.Side.SELL;
import static io.novaring.tools.backtest.result.EventRig.LINEAR;
import static io.novaring.tools.backtest.result.EventRig.PERPETUAL;
import static io.novaring.tools.backtest.result.EventRig.SECOND_NS;
import static io.novaring.tools.backtest.result.EventRig.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.codec.order.OrderState;
import io.novaring.tools.backtest.result.Figures.Money;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs whose figures were computed by hand. */
final class RunRecorderTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final EventRig rig = new EventRig(RecorderSettings.DEFAULT);

    private static List<JsonNode> rows(final RowLog log) throws IOException {
        final List<String> lines = new ArrayList<>();
        log.forEach(lines::add);
        final List<JsonNode> rows = new ArrayList<>();
        for (final String line : lines) {
            rows.add(MAPPER.readTree(line));
        }
        return rows;
    }

    @Test
    void shouldAccountForAnInverseContractInCoins() {
        rig.at(1).book(PERPETUAL, 49_999, 50_001).ticker(PERPETUAL, 50_000, 50_000, 0);
        rig.at(2).fill(1, PERPETUAL, BUY, 50_000, 100, 1_000, scaled(100));
        rig.at(3).fill(2, PERPETUAL, SELL, 62_500, 50, -500, scaled(50));
        rig.at(4).ticker(PERPETUAL, 40_000, 40_000, 0);

        final RunResult result = rig.finish();

        // Bought 0.002 coins' worth; half of it, 0.001, sold for 0.0008; the rest is worth 0.00125.
        final Money money = result.figures().byInstrument().get(0).money();
        assertEquals(new Money(200_000, -250_000, 500, 0), money);
        assertEquals(new Money(scaled(8), scaled(-10), scaled(0.02), 0), result.figures().usd());
        assertEquals(scaled(-2.02), result.figures().usd().total());
        assertEquals(scaled(40_000), result.figures().byCurrency().get(0).usdPrice());
        assertEquals("mark", result.figures().byInstrument().get(0).valuation());
    }

    @Test
    void shouldAccountForALinearContractAndItsFunding() {
        rig.at(0).book(LINEAR, 99, 101).ticker(LINEAR, 100, 100, 0.0008);
        rig.at(0).fill(1, LINEAR, BUY, 100, 10, 0, scaled(10));
        // Half of the eight hours at 1,000 dollars: half of 0.08 % of that is paid.
        rig.at(4 * 3_600).ticker(LINEAR, 110, 110, 0.0008);

        final Money money = rig.finish().figures().usd();

        assertEquals(new Money(0, scaled(100), 0, scaled(-0.4)), money);
    }

    @Test
    void shouldPairFillsFirstInFirstOut() {
        rig.at(1).book(LINEAR, 99, 101);
        rig.fill(1, LINEAR, BUY, 100, 1, 0, scaled(1));
        rig.fill(2, LINEAR, BUY, 110, 1, 0, scaled(2));
        // Two pairs: one of the first bought wins 5, one half of the second loses 2.5.
        rig.fill(3, LINEAR, SELL, 105, 1.5, 0, scaled(0.5));
        // The other half would win by 0.5, but for the fee of 0.6.
        rig.fill(4, LINEAR, SELL, 111, 0.5, scaled(0.6), 0);

        final RunResult result = rig.finish();

        assertEquals(new Figures.Trips(3, 1, 1.0 / 3), result.figures().roundTrips());
        assertEquals(
                List.of(scaled(-2.5), scaled(-0.1), scaled(5)),
                result.worst().stream().map(RunResult.RoundTrip::profit).toList());
        assertEquals(scaled(2.4), result.figures().usd().total());
    }

    @Test
    void shouldTellWhatTheMiddleDidAfterAFill() throws IOException {
        rig.at(1).book(LINEAR, 99, 101);
        rig.at(2).fill(1, LINEAR, BUY, 99, 2, 0, scaled(2));
        rig.at(2.5).book(LINEAR, 97, 99);
        // This comes behind the horizon: the middle a second after the fill was still 98.
        rig.at(3.5).book(LINEAR, 95, 97);
        rig.at(20).tick();

        final RunResult result = rig.finish();

        assertEquals(1e4 / 99, result.figures().adverse().get(1).average(), 1e-9);
        assertEquals(3e4 / 99, result.figures().adverse().get(2).average(), 1e-9);
        final JsonNode row = rows(result.fills()).get(0);
        assertEquals("100", row.get("mid").asText());
        assertEquals("98", row.get("mid1s").asText());
        assertEquals("96", row.get("mid10s").asText());
        assertEquals(2 * SECOND_NS - 1, row.get("venueNs").asLong());
    }

    @Test
    void shouldFollowAnOrderFromTheWishToTheFill() throws IOException {
        final EventRig probed =
                new EventRig(RecorderSettings.DEFAULT.withQueueAhead(handle -> scaled(handle)));
        probed.at(1).book(LINEAR, 99, 101).ask(5, LINEAR, BUY, "a\"</script>");
        probed.order(5, LINEAR, BUY, OrderState.PENDING_NEW);
        probed.at(1.001).order(5, LINEAR, BUY, OrderState.SENT).request(9, 20).request(10, 1);
        probed.at(1.006).order(5, LINEAR, BUY, OrderState.OPEN).answer(9).answer(10);
        probed.at(2).fill(5, LINEAR, BUY, 99, 1, 0, scaled(1));
        probed.order(5, LINEAR, BUY, OrderState.FILLED);

        final RunResult result = probed.finish();

        final List<JsonNode> orders = rows(result.orders());
        assertEquals("a\"</script>", orders.get(0).get("label").asText());
        final JsonNode open = orders.get(3);
        assertEquals("OPEN", open.get("state").asText());
        assertEquals(SECOND_NS, open.get("askedNs").asLong());
        assertEquals(1_001_000_000L, open.get("sentNs").asLong());
        assertEquals(1_006_000_000L, open.get("answeredNs").asLong());
        assertEquals("5", rows(result.fills()).get(0).get("queueAhead").asText());
        assertEquals(1, result.figures().answers().count());
        assertEquals(5_000_000L, result.figures().answers().maxNs());
        assertEquals(20_000L, rows(result.latency()).get(0).get("venueNs").asLong());
        assertEquals(1.0, result.figures().activity().fillRatio());
        assertEquals(1.0, result.figures().activity().makerShare());
    }

    @Test
    void shouldTellHowLongABookWasNotLiveWhileItMattered() throws IOException {
        rig.at(1).book(LINEAR, 99, 101);
        // Nothing of ours is there: nobody minds.
        rig.at(2).staleBook(LINEAR).at(3).book(LINEAR, 99, 101);
        rig.at(4).fill(1, LINEAR, BUY, 100, 1, 0, scaled(1));
        rig.at(5).staleBook(LINEAR).at(7.5).book(LINEAR, 99, 101);

        final RunResult result = rig.finish();

        assertEquals(1, result.books().count());
        assertEquals(2_500_000_000L, result.figures().notLiveNs());
        assertEquals(5 * SECOND_NS, rows(result.books()).get(0).get("fromNs").asLong());
    }

    @Test
    void shouldTakeThePositionOfTheVenueWithoutProfit() {
        // Told before there is any price: it is taken with the first sample that has one.
        rig.at(1).position(LINEAR, scaled(3));
        rig.at(1.5).book(LINEAR, 99, 101);
        rig.at(2.1).tick().at(3).book(LINEAR, 109, 111);

        final Figures figures = rig.finish().figures();

        assertEquals(new Money(0, scaled(30), 0, 0), figures.usd());
        assertEquals(1, figures.byInstrument().get(0).adjustments());
        assertEquals(0, figures.roundTrips().count());
    }

    @Test
    void shouldMeasureTheDeepestFallAndTheTimeInTheMarket() {
        rig.at(0).book(LINEAR, 99, 101);
        rig.at(1).fill(1, LINEAR, BUY, 100, 1, 0, scaled(1));
        rig.at(2).book(LINEAR, 119, 121).at(3).tick();
        // Gone again before a sample is taken.
        rig.at(4.2).book(LINEAR, 89, 91).at(4.4).book(LINEAR, 99, 101).at(5).tick();
        rig.at(6).book(LINEAR, 104, 106).at(7).fill(2, LINEAR, SELL, 105, 1, 0, 0);
        rig.at(12).tick();

        final Figures figures = rig.finish().figures();

        assertEquals(
                new Figures.Drawdown(scaled(30), 2 * SECOND_NS, 4_200_000_000L),
                figures.drawdown());
        assertEquals(0.5, figures.timeInMarket());
        assertEquals(0.5, figures.byInstrument().get(0).inventoryAverage());
    }

    @Test
    void shouldGiveASharpeRatioOnlyOfEnoughSamples() {
        final RecorderSettings seconds =
                RecorderSettings.DEFAULT.withIntervals(SECOND_NS, SECOND_NS);
        final EventRig few = new EventRig(seconds);
        play(few, 29);
        assertNull(few.finish().figures().sharpe().ratio());

        final EventRig enough = new EventRig(seconds);
        play(enough, 30);
        final Figures.Sharpe sharpe = enough.finish().figures().sharpe();
        assertNotNull(sharpe.ratio());
        // By turns 2 and 0: mean 1, deviation by n - 1 is the square root of 30 / 29.
        final double expected = Math.sqrt(29.0 / 30) * Math.sqrt(365 * 86_400.0);
        assertEquals(expected, sharpe.ratio(), expected * 1e-12);
    }

    private static void play(final EventRig rig, final int samples) {
        rig.at(0).book(LINEAR, 99, 101).fill(1, LINEAR, BUY, 100, 1, 0, scaled(1));
        for (int i = 0; i < samples; i++) {
            if (i % 2 == 0) {
                rig.at(i + 0.5).book(LINEAR, 101 + i, 103 + i);
            }
            rig.at(i + 1).tick();
        }
    }

    @Test
    void shouldPutRowsInAFileBeyondItsBoundAndDeleteIt() throws IOException {
        final EventRig small = new EventRig(RecorderSettings.DEFAULT.withBounds(300, 16));
        small.at(0).book(LINEAR, 99, 101);
        for (int i = 1; i <= 50; i++) {
            small.at(i).fill(i, LINEAR, BUY, 100, 1, 0, ABSENT);
        }
        final RunResult result = small.finish();
        assertTrue(result.fills().isSpilled());
        final List<JsonNode> rows = rows(result.fills());
        assertEquals(50, rows.size());
        for (int i = 0; i < 50; i++) {
            assertEquals(i + 1, rows.get(i).get("handle").asLong());
        }
        assertTrue(result.total().get(0).points()[0].length <= 16);
        result.close();
        assertEquals(0, rows(result.fills()).size());
    }
}
