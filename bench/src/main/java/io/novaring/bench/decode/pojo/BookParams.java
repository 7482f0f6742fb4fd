/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;

/** Channel and data. */
@CompiledJson
public final class BookParams {
    private String channel;

    private Book data;

    public String getChannel() {
        return channel;
    }

    public void setChannel(final String value) {
        channel = value;
    }

    public Book getData() {
        return data;
    }

    public void setData(final Book value) {
        data = value;
    }
}
