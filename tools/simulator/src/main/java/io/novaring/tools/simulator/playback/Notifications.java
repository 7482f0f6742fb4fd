/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The envelope of the venue's notifications: read, and written anew. Any thread. */
final class Notifications {
    /** Behind the data. */
    static final byte[] END = {'}', '}'};

    private static final JsonFactory JSON = new JsonFactory();

    private Notifications() {}

    /** Everything before the data. */
    static byte[] head(final String channel) {
        final String head =
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\""
                        + channel
                        + "\",\"data\":";
        return head.getBytes(StandardCharsets.UTF_8);
    }

    static JsonParser parser(final byte[] bytes, final int length) throws IOException {
        return JSON.createParser(bytes, 0, length);
    }

    /** A parser at the first token of the data, to be closed; null when there is none. */
    static JsonParser data(final byte[] bytes, final int length) throws IOException {
        final JsonParser json = parser(bytes, length);
        try {
            if (json.nextToken() == JsonToken.START_OBJECT
                    && enter(json, "params")
                    && json.currentToken() == JsonToken.START_OBJECT
                    && enter(json, "data")) {
                return json;
            }
        } catch (final IOException e) {
            json.close();
            throw e;
        }
        json.close();
        return null;
    }

    /** Moves to the value of a field of the object it is in; false when there is none. */
    private static boolean enter(final JsonParser json, final String field) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            final boolean found = field.equals(json.currentName());
            json.nextToken();
            if (found) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }
}
