/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.tools.data.table.TableFile;
import java.io.IOException;

/** Where rows go. One thread. */
interface TableSink extends AutoCloseable {
    /**
     * Begins a part of a table: rows of one day and instrument.
     *
     * @param instrument null for rows that have none.
     */
    TableFile begin(ExportTable table, long day, String instrument) throws IOException;

    /** Every part has come to its end. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
