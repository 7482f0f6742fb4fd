/* SPDX-License-Identifier: Apache-2.0 */
/** A certificate for tests of {@code wss} on loopback. */
package io.novaring.tools.simulator.tls;
