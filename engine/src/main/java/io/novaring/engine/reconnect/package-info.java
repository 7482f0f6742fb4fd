/* SPDX-License-Identifier: Apache-2.0 */
/** Whether, and when, a connection is tried again: strategies, backoff, breaker and budget. */
package io.novaring.engine.reconnect;
