/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.reconnect.CircuitBreaker;

/**
 * How one connection was at one moment. Immutable: any thread.
 *
 * @param epoch number of the session or attempt, from 1; 0 before the first.
 * @param lastConnectedTimeNs when messages could last begin to flow, epoch nanoseconds; 0 for
 *     never.
 * @param lastReason why the last session or attempt ended; null before that.
 * @param lastCloseCode WebSocket close code of the peer, or HTTP status of a refused upgrade; 0
 *     when there was neither.
 * @param lastText what was told about it; empty when nothing was.
 * @param lastDisconnectTimeNs when that was, epoch nanoseconds; 0 for never.
 * @param attempts planned since the last healthy session.
 * @param nextAttemptTimeNs epoch nanoseconds; 0 when none is planned.
 * @param breaker whether the circuit breaker lets attempts through.
 * @param bytesIn of the WebSocket streams received, without encryption, of all sessions.
 * @param bytesOut of the WebSocket streams sent, without encryption, of all sessions.
 * @param messagesIn text and binary messages received.
 * @param messagesOut messages sent.
 * @param journal how the journal of the whole engine fares; NONE when it has none.
 */
public record ConnectionStatus(
        int connectionId,
        String venue,
        String role,
        State state,
        int epoch,
        long lastConnectedTimeNs,
        DisconnectReason lastReason,
        int lastCloseCode,
        String lastText,
        long lastDisconnectTimeNs,
        int attempts,
        long nextAttemptTimeNs,
        CircuitBreaker.State breaker,
        long bytesIn,
        long bytesOut,
        long messagesIn,
        long messagesOut,
        RecorderState journal) {

    /** Where the connection is, in the words of somebody who wants to use it. */
    public enum State {
        /** Between attempts, before the first, or closed with the engine. */
        DISCONNECTED,
        /** An attempt is under way. */
        CONNECTING,
        /** Messages flow; where that is asked for, the venue does not know us yet. */
        CONNECTED,
        /** Messages flow, and the venue knows us. */
        AUTHENTICATED,
        /** Given up, or kept from trying by its circuit breaker. */
        ERROR
    }

    ConnectionStatus withTraffic(
            final long newBytesIn,
            final long newBytesOut,
            final long newMessagesIn,
            final long newMessagesOut) {
        return new ConnectionStatus(
                connectionId,
                venue,
                role,
                state,
                epoch,
                lastConnectedTimeNs,
                lastReason,
                lastCloseCode,
                lastText,
                lastDisconnectTimeNs,
                attempts,
                nextAttemptTimeNs,
                breaker,
                newBytesIn,
                newBytesOut,
                newMessagesIn,
                newMessagesOut,
                journal);
    }

    /** The same, with how the journal fares. */
    public ConnectionStatus withJournal(final RecorderState newJournal) {
        return new ConnectionStatus(
                connectionId,
                venue,
                role,
                state,
                epoch,
                lastConnectedTimeNs,
                lastReason,
                lastCloseCode,
                lastText,
                lastDisconnectTimeNs,
                attempts,
                nextAttemptTimeNs,
                breaker,
                bytesIn,
                bytesOut,
                messagesIn,
                messagesOut,
                newJournal);
    }
}
