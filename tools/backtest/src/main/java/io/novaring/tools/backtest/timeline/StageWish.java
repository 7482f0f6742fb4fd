/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.DisconnectReason;

/**
 * What a stage wished for on the connection that trades.
 *
 * @param message to send; null for one of the others.
 * @param reason to end the session with; null for another wish.
 */
record StageWish(
        int epoch,
        int requestType,
        long requestId,
        long token,
        byte[] message,
        DisconnectReason reason) {
    static StageWish disconnect(final int epoch, final DisconnectReason reason) {
        return new StageWish(epoch, 0, 0, 0, null, reason);
    }

    static StageWish reauthenticate(final int epoch) {
        return new StageWish(epoch, 0, 0, 0, null, null);
    }

    boolean isMessage() {
        return message != null;
    }

    boolean isDisconnect() {
        return reason != null;
    }
}
