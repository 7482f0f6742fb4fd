/* SPDX-License-Identifier: Apache-2.0 */
/** Internal: what the simulator's thread does when. Time is an argument; nothing here waits. */
package io.novaring.tools.simulator.schedule;
