/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import io.novaring.bench.decode.peer.BlackbirdDecoder;
import io.novaring.bench.decode.peer.DslJsonDecoder;
import io.novaring.bench.decode.peer.FastjsonDecoder;
import io.novaring.bench.decode.peer.JacksonDecoder;
import io.novaring.bench.decode.peer.JsoniterDecoder;
import io.novaring.bench.decode.peer.SimdjsonDecoder;
import io.novaring.bench.decode.peer.WastDecoder;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Symbols;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What decodes a frame into an event: ours, and peers. Only the one asked for is loaded. */
enum Decoder {
    NOVARING,
    /** Ours without what knows the venue's frames beforehand. */
    GENERAL,
    FASTJSON2,
    JSONITER_SCALA,
    WAST,
    JACKSON,
    JACKSON_BLACKBIRD,
    DSL_JSON,
    SIMDJSON_JAVA;

    private static final int SIMDJSON_JAVA_FEATURE_MIN = 24;
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /** As on the command line and in the tables. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** False for ours. */
    boolean isPeer() {
        return this != NOVARING && this != GENERAL;
    }

    static Decoder of(final String label) {
        return Stream.of(values())
                .filter(decoder -> decoder.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no decoder " + label));
    }

    FrameDecoder create(final Symbols symbols) {
        return switch (this) {
            case NOVARING -> new DeribitDecoder(symbols);
            case GENERAL -> DeribitDecoder.general(symbols);
            case FASTJSON2 -> new FastjsonDecoder(symbols);
            case JSONITER_SCALA -> new JsoniterDecoder(symbols);
            case WAST -> new WastDecoder(symbols);
            case JACKSON -> new JacksonDecoder(symbols);
            case JACKSON_BLACKBIRD -> new BlackbirdDecoder(symbols);
            case DSL_JSON -> new DslJsonDecoder(symbols);
            case SIMDJSON_JAVA -> new SimdjsonDecoder(symbols);
        };
    }

    /** False for the kinds it cannot fill an event from. */
    boolean decodes(final FrameKind kind) {
        return this != WAST
                || kind == FrameKind.QUOTE
                || kind == FrameKind.TRADE
                || kind == FrameKind.TRADES;
    }

    /** Null when a JVM of this JDK runs it with {@link #flags}; else why it does not. */
    String hindrance() {
        return this == SIMDJSON_JAVA && Runtime.version().feature() < SIMDJSON_JAVA_FEATURE_MIN
                ? "needs Java 24; this is " + Runtime.version().feature()
                : null;
    }

    /** What its JVM has to be started with besides the project's own flags. */
    List<String> flags() {
        return this == SIMDJSON_JAVA ? List.of("--add-modules", VECTOR_MODULE) : List.of();
    }

    /** True when this JVM has what it needs. */
    boolean runsHere() {
        return hindrance() == null
                && (this != SIMDJSON_JAVA
                        || ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent());
    }

    /** The strongest peers on these frames, and ours: where there is time for no more. */
    static List<Decoder> contenders() {
        return List.of(NOVARING, GENERAL, FASTJSON2, JSONITER_SCALA);
    }
}
