/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.limit;

/** Whose credits a public request takes. */
public enum CreditPolicy {
    /** Nobody's: requests are not limited. */
    OFF,
    /** Every connection has its own. */
    PER_CONNECTION,
    /** All connections of an address share them; on loopback these are all. */
    PER_ADDRESS
}
