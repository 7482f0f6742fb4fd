/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The I/O thread: sessions, attempts, authentication, pings and the command rings. How bytes become
 * messages is the business of the package below.
 */
package io.novaring.engine.connection;
