/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Of the last day. */
@CompiledJson
public final class Stats {
    @JsonProperty("volume_usd")
    @JsonAttribute(name = "volume_usd")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "volume_usd")
    private double volumeUsd = Double.NaN;

    private double volume = Double.NaN;

    @JsonProperty("price_change")
    @JsonAttribute(name = "price_change")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "price_change")
    private double priceChange = Double.NaN;

    private double low = Double.NaN;

    private double high = Double.NaN;

    public double getVolumeUsd() {
        return volumeUsd;
    }

    public void setVolumeUsd(final double value) {
        volumeUsd = value;
    }

    public double getVolume() {
        return volume;
    }

    public void setVolume(final double value) {
        volume = value;
    }

    public double getPriceChange() {
        return priceChange;
    }

    public void setPriceChange(final double value) {
        priceChange = value;
    }

    public double getLow() {
        return low;
    }

    public void setLow(final double value) {
        low = value;
    }

    public double getHigh() {
        return high;
    }

    public void setHigh(final double value) {
        high = value;
    }
}
