/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The I/O thread: sockets, TLS, WebSocket framing, reconnects and the command rings. The only place
 * that knows Java-WebSocket.
 */
package io.novaring.engine.connection;
