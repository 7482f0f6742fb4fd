/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the recorded client asked and was told, for those who ask the same again: of each question
 * the answer that the recording has come to, and before it has come to any, its first. Bounded; one
 * thread at a time.
 */
final class RecordedAnswers {
    static final long BYTES_MAX = 256L << 20;

    private static final int PENDING_MAX = 4096;
    private static final List<String> TIMES = List.of("start_timestamp", "end_timestamp");

    private long bytes;
    private final Map<Question, byte[]> results = new HashMap<>();
    // Of questions about a span of time, which is never the same again.
    private final Map<Question, byte[]> timeless = new HashMap<>();
    private final Map<String, Integer> granted = new HashMap<>();
    private final Map<Asked, Question> pending =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(final Map.Entry<Asked, Question> eldest) {
                    return size() > PENDING_MAX;
                }
            };
    private final ObjectMapper mapper = new ObjectMapper();

    /** The same whatever the order of the parameters, and whoever asks. */
    private record Question(String method, JsonNode params) {}

    private record Asked(int connectionId, String id) {}

    /** Whether the method asks for something and changes nothing. */
    static boolean isQuery(final String method) {
        return method.contains("/get_")
                || "public/ticker".equals(method)
                || "public/status".equals(method);
    }

    private static boolean isSubscribe(final String method) {
        return method.endsWith("/subscribe");
    }

    /** Channels the venue granted, each with the first connection it was granted to. */
    Map<String, Integer> granted() {
        return granted;
    }

    /** The recorded client sent a request. */
    void onRequest(final FrameScan scan, final RecordedFeed feed) {
        if (!isQuery(scan.method()) && !isSubscribe(scan.method())) {
            return;
        }
        try {
            final JsonNode request = mapper.readTree(feed.bytes(), 0, feed.length());
            pending.put(
                    new Asked(feed.connectionId(), scan.id()),
                    question(scan.method(), request.path("params")));
        } catch (final IOException e) {
            // It was scanned before, so it is broken behind what the scan needs: nobody asks it.
            pending.remove(new Asked(feed.connectionId(), scan.id()));
        }
    }

    /** The venue's result came. */
    void onResult(final FrameScan scan, final RecordedFeed feed, final boolean replace) {
        final Question question = pending.remove(new Asked(feed.connectionId(), scan.id()));
        if (question == null || !replace && results.containsKey(question)) {
            return;
        }
        if (isSubscribe(question.method)) {
            grant(feed);
            return;
        }
        final byte[] result = result(Arrays.copyOf(feed.bytes(), feed.length()));
        final byte[] before = results.get(question);
        final long more = result == null ? 0 : result.length - (before == null ? 0 : before.length);
        if (result != null && bytes + more <= BYTES_MAX) {
            results.put(question, result);
            if (isAboutTime(question)) {
                timeless.put(timeless(question), result);
            }
            bytes += more;
        }
    }

    private void grant(final RecordedFeed feed) {
        try {
            for (final JsonNode name :
                    mapper.readTree(feed.bytes(), 0, feed.length()).path("result")) {
                granted.putIfAbsent(name.asText(), feed.connectionId());
            }
        } catch (final IOException e) {
            // Broken behind its id: what it would have granted is granted by its messages.
            return;
        }
    }

    /**
     * The JSON of the recorded result; null when nobody asked that. A span of time nobody asked for
     * is answered as any other was, everything else being equal.
     */
    byte[] find(final String method, final JsonNode params) {
        final Question question = question(method, params);
        final byte[] result = results.get(question);
        return result == null && isAboutTime(question) ? timeless.get(timeless(question)) : result;
    }

    private static Question question(final String method, final JsonNode params) {
        final ObjectNode canonical = JsonNodeFactory.instance.objectNode();
        if (params instanceof ObjectNode object) {
            canonical.setAll(object);
            canonical.remove("access_token");
        }
        return new Question(method, canonical);
    }

    private static boolean isAboutTime(final Question question) {
        return TIMES.stream().anyMatch(question.params::has);
    }

    private static Question timeless(final Question question) {
        final ObjectNode rest = JsonNodeFactory.instance.objectNode();
        rest.setAll((ObjectNode) question.params);
        return new Question(question.method, rest.remove(TIMES));
    }

    /** The bytes of the result as they stand in the message. */
    private static byte[] result(final byte[] message) {
        try (JsonParser json = Notifications.parser(message, message.length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                final boolean found = "result".equals(json.currentName());
                json.nextToken();
                final int from = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                json.finishToken();
                if (found) {
                    final int to = (int) json.currentLocation().getByteOffset();
                    return Arrays.copyOfRange(message, from, to);
                }
            }
        } catch (final IOException e) {
            return null;
        }
        return null;
    }
}
