/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.market.Instrument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Makes wrong levels of a right book message. */
public final class BookSurgery {
    private static final String MARK = "@wrong@";

    private final ObjectMapper mapper =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** The payload with the fault in it. */
    public byte[] cut(final byte[] payload, final Fault fault, final Instrument instrument) {
        final ObjectNode message = parse(payload);
        final ObjectNode data = (ObjectNode) message.at("/params/data");
        final String text =
                switch (fault.kind()) {
                    case CROSSED -> crossed(message, data, instrument);
                    case DELETE_ABSENT -> deleteAbsent(message, data, instrument);
                    case BAD_AMOUNT -> badAmount(message, data, fault.variant());
                    default -> throw new IllegalArgumentException("not of books: " + fault);
                };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The change id of a book message, in words; nothing for other channels. */
    public String describe(final byte[] payload) {
        try {
            final long changeId = mapper.readTree(payload).at("/params/data/change_id").asLong();
            return changeId == 0 ? "" : "change_id " + changeId;
        } catch (final IOException e) {
            // A recorded frame may be anything.
            return "";
        }
    }

    private ObjectNode parse(final byte[] payload) {
        try {
            return (ObjectNode) mapper.readTree(payload);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bid two ticks above the best ask. */
    private static String crossed(
            final ObjectNode message, final ObjectNode data, final Instrument instrument) {
        final long best =
                instrument.asks.count() == 0 ? instrument.anchor : instrument.asks.bestPrice();
        add(data, "bids", "new", best + 2 * instrument.tick, instrument.amountUnit);
        return message.toString();
    }

    /** Far above everything, where no level ever is. */
    private static String deleteAbsent(
            final ObjectNode message, final ObjectNode data, final Instrument instrument) {
        final long above =
                Math.max(instrument.anchor, instrument.asks.bestPrice())
                        * 3
                        / instrument.tick
                        * instrument.tick;
        add(data, "asks", "delete", above, 0);
        return message.toString();
    }

    private static String badAmount(
            final ObjectNode message, final ObjectNode data, final String variant) {
        final ArrayNode bids = (ArrayNode) data.path("bids");
        final ArrayNode levels = bids.isEmpty() ? (ArrayNode) data.path("asks") : bids;
        // Every change has a level on one side. Of a deleted one nobody would look at the amount.
        final ArrayNode level = (ArrayNode) levels.get(0);
        level.set(0, "delete".equals(level.get(0).asText()) ? "change" : level.get(0).asText());
        level.set(2, MARK);
        final String wrong =
                switch (variant) {
                    case "negative" -> "-10.0";
                    case "not-a-number" -> "NaN";
                    case "overflow" -> "1.0e400";
                    default -> "\"10\"";
                };
        return message.toString().replace('"' + MARK + '"', wrong);
    }

    private static void add(
            final ObjectNode data,
            final String side,
            final String action,
            final long price,
            final long amount) {
        final ArrayNode level = data.withArray(side).insertArray(0);
        level.add(action).add(BigDecimal.valueOf(price, 9)).add(BigDecimal.valueOf(amount, 9));
    }
}
