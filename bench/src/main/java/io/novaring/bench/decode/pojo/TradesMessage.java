/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;

/** What the venue sends. */
@CompiledJson
public final class TradesMessage {
    private TradesParams params;

    public TradesParams getParams() {
        return params;
    }

    public void setParams(final TradesParams value) {
        params = value;
    }
}
