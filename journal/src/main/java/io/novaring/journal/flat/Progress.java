/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

/** Told now and then how far a copy is. */
@FunctionalInterface
public interface Progress {
    /** Is told nothing. */
    Progress NONE = events -> true;

    /**
     * @param events copied so far.
     * @return false to give up.
     */
    boolean onProgress(long events);
}
