/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.Wishes;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a handler wished for; ids count from 5. */
final class WishRecorder implements Wishes {
    final List<String> sent = new ArrayList<>();
    final List<Integer> types = new ArrayList<>();
    final List<DisconnectReason> disconnects = new ArrayList<>();
    private final JsonEncoder message = new JsonEncoder(64);
    private long requestId = 5;

    @Override
    public long requestId() {
        return requestId;
    }

    @Override
    public JsonEncoder message() {
        return message.clear();
    }

    @Override
    public void send(final int requestType) {
        sent.add(message.toString());
        types.add(requestType);
        requestId++;
    }

    @Override
    public void disconnect(final DisconnectReason reason) {
        disconnects.add(reason);
    }
}
