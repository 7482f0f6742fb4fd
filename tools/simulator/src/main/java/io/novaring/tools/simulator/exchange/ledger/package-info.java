/* SPDX-License-Identifier: Apache-2.0 */
/** Internal: everything the exchange did, in its order: the oracle of tests. */
package io.novaring.tools.simulator.exchange.ledger;
