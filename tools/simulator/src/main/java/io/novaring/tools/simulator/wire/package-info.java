/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Internal: RFC 6455 and JSON numbers by hand, which is what a simulated venue needs to break
 * things on the wire.
 */
package io.novaring.tools.simulator.wire;
