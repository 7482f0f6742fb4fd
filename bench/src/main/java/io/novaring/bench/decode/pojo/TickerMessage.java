/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;

/** What the venue sends. */
@CompiledJson
public final class TickerMessage {
    private TickerParams params;

    public TickerParams getParams() {
        return params;
    }

    public void setParams(final TickerParams value) {
        params = value;
    }
}
