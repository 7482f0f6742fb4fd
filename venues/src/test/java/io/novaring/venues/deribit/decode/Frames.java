/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The golden frames, and a decoder to put frames through. */
final class Frames {
    final Symbols symbols;
    final MarketEvent event = new MarketEvent();
    final DeribitDecoder decoder;

    Frames() {
        this(new Symbols());
    }

    private Frames(final Symbols symbols) {
        this.symbols = symbols;
        this.decoder = DeribitDecoder.ofAccount(symbols);
    }

    /** A decoder that nothing was put through, made quickly, for the names of a few messages. */
    static Frames fresh() {
        return new Frames(new Symbols(1 << 8, 1 << 8));
    }

    /** Every kind of message in its real envelope, one a line. */
    static List<String> golden() {
        return Stream.of("frames.jsonl", "notices.jsonl", "account.jsonl")
                .flatMap(name -> lines(name).stream())
                .toList();
    }

    /** Messages of the rarer kinds. */
    static List<String> notices() {
        return lines("notices.jsonl");
    }

    /** Messages and answers that are about an account. */
    static List<String> account() {
        return lines("account.jsonl");
    }

    private static List<String> lines(final String name) {
        try (InputStream in = Frames.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MarketEvent decode(final String frame) {
        return decode(frame.getBytes(StandardCharsets.UTF_8));
    }

    MarketEvent decode(final byte[] frame) {
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(frame, 0, frame.length);
        decoder.decode(event);
        return event;
    }

    /** A subscription message. */
    static String subscription(final String channel, final String data) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\""
                + channel
                + "\",\"data\":"
                + data
                + "}}";
    }
}
