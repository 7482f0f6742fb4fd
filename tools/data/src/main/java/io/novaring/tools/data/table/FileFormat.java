/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes files of one format; keeps no more of them open than its format needs. One thread. */
public interface FileFormat extends AutoCloseable {
    /**
     * Begins a file.
     *
     * @param instrument the one of all its rows, or null.
     */
    TableFile create(Path path, List<Column> columns, String instrument) throws IOException;

    @Override
    void close() throws IOException;
}
