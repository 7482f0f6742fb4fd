/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

/** Tells when it is initialised. A hostile journal names it. */
final class Tripwire {
    static {
        System.setProperty("novaring.tripwire", "initialised");
    }

    private Tripwire() {}
}
