/* SPDX-License-Identifier: Apache-2.0 */
/** Recordings as tables: CSV, Parquet and Arrow; see docs/data.md. */
package io.novaring.tools.data.export;
