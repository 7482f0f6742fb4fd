/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack;

/** One look at the machine over a round. */
public interface Quiet {
    /** Ends the look: true when the round counts. */
    boolean wasQuiet();
}
