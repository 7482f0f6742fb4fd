/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Recordings of others made into journals: files are read side by side, their messages merged by
 * the time at which they were received, and given to the engine's stages as a session of a public
 * connection that never was. What goes over the ring is recorded as a live run is.
 */
package io.novaring.tools.data.importing;
