/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A recording played as a venue on loopback: real sockets, the recorded bytes, the recorded times
 * or faster. What was recorded comes in through {@link
 * io.novaring.tools.simulator.playback.RecordedFeed}: journals are not known here.
 *
 * <p>For users: what is public here. It shares sockets' bytes, answers and liveness checks with the
 * simulator, and neither its market nor its exchange: everything a client is told was recorded.
 */
package io.novaring.tools.simulator.playback;
