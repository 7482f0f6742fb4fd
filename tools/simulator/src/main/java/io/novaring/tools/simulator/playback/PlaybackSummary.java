/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

/**
 * What became of a playback.
 *
 * @param clients how many came, one that came twice counted twice.
 * @param clientsLost ended because they read nothing while others waited for them.
 * @param messagesPlayed recorded notifications passed, each once, heard by somebody or not.
 * @param framesSent text frames of all clients, answers and heartbeats included.
 * @param bytesSent what the sockets took, all clients together.
 * @param ended whether the recording was played to its end.
 */
public record PlaybackSummary(
        long clients,
        long clientsLost,
        long messagesPlayed,
        long framesSent,
        long bytesSent,
        boolean ended) {}
