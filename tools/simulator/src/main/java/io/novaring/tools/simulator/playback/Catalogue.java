/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import java.util.HashMap;
import java.util.Map;

/**
 * What a recording holds, found by reading all of it once: its channels, and the first answer to
 * each question. A channel that two connections recorded is played as the first of them had it; one
 * that was granted and never said anything is granted again.
 */
final class Catalogue {
    /** Both are {@link Long#MIN_VALUE} while no notification is to be sent. */
    long firstTimeNs = Long.MIN_VALUE;

    long lastTimeNs = Long.MIN_VALUE;

    final Map<String, RecordedChannel> channels = new HashMap<>();
    final RecordedAnswers answers = new RecordedAnswers();

    private Catalogue() {}

    static Catalogue of(final RecordedFeed feed, final PlaybackConfig config) {
        final Catalogue catalogue = new Catalogue();
        final FrameScan scan = new FrameScan();
        while (feed.next()) {
            catalogue.add(scan.scan(feed.bytes(), feed.length()), scan, feed, config);
        }
        catalogue
                .answers
                .granted()
                .forEach(
                        (name, connectionId) ->
                                catalogue.channels.computeIfAbsent(
                                        name, key -> new RecordedChannel(key, connectionId)));
        return catalogue;
    }

    private void add(
            final FrameScan.Kind kind,
            final FrameScan scan,
            final RecordedFeed feed,
            final PlaybackConfig config) {
        if (feed.isOutbound()) {
            if (kind == FrameScan.Kind.REQUEST) {
                answers.onRequest(scan, feed);
            }
        } else if (kind == FrameScan.Kind.RESULT) {
            answers.onResult(scan, feed, false);
        } else if (kind == FrameScan.Kind.NOTIFICATION) {
            channels.computeIfAbsent(
                    scan.channel(), name -> new RecordedChannel(name, feed.connectionId()));
            if (isPlayed(feed, config)) {
                firstTimeNs = firstTimeNs == Long.MIN_VALUE ? feed.timeNs() : firstTimeNs;
                lastTimeNs = Math.max(lastTimeNs, feed.timeNs());
            }
        }
    }

    /** Whether the message is behind the place the playback begins at. */
    static boolean isPlayed(final RecordedFeed feed, final PlaybackConfig config) {
        return feed.sequence() >= config.fromSequence() && feed.timeNs() >= config.fromTimeNs();
    }
}
