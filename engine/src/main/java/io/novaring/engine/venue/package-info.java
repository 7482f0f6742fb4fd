/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a venue adapter supplies: small handlers that decide and encode, and touch no socket, clock
 * or thread. The engine owns these interfaces and calls them.
 */
package io.novaring.engine.venue;
