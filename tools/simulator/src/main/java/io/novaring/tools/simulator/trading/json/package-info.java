/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Internal: the objects of the private side as they are on the wire, their keys and the forms of
 * their numbers drawn by seed.
 */
package io.novaring.tools.simulator.trading.json;
