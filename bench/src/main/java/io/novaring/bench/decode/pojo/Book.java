/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Data of a book message. */
@CompiledJson
public final class Book {
    private String type;

    private long timestamp;

    @JsonProperty("prev_change_id")
    @JsonAttribute(name = "prev_change_id")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "prev_change_id")
    private long prevChangeId = Long.MIN_VALUE;

    @JsonProperty("instrument_name")
    @JsonAttribute(name = "instrument_name")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "instrument_name")
    private String instrumentName;

    @JsonProperty("change_id")
    @JsonAttribute(name = "change_id")
    @io.github.wycst.wast.json.annotations.JsonProperty(name = "change_id")
    private long changeId;

    private List<Level> bids;

    private List<Level> asks;

    public String getType() {
        return type;
    }

    public void setType(final String value) {
        type = value;
    }

    public long getTimestamp() {
        return timestamp;
    }

    public void setTimestamp(final long value) {
        timestamp = value;
    }

    public long getPrevChangeId() {
        return prevChangeId;
    }

    public void setPrevChangeId(final long value) {
        prevChangeId = value;
    }

    public String getInstrumentName() {
        return instrumentName;
    }

    public void setInstrumentName(final String value) {
        instrumentName = value;
    }

    public long getChangeId() {
        return changeId;
    }

    public void setChangeId(final long value) {
        changeId = value;
    }

    public List<Level> getBids() {
        return bids;
    }

    public void setBids(final List<Level> value) {
        bids = value;
    }

    public List<Level> getAsks() {
        return asks;
    }

    public void setAsks(final List<Level> value) {
        asks = value;
    }
}
