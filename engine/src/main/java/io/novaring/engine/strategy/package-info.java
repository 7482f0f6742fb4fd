/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Strategies that are written once: the same class trades at a venue, against the simulator and on
 * a recording.
 */
package io.novaring.engine.strategy;
