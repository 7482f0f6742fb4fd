/* SPDX-License-Identifier: Apache-2.0 */
/** RFC 6455 and JSON numbers by hand: what a simulated venue needs to break things on the wire. */
package io.novaring.tools.simulator.wire;
