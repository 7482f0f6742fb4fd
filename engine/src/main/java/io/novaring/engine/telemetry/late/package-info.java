/* SPDX-License-Identifier: Apache-2.0 */

/** Why an event was late: notes of slow events, slow handlers and pauses of the JVM. */
package io.novaring.engine.telemetry.late;
