/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

/**
 * A ticker. Exact numbers are scaled by {@code Decimals.SCALE} and ABSENT when not said or null;
 * analytics are doubles and NaN then.
 *
 * @param timeNs epoch nanoseconds.
 * @param state of the instrument, such as open.
 * @param openInterest in US dollars for inverse futures, else in the base currency.
 */
public record TickerResult(
        String instrument,
        long timeNs,
        String state,
        long bestBidPrice,
        long bestBidAmount,
        long bestAskPrice,
        long bestAskAmount,
        long lastPrice,
        long markPrice,
        long indexPrice,
        long minPrice,
        long maxPrice,
        long openInterest,
        long settlementPrice,
        long deliveryPrice,
        long estimatedDeliveryPrice,
        Funding funding,
        OptionFigures option,
        DayFigures day) {

    /** Of a perpetual; fractions. */
    public record Funding(double current, double over8h, double interestValue) {}

    /** Of an option; volatilities in percent. */
    public record OptionFigures(
            long underlyingPrice,
            String underlyingIndex,
            double interestRate,
            double bidIv,
            double askIv,
            double markIv,
            double delta,
            double gamma,
            double rho,
            double theta,
            double vega) {}

    /** Of the last day; the change in percent, the volume in the base currency. */
    public record DayFigures(
            long low, long high, double priceChange, double volume, double volumeUsd) {}
}
