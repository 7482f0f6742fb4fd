/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

/** What the files of an import are. */
public enum ImportFormat {
    /** Raw messages of the venue with the times at which they were received, one a line. */
    FRAMES,
    /**
     * CSV files of Tardis, of the exchange {@code deribit}: {@code incremental_book_L2}, {@code
     * trades}, {@code quotes} and {@code derivative_ticker}.
     */
    TARDIS
}
