/* SPDX-License-Identifier: Apache-2.0 */
/**
 * One socket's way from bytes to messages and back: TCP, TLS, the upgrade, the frame walk and the
 * buffers. The only place that knows Java-WebSocket. It decides nothing about what comes after.
 */
package io.novaring.engine.connection.wire;
