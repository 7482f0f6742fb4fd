/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Data of a ticker, or of a quote. */
@CompiledJson
public final class Ticker {
    private long timestamp;

    @JsonProperty("instrument_name")
    @JsonAttribute(name = "instrument_name")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "instrument_name")
    private String instrumentName;

    private Stats stats;

    private Greeks greeks;

    @JsonProperty("best_bid_price")
    @JsonAttribute(name = "best_bid_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "best_bid_price")
    private Double bestBidPrice;

    @JsonProperty("best_bid_amount")
    @JsonAttribute(name = "best_bid_amount")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "best_bid_amount")
    private Double bestBidAmount;

    @JsonProperty("best_ask_price")
    @JsonAttribute(name = "best_ask_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "best_ask_price")
    private Double bestAskPrice;

    @JsonProperty("best_ask_amount")
    @JsonAttribute(name = "best_ask_amount")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "best_ask_amount")
    private Double bestAskAmount;

    @JsonProperty("underlying_price")
    @JsonAttribute(name = "underlying_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "underlying_price")
    private double underlyingPrice = Double.NaN;

    @JsonProperty("settlement_price")
    @JsonAttribute(name = "settlement_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "settlement_price")
    private double settlementPrice = Double.NaN;

    @JsonProperty("open_interest")
    @JsonAttribute(name = "open_interest")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "open_interest")
    private double openInterest = Double.NaN;

    @JsonProperty("min_price")
    @JsonAttribute(name = "min_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "min_price")
    private double minPrice = Double.NaN;

    @JsonProperty("max_price")
    @JsonAttribute(name = "max_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "max_price")
    private double maxPrice = Double.NaN;

    @JsonProperty("mark_price")
    @JsonAttribute(name = "mark_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "mark_price")
    private double markPrice = Double.NaN;

    @JsonProperty("last_price")
    @JsonAttribute(name = "last_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "last_price")
    private double lastPrice = Double.NaN;

    @JsonProperty("index_price")
    @JsonAttribute(name = "index_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "index_price")
    private double indexPrice = Double.NaN;

    @JsonProperty("estimated_delivery_price")
    @JsonAttribute(name = "estimated_delivery_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "estimated_delivery_price")
    private double estimatedDeliveryPrice = Double.NaN;

    @JsonProperty("mark_iv")
    @JsonAttribute(name = "mark_iv")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "mark_iv")
    private double markIv = Double.NaN;

    @JsonProperty("interest_value")
    @JsonAttribute(name = "interest_value")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "interest_value")
    private double interestValue = Double.NaN;

    @JsonProperty("interest_rate")
    @JsonAttribute(name = "interest_rate")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "interest_rate")
    private double interestRate = Double.NaN;

    @JsonProperty("funding_8h")
    @JsonAttribute(name = "funding_8h")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "funding_8h")
    private double funding8h = Double.NaN;

    @JsonProperty("current_funding")
    @JsonAttribute(name = "current_funding")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "current_funding")
    private double currentFunding = Double.NaN;

    @JsonProperty("bid_iv")
    @JsonAttribute(name = "bid_iv")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "bid_iv")
    private double bidIv = Double.NaN;

    @JsonProperty("ask_iv")
    @JsonAttribute(name = "ask_iv")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "ask_iv")
    private double askIv = Double.NaN;

    public long getTimestamp() {
        return timestamp;
    }

    public void setTimestamp(final long value) {
        timestamp = value;
    }

    public String getInstrumentName() {
        return instrumentName;
    }

    public void setInstrumentName(final String value) {
        instrumentName = value;
    }

    public Stats getStats() {
        return stats;
    }

    public void setStats(final Stats value) {
        stats = value;
    }

    public Greeks getGreeks() {
        return greeks;
    }

    public void setGreeks(final Greeks value) {
        greeks = value;
    }

    public Double getBestBidPrice() {
        return bestBidPrice;
    }

    public void setBestBidPrice(final Double value) {
        bestBidPrice = value;
    }

    public Double getBestBidAmount() {
        return bestBidAmount;
    }

    public void setBestBidAmount(final Double value) {
        bestBidAmount = value;
    }

    public Double getBestAskPrice() {
        return bestAskPrice;
    }

    public void setBestAskPrice(final Double value) {
        bestAskPrice = value;
    }

    public Double getBestAskAmount() {
        return bestAskAmount;
    }

    public void setBestAskAmount(final Double value) {
        bestAskAmount = value;
    }

    public double getUnderlyingPrice() {
        return underlyingPrice;
    }

    public void setUnderlyingPrice(final double value) {
        underlyingPrice = value;
    }

    public double getSettlementPrice() {
        return settlementPrice;
    }

    public void setSettlementPrice(final double value) {
        settlementPrice = value;
    }

    public double getOpenInterest() {
        return openInterest;
    }

    public void setOpenInterest(final double value) {
        openInterest = value;
    }

    public double getMinPrice() {
        return minPrice;
    }

    public void setMinPrice(final double value) {
        minPrice = value;
    }

    public double getMaxPrice() {
        return maxPrice;
    }

    public void setMaxPrice(final double value) {
        maxPrice = value;
    }

    public double getMarkPrice() {
        return markPrice;
    }

    public void setMarkPrice(final double value) {
        markPrice = value;
    }

    public double getLastPrice() {
        return lastPrice;
    }

    public void setLastPrice(final double value) {
        lastPrice = value;
    }

    public double getIndexPrice() {
        return indexPrice;
    }

    public void setIndexPrice(final double value) {
        indexPrice = value;
    }

    public double getEstimatedDeliveryPrice() {
        return estimatedDeliveryPrice;
    }

    public void setEstimatedDeliveryPrice(final double value) {
        estimatedDeliveryPrice = value;
    }

    public double getMarkIv() {
        return markIv;
    }

    public void setMarkIv(final double value) {
        markIv = value;
    }

    public double getInterestValue() {
        return interestValue;
    }

    public void setInterestValue(final double value) {
        interestValue = value;
    }

    public double getInterestRate() {
        return interestRate;
    }

    public void setInterestRate(final double value) {
        interestRate = value;
    }

    public double getFunding8h() {
        return funding8h;
    }

    public void setFunding8h(final double value) {
        funding8h = value;
    }

    public double getCurrentFunding() {
        return currentFunding;
    }

    public void setCurrentFunding(final double value) {
        currentFunding = value;
    }

    public double getBidIv() {
        return bidIv;
    }

    public void setBidIv(final double value) {
        bidIv = value;
    }

    public double getAskIv() {
        return askIv;
    }

    public void setAskIv(final double value) {
        askIv = value;
    }
}
