/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/** The slow and obvious reader that fast code is compared with. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private Json() {}

    static JsonNode parse(final String text) {
        try {
            return MAPPER.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tree, or null when the text is no JSON. */
    static JsonNode parseOrNull(final String text) {
        try {
            return MAPPER.readTree(text);
        } catch (final JsonProcessingException e) {
            return null;
        }
    }
}
