/* SPDX-License-Identifier: Apache-2.0 */
/** Rows and columns, and files of them in each format. */
package io.novaring.tools.data.table;
