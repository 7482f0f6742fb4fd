/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

/** What a playback counts. Playback thread only. */
final class PlaybackTotals {
    long clients;
    long clientsLost;
    long messagesPlayed;
    long framesSent;
    long bytesSent;

    PlaybackSummary summary(final boolean ended) {
        return new PlaybackSummary(
                clients, clientsLost, messagesPlayed, framesSent, bytesSent, ended);
    }
}
