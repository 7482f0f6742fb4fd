/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Symbols;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.util.Locale;
import java.util.function.Function;

/** What decodes a frame into an event: ours, and peers. */
enum Decoder {
    NOVARING(DeribitDecoder::new),
    /** Ours without what knows the venue's frames beforehand. */
    GENERAL(DeribitDecoder::new),
    FASTJSON2(FastjsonDecoder::new),
    JSONITER_SCALA(JsoniterDecoder::new),
    JACKSON(JacksonDecoder::new);

    private final Function<Symbols, FrameDecoder> factory;

    Decoder(final Function<Symbols, FrameDecoder> factory) {
        this.factory = factory;
    }

    /** As on the command line and in the tables. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** False for ours. */
    boolean isPeer() {
        return this != NOVARING && this != GENERAL;
    }

    FrameDecoder create(final Symbols symbols) {
        return factory.apply(symbols);
    }
}
