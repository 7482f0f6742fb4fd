/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.result;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results as a file of JSON. */
public final class ResultFile {
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .setVisibility(PropertyAccessor.ALL, Visibility.NONE)
                    .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .setVisibility(PropertyAccessor.CREATOR, Visibility.ANY)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private ResultFile() {}

    public static void write(final Results results, final Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(results) + '\n');
    }

    /**
     * @throws IOException when it is no result, or of another format.
     */
    public static Results read(final Path file) throws IOException {
        final Results results;
        try {
            results = MAPPER.readValue(file.toFile(), Results.class);
        } catch (final IOException e) {
            throw new IOException(file + " is no result of bench/run: " + e.getMessage(), e);
        }
        if (results.format() != Results.FORMAT) {
            throw new IOException(
                    file
                            + " has format "
                            + results.format()
                            + "; this version reads "
                            + Results.FORMAT);
        }
        return results;
    }
}
