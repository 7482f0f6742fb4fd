/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;
import java.util.List;

/** Channel and data. */
@CompiledJson
public final class TradesParams {
    private String channel;

    private List<Trade> data;

    public String getChannel() {
        return channel;
    }

    public void setChannel(final String value) {
        channel = value;
    }

    public List<Trade> getData() {
        return data;
    }

    public void setData(final List<Trade> value) {
        data = value;
    }
}
