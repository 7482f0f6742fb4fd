/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;
import io.novaring.venues.deribit.DeribitRequestType;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;

/**
 * What a {@link RunRecorder} keeps and how.
 *
 * @param sampleIntervalNs of event time between two rows of profit; also of the curves.
 * @param sharpeIntervalNs of event time between two observations of the Sharpe ratio.
 * @param rowsInMemory bytes of rows of one kind that are kept in memory; more go to a temporary
 *     file.
 * @param curvePointsMax most points of a curve, even, at least 4; its extremes are always kept.
 * @param contracts what an instrument is, by its name.
 * @param isOrderRequest whether a request of this type asks for something of orders; answers to
 *     others are not measured.
 * @param requestNames what a request of a type is called.
 * @param queueAhead what rests before an order of ours, by its handle, scaled; {@link
 *     MarketEvent#ABSENT} when nobody knows. Asked when it comes to rest, and with every sample.
 */
public record RecorderSettings(
        long sampleIntervalNs,
        long sharpeIntervalNs,
        int rowsInMemory,
        int curvePointsMax,
        Function<String, Contract> contracts,
        IntPredicate isOrderRequest,
        IntFunction<String> requestNames,
        LongUnaryOperator queueAhead) {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int FIRST_ORDER_REQUEST = DeribitRequestType.BUY;
    private static final int LAST_ORDER_REQUEST = DeribitRequestType.CLOSE_POSITION;

    /** For Deribit: a row a second, an observation a minute. */
    public static final RecorderSettings DEFAULT =
            new RecorderSettings(
                    SECOND_NS,
                    60 * SECOND_NS,
                    8 << 20,
                    4_000,
                    Contract::ofName,
                    type -> type >= FIRST_ORDER_REQUEST && type <= LAST_ORDER_REQUEST,
                    DeribitRequestType::methodOf,
                    handle -> MarketEvent.ABSENT);

    public RecorderSettings {
        if (sampleIntervalNs <= 0 || sharpeIntervalNs <= 0) {
            throw new IllegalArgumentException(
                    "intervals must be above 0: " + sampleIntervalNs + ", " + sharpeIntervalNs);
        }
        if (curvePointsMax < 4 || curvePointsMax % 2 != 0) {
            throw new IllegalArgumentException(
                    "curvePointsMax must be even and at least 4: " + curvePointsMax);
        }
        if (rowsInMemory < 0) {
            throw new IllegalArgumentException("rowsInMemory must not be below 0: " + rowsInMemory);
        }
    }

    /** The same with another probe of queues. */
    public RecorderSettings withQueueAhead(final LongUnaryOperator newQueueAhead) {
        return new RecorderSettings(
                sampleIntervalNs,
                sharpeIntervalNs,
                rowsInMemory,
                curvePointsMax,
                contracts,
                isOrderRequest,
                requestNames,
                newQueueAhead);
    }

    /** The same with other intervals. */
    public RecorderSettings withIntervals(
            final long newSampleIntervalNs, final long newSharpeIntervalNs) {
        return new RecorderSettings(
                newSampleIntervalNs,
                newSharpeIntervalNs,
                rowsInMemory,
                curvePointsMax,
                contracts,
                isOrderRequest,
                requestNames,
                queueAhead);
    }

    /** The same with other bounds of memory. */
    public RecorderSettings withBounds(final int newRowsInMemory, final int newCurvePointsMax) {
        return new RecorderSettings(
                sampleIntervalNs,
                sharpeIntervalNs,
                newRowsInMemory,
                newCurvePointsMax,
                contracts,
                isOrderRequest,
                requestNames,
                queueAhead);
    }
}
