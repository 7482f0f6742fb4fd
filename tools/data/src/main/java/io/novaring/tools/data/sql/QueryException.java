/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.sql;

/** A query that DuckDB does not take; the message is DuckDB's, often with the place. */
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1L;

    QueryException(final Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
