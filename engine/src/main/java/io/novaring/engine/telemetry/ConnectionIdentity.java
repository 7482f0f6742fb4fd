/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.codec.SymbolTable;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.VenueClient;

/** Names of one connection and of what is on it. Immutable; any thread that sees its events. */
final class ConnectionIdentity {
    private final String venue;
    private final String role;
    private final MessageHandler messages;
    private final SymbolTable channels;

    ConnectionIdentity(final VenueClient client, final SymbolTable channels) {
        this.venue = client.venue();
        this.role = client.role();
        this.messages = client.messages();
        this.channels = channels;
    }

    String venue() {
        return venue;
    }

    String role() {
        return role;
    }

    String nameOf(final int requestType) {
        return messages.nameOf(requestType);
    }

    String channel(final int channelId) {
        return channels.name(channelId);
    }
}
