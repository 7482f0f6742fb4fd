/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Internal: the channels of the venue. What they are called, who is subscribed to them, and the
 * messages a market event or the end of an interval is worth on each.
 */
package io.novaring.tools.simulator.channel;
