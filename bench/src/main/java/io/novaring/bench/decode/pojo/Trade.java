/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import com.fasterxml.jackson.annotation.JsonProperty;

/** One trade. */
@CompiledJson
public final class Trade {
    @JsonProperty("trade_seq")
    @JsonAttribute(name = "trade_seq")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "trade_seq")
    private long tradeSeq;

    private long timestamp;

    @JsonProperty("tick_direction")
    @JsonAttribute(name = "tick_direction")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "tick_direction")
    private int tickDirection;

    @JsonProperty("instrument_name")
    @JsonAttribute(name = "instrument_name")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "instrument_name")
    private String instrumentName;

    private String direction;

    private double price = Double.NaN;

    @JsonProperty("mark_price")
    @JsonAttribute(name = "mark_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "mark_price")
    private double markPrice = Double.NaN;

    private double iv = Double.NaN;

    @JsonProperty("index_price")
    @JsonAttribute(name = "index_price")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "index_price")
    private double indexPrice = Double.NaN;

    private double contracts = Double.NaN;

    private double amount = Double.NaN;

    public long getTradeSeq() {
        return tradeSeq;
    }

    public void setTradeSeq(final long value) {
        tradeSeq = value;
    }

    public long getTimestamp() {
        return timestamp;
    }

    public void setTimestamp(final long value) {
        timestamp = value;
    }

    public int getTickDirection() {
        return tickDirection;
    }

    public void setTickDirection(final int value) {
        tickDirection = value;
    }

    public String getInstrumentName() {
        return instrumentName;
    }

    public void setInstrumentName(final String value) {
        instrumentName = value;
    }

    public String getDirection() {
        return direction;
    }

    public void setDirection(final String value) {
        direction = value;
    }

    public double getPrice() {
        return price;
    }

    public void setPrice(final double value) {
        price = value;
    }

    public double getMarkPrice() {
        return markPrice;
    }

    public void setMarkPrice(final double value) {
        markPrice = value;
    }

    public double getIv() {
        return iv;
    }

    public void setIv(final double value) {
        iv = value;
    }

    public double getIndexPrice() {
        return indexPrice;
    }

    public void setIndexPrice(final double value) {
        indexPrice = value;
    }

    public double getContracts() {
        return contracts;
    }

    public void setContracts(final double value) {
        contracts = value;
    }

    public double getAmount() {
        return amount;
    }

    public void setAmount(final double value) {
        amount = value;
    }
}
