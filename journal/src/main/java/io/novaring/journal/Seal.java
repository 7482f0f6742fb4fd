/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

/**
 * Last word of an orderly run.
 *
 * @param eventCount records of the whole journal.
 * @param stateHash of the engine behind the last event: a replay must arrive at the same.
 */
public record Seal(long eventCount, long stateHash) {}
