/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import java.io.IOException;

/** A file that is being written. One thread. */
public interface TableFile {
    /** Adds rows behind those it has. */
    void write(RowBatch batch) throws IOException;

    /**
     * Writes what is left, and ends the file. A file without a row is whole too.
     *
     * @return bytes of the file.
     */
    long finish() throws IOException;

    /** Gives back what it holds; what it wrote is of no use. */
    void abandon();
}
