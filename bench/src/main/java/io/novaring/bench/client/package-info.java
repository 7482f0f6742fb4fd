/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Whole clients on one feed, each in a process of its own: NovaRing, what others write first, and
 * the least that any client has to do.
 */
package io.novaring.bench.client;
