/* SPDX-License-Identifier: Apache-2.0 */
/** Questions in SQL to the tables of a recording, answered by DuckDB within this process. */
package io.novaring.tools.data.sql;
