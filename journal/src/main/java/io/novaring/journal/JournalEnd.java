/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

/** How a journal ends, as far as it was read. */
public enum JournalEnd {
    /** Between two blocks, without a seal: the writer is still running, or was killed. */
    UNSEALED,
    /** Within a block: the writer is at it, was killed at it, or the file was cut. */
    TORN,
    /** The run ended in order and nothing is missing. */
    SEALED,
    /** A flat file with a part of a run is over, and nothing in it is missing. */
    EXPORTED,
    /** The writer stopped because the disk was nearly full; later events were not recorded. */
    STOPPED,
    /** At something that was damaged after it was written, or is no journal at all. */
    DAMAGED
}
