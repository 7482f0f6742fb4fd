/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

/** Chooses what listeners are told, within the level. Stages' thread; must allocate nothing. */
@FunctionalInterface
public interface TelemetryFilter {
    /** Lets everything pass. */
    TelemetryFilter ALL = event -> true;

    /** The event is valid during the call only. A filter that throws is removed and reported. */
    boolean accepts(TelemetryEvent event);
}
