/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.json.JsonEncoder;

/** What one stage decides goes through here: to the sink, and into the stage's hash. */
final class StageOutput {
    private static final int INITIAL_CAPACITY = 1024;

    // In the hash, where the codes of request types and reasons stand for other decisions.
    private static final int REAUTHENTICATE = -2;

    private final int stage;
    private long hash = StateHash.SEED;
    private final RequestSink sink;
    private final JsonEncoder encoder = new JsonEncoder(INITIAL_CAPACITY);

    StageOutput(final int stage, final RequestSink sink) {
        this.stage = stage;
        this.sink = sink;
    }

    /** The emptied encoder; what is written to it is what the next {@link #send} sends. */
    JsonEncoder encoder() {
        return encoder.clear();
    }

    void send(
            final int connectionId,
            final int epoch,
            final int requestType,
            final long requestId,
            final long token) {
        hash = StateHash.mix(hash, (long) connectionId << 32 | requestType);
        hash = StateHash.mix(hash, (long) epoch << 48 ^ requestId);
        hash = StateHash.mix(hash, token);
        hash = StateHash.mix(hash, encoder.buffer(), encoder.length());
        sink.send(
                stage,
                connectionId,
                epoch,
                requestType,
                requestId,
                token,
                encoder.buffer(),
                encoder.length());
    }

    void disconnect(final int connectionId, final int epoch, final DisconnectReason reason) {
        hash = StateHash.mix(hash, (long) connectionId << 32 | reason.code());
        hash = StateHash.mix(hash, epoch);
        sink.disconnect(stage, connectionId, epoch, reason);
    }

    void reauthenticate(final int connectionId, final int epoch) {
        hash = StateHash.mix(hash, (long) connectionId << 32 ^ REAUTHENTICATE);
        hash = StateHash.mix(hash, epoch);
        sink.reauthenticate(stage, connectionId, epoch);
    }

    /** Puts a decision that sends nothing into the hash. */
    void mix(final long decision) {
        hash = StateHash.mix(hash, decision);
    }

    /** Goes on from the hash that another run had. */
    void resume(final long newHash) {
        hash = newHash;
    }

    long hash() {
        return hash;
    }
}
