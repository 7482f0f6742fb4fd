/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;

/** What the venue sends. */
@CompiledJson
public final class BookMessage {
    private BookParams params;

    public BookParams getParams() {
        return params;
    }

    public void setParams(final BookParams value) {
        params = value;
    }
}
