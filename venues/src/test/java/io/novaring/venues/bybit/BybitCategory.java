/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

/** What is traded; the address names it, no message does. */
enum BybitCategory {
    LINEAR("/v5/public/linear", 100),
    /** More than ten topics in one request are refused. */
    SPOT("/v5/public/spot", 10),
    /** Its answers name what was granted and what was not. */
    OPTION("/v5/public/option", 100);

    private final String path;
    private final int batchMax;

    BybitCategory(final String path, final int batchMax) {
        this.path = path;
        this.batchMax = batchMax;
    }

    String path() {
        return path;
    }

    /** Topics in one request, at most. */
    int batchMax() {
        return batchMax;
    }
}
