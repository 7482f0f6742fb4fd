/* SPDX-License-Identifier: Apache-2.0 */
/** Commands that show what engines tell: counters of running ones, latencies of any. */
package io.novaring.tools.cli.telemetry;
