/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import io.novaring.journal.format.Compression;
import java.util.Objects;

/**
 * How a flat file is written.
 *
 * @param overwrite true: a file of the name is replaced when the new one is complete.
 */
public record FlatConfig(Compression compression, boolean overwrite) {
    /** No compression, never overwrites. */
    public static final FlatConfig DEFAULTS = new FlatConfig(Compression.NONE, false);

    public FlatConfig {
        Objects.requireNonNull(compression, "compression");
    }
}
