/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class DeribitDecoderProperties {
    /** Keeps every digit: a slow, obvious judge. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Frames frames = new Frames();

    @Property(tries = 3_000)
    void shouldNotCareForTheOrderOfFields(
            @ForAll("golden") final String frame, @ForAll final long seed)
            throws JsonProcessingException {
        // Through the same printer, so that only the order differs.
        final JsonNode tree = MAPPER.readTree(frame);
        final String expected = decode(MAPPER.writeValueAsString(tree));

        final String shuffled = MAPPER.writeValueAsString(shuffle(tree, new Random(seed), false));

        assertEquals(expected, decode(shuffled), shuffled);
    }

    @Property(tries = 3_000)
    void shouldPassOverUnknownFields(@ForAll("golden") final String frame, @ForAll final long seed)
            throws JsonProcessingException {
        final JsonNode tree = MAPPER.readTree(frame);
        final String expected = decode(MAPPER.writeValueAsString(tree));

        final String extended = MAPPER.writeValueAsString(shuffle(tree, new Random(seed), true));

        assertEquals(expected, decode(extended), extended);
    }

    @Property(tries = 3_000)
    void shouldNotCareForBlanks(@ForAll("golden") final String frame, @ForAll final long seed)
            throws JsonProcessingException {
        final JsonNode tree = MAPPER.readTree(frame);
        final String pretty = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);

        if (tree.has("method")) {
            // A piece of JSON that is kept as text keeps its blanks.
            assertEquals(
                    decode(MAPPER.writeValueAsString(tree)).replaceAll("\\s", ""),
                    decode(pretty).replaceAll("\\s", ""),
                    pretty);
        } else {
            assertTrue(frames.decode(pretty).kind != EventKind.REJECT, pretty);
        }
    }

    @Property
    void shouldNeverThrowAndJudgeJsonAsJacksonDoes(
            @ForAll("golden") final String frame, @ForAll final long seed) {
        final Random random = new Random(seed);
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(2); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = mutant(random);
        }

        final MarketEvent event = frames.decode(bytes);

        final String text = new String(bytes, StandardCharsets.UTF_8);
        assertEquals(isJson(text), !isSyntax(event), text + " " + event.rejectReason);
    }

    /** What a mutant says must not hang on what the slot and the decoder held before. */
    @Property
    void shouldNeverHalfDecodeAMutant(
            @ForAll("golden") final String frame, @ForAll final long seed) {
        final Random random = new Random(seed);
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = mutant(random);
        final String text = new String(bytes, StandardCharsets.UTF_8);
        frames.decode(frame);

        final String decoded = decode(text);

        final Frames fresh = Frames.fresh();
        assertEquals(EventText.of(fresh.decode(text), fresh.symbols), decoded, text);
        if (frames.event.kind == EventKind.REJECT) {
            assertEquals(MarketEvent.NONE, frames.event.instrumentId);
            assertEquals(MarketEvent.ABSENT, frames.event.exchangeTimeNs);
            assertEquals(0, frames.event.flags);
        }
    }

    @Property
    void shouldNeverThrowOnAnyBytes(@ForAll final byte[] bytes) {
        frames.decode(bytes);

        assertTrue(frames.event.rejectOffset <= bytes.length);
    }

    @Provide
    Arbitrary<String> golden() {
        return Arbitraries.of(Frames.golden());
    }

    private String decode(final String frame) {
        return EventText.of(frames.decode(frame), frames.symbols);
    }

    /** A printable ASCII byte or a control character: what is no UTF-8 never reaches a decoder. */
    private static byte mutant(final Random random) {
        final String likely = "{}[],:\"\\0123456789.eE+-tfnu \t\n\r";
        return random.nextInt(4) == 0
                ? (byte) random.nextInt(0x7F)
                : (byte) likely.charAt(random.nextInt(likely.length()));
    }

    private static boolean isSyntax(final MarketEvent event) {
        return event.kind == EventKind.REJECT
                && (event.rejectReason == RejectReason.MALFORMED
                        || event.rejectReason == RejectReason.TRUNCATED
                        || event.rejectReason == RejectReason.TRAILING);
    }

    /** Or what was rejected for its meaning before its syntax was seen to be wrong. */
    private boolean isJson(final String text) {
        if (frames.event.kind == EventKind.REJECT && !isSyntax(frames.event)) {
            return true;
        }
        // Tokens only: Jackson has limits of its own for the values of numbers.
        try (JsonParser parser = MAPPER.createParser(text)) {
            final boolean isValue = parser.nextToken() != null;
            parser.skipChildren();
            return isValue && parser.nextToken() == null;
        } catch (final IOException e) {
            return false;
        }
    }

    private static JsonNode shuffle(
            final JsonNode node, final Random random, final boolean isExtended) {
        if (node instanceof final ArrayNode array) {
            final ArrayNode result = MAPPER.createArrayNode();
            array.forEach(element -> result.add(shuffle(element, random, isExtended)));
            return result;
        }
        if (!(node instanceof final ObjectNode object)) {
            return node;
        }
        final List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
        Collections.shuffle(fields, random);
        final ObjectNode result = MAPPER.createObjectNode();
        for (final Map.Entry<String, JsonNode> field : fields) {
            if (isExtended && random.nextInt(3) == 0) {
                result.put("new_" + random.nextInt(100), "te\"xt, \\ and }");
                result.putObject("newer_" + random.nextInt(100)).putArray("a").add(-1.5e-7);
            }
            final boolean isText = isKeptAsText(object, field.getKey());
            final JsonNode value = field.getValue();
            result.set(field.getKey(), isText ? value : shuffle(value, random, isExtended));
        }
        return result;
    }

    /** What an event keeps as a range of the message, whatever is in it. */
    private static boolean isKeptAsText(final ObjectNode object, final String key) {
        final String channel = object.path("channel").asText();
        return switch (key) {
            case "result", "limits" -> true;
            case "data" ->
                    object.has("code")
                            || object.has("log")
                            || channel.endsWith("liquidation")
                            || channel.endsWith("lsp");
            default -> key.endsWith("_map");
        };
    }
}
