/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Bytes of a journal: documents, blocks, records, notes, index. For the packages of the journal; no
 * program needs them to record or to read.
 */
package io.novaring.journal.format;
