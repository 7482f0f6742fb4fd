/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A ticker that is told in parts: every field as it was told last. */
final class RecordedTicker implements ChannelMemory {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final byte[] head;
    private ObjectNode fields;

    RecordedTicker(final String channel) {
        head = Notifications.head(channel);
    }

    @Override
    public boolean apply(final byte[] bytes, final int length) {
        try (JsonParser json = Notifications.data(bytes, length)) {
            final JsonNode data = json == null ? null : MAPPER.readTree(json);
            if (!(data instanceof ObjectNode object)) {
                return false;
            }
            if ("snapshot".equals(object.path("type").asText())) {
                fields = object;
                return true;
            }
            if (fields != null) {
                object.remove("type");
                merge(object, fields);
            }
        } catch (final IOException e) {
            // Recorded as broken as it is; what it would have told stays as it was.
            return false;
        }
        return false;
    }

    private static void merge(final ObjectNode from, final ObjectNode to) {
        from.properties()
                .forEach(
                        field -> {
                            final JsonNode before = to.get(field.getKey());
                            if (before instanceof ObjectNode inner
                                    && field.getValue() instanceof ObjectNode change) {
                                merge(change, inner);
                            } else {
                                to.set(field.getKey(), field.getValue());
                            }
                        });
    }

    @Override
    public boolean writeFirst(final FrameWriter out) {
        if (fields == null) {
            return false;
        }
        final byte[] data = fields.toString().getBytes(StandardCharsets.UTF_8);
        out.raw(head).raw(data).raw(Notifications.END);
        return true;
    }

    @Override
    public boolean mustBegin() {
        return true;
    }
}
