/* SPDX-License-Identifier: Apache-2.0 */
/** The figures of an engine for Micrometer, and an endpoint that Prometheus scrapes. */
package io.novaring.tools.telemetry;
