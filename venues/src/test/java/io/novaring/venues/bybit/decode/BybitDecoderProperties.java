/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.RejectReason;
import io.novaring.codec.json.JsonCursor;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class BybitDecoderProperties {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What a message is refused for before its end was seen. */
    private static final Set<RejectReason> SYNTAX =
            Set.of(RejectReason.MALFORMED, RejectReason.TRUNCATED, RejectReason.TRAILING);

    private final Frames frames = new Frames();

    @Example
    void shouldRejectEveryTruncation() {
        int count = 0;
        for (final String frame : Frames.ALL) {
            final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                final MarketEvent event = frames.decode(Arrays.copyOf(bytes, length));
                assertEquals(EventKind.REJECT, event.kind, () -> frame + event.rawText());
                assertTrue(event.rejectOffset <= length);
                count++;
            }
        }
        assertTrue(count > 2_000, count + " truncations");
    }

    /** Every byte of every message in turn, by every ASCII byte. */
    @Example
    void shouldSurviveEveryMutationOfOneByte() {
        int valid = 0;
        for (final String frame : Frames.ALL) {
            final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < bytes.length; at++) {
                final byte before = bytes[at];
                for (int value = 0; value < 128; value++) {
                    bytes[at] = (byte) value;
                    final MarketEvent event = frames.decode(bytes);
                    if (event.kind != EventKind.REJECT) {
                        valid++;
                    } else {
                        assertEquals(0, event.flags);
                    }
                }
                bytes[at] = before;
            }
            // And what came before leaves no trace.
            assertEquals(new Frames().text(frame), frames.text(frame));
        }
        assertTrue(valid > 10_000, valid + " are still messages");
    }

    @Property
    void shouldJudgeJsonAsJacksonDoes(
            @ForAll("frames") final String frame, @ForAll final long seed) {
        final Random random = new Random(seed);
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i >= 0; i--) {
            final String likely = "{}[],:\"\\0123456789.eE+-tfnu \t\n\r";
            bytes[random.nextInt(bytes.length)] =
                    (byte) likely.charAt(random.nextInt(likely.length()));
        }

        final MarketEvent event = frames.decode(bytes);

        final boolean isRejected = event.kind == EventKind.REJECT;
        if (!isRejected || SYNTAX.contains(event.rejectReason)) {
            final String text = new String(bytes, StandardCharsets.UTF_8);
            assertEquals(isJson(text), !isRejected, text);
        }
    }

    @Property
    void shouldNeverThrowOnAnyBytes(@ForAll final byte[] bytes) {
        assertTrue(frames.decode(bytes).rejectOffset <= bytes.length);
    }

    @Property(tries = 3_000)
    void shouldNotCareForTheOrderOfFields(
            @ForAll("frames") final String frame, @ForAll final long seed)
            throws JsonProcessingException {
        final JsonNode tree = MAPPER.readTree(frame);
        final String shuffled = MAPPER.writeValueAsString(shuffle(tree, new Random(seed)));

        assertEquals(frames.text(frame), frames.text(shuffled), shuffled);
    }

    @Property
    void shouldReadNumbersAsBigDecimalDoes(
            @ForAll final long unscaled, @ForAll @IntRange(max = 20) final int scale) {
        final BigDecimal number = BigDecimal.valueOf(unscaled, scale);
        final TextDecimals decimals = new TextDecimals();
        final JsonCursor cursor = new JsonCursor();
        final MarketEvent event = new MarketEvent();
        final byte[] text = ('"' + number.toPlainString() + '"').getBytes(StandardCharsets.UTF_8);
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(text, 0, text.length);
        cursor.begin(event.raw, event.rawLength);
        decimals.begin(event.raw);

        final long scaled = decimals.required(cursor);

        final BigDecimal exact = number.movePointRight(9);
        final BigDecimal cut = exact.setScale(0, RoundingMode.DOWN);
        if (cut.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            assertEquals(RejectReason.BAD_NUMBER, cursor.failure());
        } else {
            assertEquals(cut.longValueExact(), scaled);
            assertEquals(exact.compareTo(cut) != 0, decimals.isInexact());
            assertTrue(cursor.finish());
        }
    }

    @Provide
    Arbitrary<String> frames() {
        return Arbitraries.of(Frames.ALL);
    }

    private static boolean isJson(final String text) {
        // Tokens only: Jackson has limits of its own for the values of numbers.
        try (JsonParser parser = MAPPER.createParser(text)) {
            final boolean isValue = parser.nextToken() != null;
            parser.skipChildren();
            return isValue && parser.nextToken() == null;
        } catch (final IOException e) {
            return false;
        }
    }

    private static JsonNode shuffle(final JsonNode node, final Random random) {
        if (node instanceof final ArrayNode array) {
            final ArrayNode result = MAPPER.createArrayNode();
            array.forEach(element -> result.add(shuffle(element, random)));
            return result;
        }
        if (!(node instanceof final ObjectNode object) || object.has("successTopics")) {
            // The lists of an answer are passed on as they stand.
            return node;
        }
        final List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
        Collections.shuffle(fields, random);
        final ObjectNode result = MAPPER.createObjectNode();
        for (final Map.Entry<String, JsonNode> field : fields) {
            if (random.nextInt(4) == 0) {
                result.putObject("new_" + random.nextInt(100)).putArray("a").add("te\"xt }");
            }
            result.set(field.getKey(), shuffle(field.getValue(), random));
        }
        return result;
    }
}
