/* SPDX-License-Identifier: Apache-2.0 */
/** How a place in a queue that only its total is known of is estimated. */
package io.novaring.tools.simulator.exchange.queue;
