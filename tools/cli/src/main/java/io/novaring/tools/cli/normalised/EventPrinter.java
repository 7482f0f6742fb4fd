/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.normalised;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.connection.InboundDecoding;
import io.novaring.engine.venue.VenueClient;
import io.novaring.tools.cli.console.Printable;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Recorded events as normalised lines, numbered by their sequence. Lines are collected until they
 * are taken; nothing in them is obeyed by a terminal. One thread.
 */
public final class EventPrinter {
    private static final int INITIAL_LENGTH = 1 << 17;

    private final Symbols symbols = new Symbols();
    private final JsonEncoder json = new JsonEncoder(INITIAL_LENGTH);
    private final List<FrameDecoder> decoders = new ArrayList<>();
    private final NormalisedWriter writer;

    /**
     * @param clients of the connections, in the order of their ids.
     * @param isTyped whether the rarer kinds are written with their fields.
     */
    public EventPrinter(final List<VenueClient> clients, final boolean isTyped) {
        for (final VenueClient client : clients) {
            decoders.add(
                    "deribit".equals(client.venue())
                            ? DeribitDecoder.ofPrinted(symbols, isTyped)
                            : client.messages().newDecoder(symbols));
        }
        writer = new NormalisedWriter(symbols, json, isTyped);
    }

    /** Fills kind and columns of an event as it comes from a recording. */
    public void decode(final MarketEvent event) {
        if (event.origin == Origin.INBOUND) {
            event.kind = EventKind.REJECT;
            // A recording that was forged may name any number.
            if (event.connectionId >= 0 && event.connectionId < decoders.size()) {
                InboundDecoding.decode(event, decoders.get(event.connectionId));
            }
        } else if (event.origin == Origin.COMMAND) {
            InboundDecoding.nameInstrument(event, symbols);
        }
    }

    /** Adds the line of an event that was decoded. */
    public void add(final MarketEvent event) {
        writer.writeSequence(event);
    }

    /** Adds a line for a note. */
    public void addNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        json.raw("{\"note\":\"").raw(kind.name().toLowerCase(Locale.ROOT)).raw('"');
        json.raw(",\"sequence\":").integer(sequence).raw(",\"timeNs\":").integer(timeNs);
        json.raw(",\"bytes\":").integer(length);
        if (kind == NoteKind.DESCRIPTION) {
            json.raw(",\"text\":").string(bytes, offset, length);
        }
        json.raw("}\n");
    }

    /** Bytes of the lines that were not taken yet. */
    public int length() {
        return json.length();
    }

    /** The lines since the last call. */
    public String take() {
        final String lines = new String(json.buffer(), 0, json.length(), StandardCharsets.UTF_8);
        json.clear();
        return Printable.ofJson(lines);
    }

    /** Names of what events carry as numbers. */
    public Symbols symbols() {
        return symbols;
    }
}
