/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.tools.data.table.Column;
import io.novaring.tools.data.table.ColumnType;
import io.novaring.tools.data.table.RowBatch;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was written of one table: counted here, whatever the format makes of it. */
public final class TableTotals {
    private final ExportTable table;
    private final ExactSum[] sums;
    private long rows;
    private long files;
    private long bytes;

    TableTotals(final ExportTable table) {
        this.table = table;
        final List<Column> columns = table.columns();
        sums = new ExactSum[columns.size()];
        for (int i = 0; i < sums.length; i++) {
            if (columns.get(i).type() == ColumnType.DECIMAL) {
                sums[i] = new ExactSum();
            }
        }
    }

    void add(final RowBatch batch) {
        rows += batch.rows();
        for (int at = 0; at < sums.length; at++) {
            if (sums[at] == null) {
                continue;
            }
            for (int row = 0; row < batch.rows(); row++) {
                if (!batch.isNull(at, row)) {
                    sums[at].add(batch.number(at, row));
                }
            }
        }
    }

    void addFile() {
        files++;
    }

    void addBytes(final long count) {
        bytes += count;
    }

    public ExportTable table() {
        return table;
    }

    public long rows() {
        return rows;
    }

    public long files() {
        return files;
    }

    /** Bytes of the files. */
    public long bytes() {
        return bytes;
    }

    /** The exact sum of each column of decimals, in the order of the columns. */
    public Map<String, BigDecimal> sums() {
        final Map<String, BigDecimal> byName = new LinkedHashMap<>();
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] != null) {
                byName.put(table.columns().get(i).name(), sums[i].value());
            }
        }
        return byName;
    }
}
