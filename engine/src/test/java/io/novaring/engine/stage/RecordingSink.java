/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.DisconnectReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what stages want done. */
final class RecordingSink implements RequestSink {
    final List<Sent> sent = new ArrayList<>();
    final List<Ended> ended = new ArrayList<>();
    int reauthentications;

    record Sent(
            int stage,
            int connectionId,
            int epoch,
            int requestType,
            long requestId,
            long token,
            String text) {}

    record Ended(int stage, int connectionId, int epoch, DisconnectReason reason) {}

    @Override
    public void send(
            final int stage,
            final int connectionId,
            final int epoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        final String text = new String(message, 0, length, StandardCharsets.UTF_8);
        sent.add(new Sent(stage, connectionId, epoch, requestType, requestId, token, text));
    }

    @Override
    public void disconnect(
            final int stage,
            final int connectionId,
            final int epoch,
            final DisconnectReason reason) {
        ended.add(new Ended(stage, connectionId, epoch, reason));
    }

    @Override
    public void reauthenticate(final int stage, final int connectionId, final int epoch) {
        reauthentications++;
    }
}
