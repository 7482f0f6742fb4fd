/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.tools.data.table.RowBatch;
import io.novaring.tools.data.table.TableFile;

/** Rows go nowhere: who brings them counts them. */
final class CountSink implements TableSink {
    private static final TableFile NOWHERE =
            new TableFile() {
                @Override
                public void write(final RowBatch batch) {
                    // Counted already.
                }

                @Override
                public long finish() {
                    return 0;
                }

                @Override
                public void abandon() {
                    // There is nothing.
                }
            };

    @Override
    public TableFile begin(final ExportTable table, final long day, final String instrument) {
        return NOWHERE;
    }

    @Override
    public void finish() {
        // There is nothing.
    }

    @Override
    public void close() {
        // There is nothing.
    }
}
