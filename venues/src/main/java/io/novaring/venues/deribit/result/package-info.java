/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Answers to Deribit's public requests as immutable records, read from the JSON text of a result.
 * For start-up and rare looks; nothing here belongs on a hot path.
 */
package io.novaring.venues.deribit.result;
