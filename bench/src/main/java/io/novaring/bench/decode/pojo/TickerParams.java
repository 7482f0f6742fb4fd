/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;

/** Channel and data. */
@CompiledJson
public final class TickerParams {
    private String channel;

    private Ticker data;

    public String getChannel() {
        return channel;
    }

    public void setChannel(final String value) {
        channel = value;
    }

    public Ticker getData() {
        return data;
    }

    public void setData(final Ticker value) {
        data = value;
    }
}
