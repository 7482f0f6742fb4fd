/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Whatever the order of its keys and the form of its numbers, an object says the same. */
final class FieldsProperties {
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Property(tries = 1_000)
    void shouldSayWhatItWasGiven(
            @ForAll final long seed,
            @ForAll final String text,
            @ForAll @LongRange(min = -Long.MAX_VALUE) final long number,
            @ForAll final List<Integer> items)
            throws JsonProcessingException {
        final Fields fields = new Fields(new SplittableRandom(seed));
        // What an object before it had is forgotten.
        fields.begin().text("gone", text);
        fields.begin().text("text", text).number("number", number).integer("integer", number);
        fields.flag("flag", true).flagIfSet("unset", false).textIfAny("none", null);
        fields.json("null", "null").array("items", items, (item, out) -> out.integer(item));
        final FrameWriter out = new FrameWriter();

        fields.writeTo(out);

        final JsonNode object = JSON.readTree(new String(out.payload(), StandardCharsets.UTF_8));
        // A lone surrogate has no UTF-8: it becomes a question mark, as everywhere in Java.
        final byte[] expected = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(new String(expected, StandardCharsets.UTF_8), object.path("text").textValue());
        assertEquals(
                0, BigDecimal.valueOf(number, 9).compareTo(object.path("number").decimalValue()));
        assertEquals(number, object.path("integer").longValue());
        assertEquals(true, object.path("flag").booleanValue());
        assertEquals(items.size(), object.path("items").size());
        assertEquals(6, object.size(), "six fields and no others");
    }
}
