/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Internal: answers to requests that only read. It knows the market and how an answer is written,
 * and no connection.
 */
package io.novaring.tools.simulator.query;
