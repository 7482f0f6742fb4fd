/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.Wishes;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a handler wished for; ids count from 5. */
final class WishRecorder implements Wishes {
    final List<String> sent = new ArrayList<>();
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
        sent.add(requestType + " " + message);
        requestId++;
    }

    @Override
    public void disconnect(final DisconnectReason reason) {
        sent.add("disconnect " + reason);
    }
}
