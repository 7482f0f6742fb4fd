/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that a run left: its figures, its rows in the order of events, and its curves. Closing it
 * deletes what rows lie in temporary files.
 *
 * @param orders one row for each wish, answer and change of state of an order.
 * @param fills one row for each trade of ours.
 * @param pnl one row for each sample and instrument traded.
 * @param latency one row for each answer.
 * @param books one row for each stretch in which a book was not LIVE while there were orders or a
 *     position in it.
 * @param charts of the report, by instrument.
 * @param total of the run in dollars, over time: total, realised, unrealised, fees, funding,
 *     drawdown.
 * @param worst round trips, the worst in dollars first.
 * @param answers times from a request about orders to its answer.
 */
public record RunResult(
        RunIdentity identity,
        Figures figures,
        RowLog orders,
        RowLog fills,
        RowLog pnl,
        RowLog latency,
        RowLog books,
        List<InstrumentCharts> charts,
        List<Curve> total,
        List<RoundTrip> worst,
        DurationCounts answers)
        implements AutoCloseable {
    /** Curves of one instrument. */
    public record InstrumentCharts(
            String instrument,
            Curve bid,
            Curve ask,
            Curve inventory,
            Curve queueBid,
            Curve queueAsk) {}

    /**
     * A closing fill and the opening fill that it closed.
     *
     * @param amount closed; above zero when it was bought first.
     * @param profit less its share of both fees, in the settlement currency.
     */
    public record RoundTrip(
            String instrument,
            long openedNs,
            long closedNs,
            long openPrice,
            long closePrice,
            long amount,
            long profit,
            String currency) {}

    @Override
    public void close() {
        Stream.of(orders, fills, pnl, latency, books).forEach(RowLog::close);
    }
}
