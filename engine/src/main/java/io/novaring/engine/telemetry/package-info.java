/* SPDX-License-Identifier: Apache-2.0 */
/** What an operator is told about a running engine: events, counters and latencies. */
package io.novaring.engine.telemetry;
