/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Finds out what a recorded message is, reading no more of it than that takes. One thread. */
final class FrameScan {
    private String method;
    private String channel;
    private String id;
    private boolean hasResult;

    enum Kind {
        /** Of a channel: {@link #channel()}. */
        NOTIFICATION,
        /** A request of the client: {@link #method()} and {@link #id()}. */
        REQUEST,
        /** A result for {@link #id()}; errors are {@link #OTHER}. */
        RESULT,
        /** A heartbeat, an error, or nothing that can be read. */
        OTHER
    }

    Kind scan(final byte[] bytes, final int length) {
        method = null;
        channel = null;
        id = null;
        hasResult = false;
        try (JsonParser json = Notifications.parser(bytes, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Kind.OTHER;
            }
            while (!isNotification() && json.nextToken() == JsonToken.FIELD_NAME) {
                final String name = json.currentName();
                json.nextToken();
                field(json, name);
            }
        } catch (final IOException e) {
            return Kind.OTHER;
        }
        if (isNotification()) {
            return Kind.NOTIFICATION;
        }
        if (id == null) {
            return Kind.OTHER;
        }
        if (hasResult) {
            return Kind.RESULT;
        }
        return method == null ? Kind.OTHER : Kind.REQUEST;
    }

    private boolean isNotification() {
        return channel != null && "subscription".equals(method);
    }

    private void field(final JsonParser json, final String name) throws IOException {
        switch (name) {
            case "method" -> method = json.getText();
            case "id" -> id = json.getText();
            case "params" -> params(json);
            default -> {
                hasResult |= "result".equals(name);
                json.skipChildren();
            }
        }
    }

    private void params(final JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            final boolean found = "channel".equals(json.currentName());
            if (json.nextToken() == JsonToken.VALUE_STRING && found) {
                channel = json.getText();
                if (isNotification()) {
                    return;
                }
            }
            json.skipChildren();
        }
    }

    String method() {
        return method;
    }

    String channel() {
        return channel;
    }

    String id() {
        return id;
    }
}
