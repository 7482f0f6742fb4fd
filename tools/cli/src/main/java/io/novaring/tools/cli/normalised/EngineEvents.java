/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.normalised;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import java.util.Locale;

/**
 * Normalised fields of the events the engine makes itself. Raw bytes of outbound messages and
 * request parameters are left out: they may hold credentials.
 */
final class EngineEvents {
    private EngineEvents() {}

    static void write(final MarketEvent event, final NormalisedFields fields) {
        switch (event.kind) {
            case OUTBOUND -> outbound(event, fields);
            case LIFECYCLE -> lifecycle(event, fields);
            case COMMAND -> command(event, fields);
            default -> origin("tick", event, fields);
        }
    }

    private static void origin(
            final String kind, final MarketEvent event, final NormalisedFields fields) {
        fields.word("kind", kind);
        fields.integer("connection", idOrAbsent(event.connectionId));
        fields.integer("epoch", event.epoch).integer("timeNs", event.receivedTimeNs);
    }

    private static void outbound(final MarketEvent event, final NormalisedFields fields) {
        origin("outbound", event, fields);
        fields.integer("id", event.requestId).integer("type", event.code);
        fields.integer("token", event.token);
        fields.bool("sent", !event.hasFlag(MarketEvent.UNSENT));
    }

    private static void lifecycle(final MarketEvent event, final NormalisedFields fields) {
        final Lifecycle state = Lifecycle.ofCode(event.code);
        origin("lifecycle", event, fields);
        fields.word("state", word(state));
        fields.word("reason", word(DisconnectReason.ofCode(event.reason)));
        if (state == Lifecycle.DISCONNECTED) {
            fields.integer("closeCode", event.token);
        } else if (state == Lifecycle.RECONNECT_SCHEDULED) {
            fields.integer("delayNs", event.requestId);
        }
        if (event.rawLength > 0) {
            fields.rawText("detail");
        }
    }

    private static void command(final MarketEvent event, final NormalisedFields fields) {
        final CommandType type = CommandType.ofCode(event.code);
        origin("command", event, fields);
        fields.word("type", word(type)).integer("token", event.token);
        if (OrderCommandWriter.isOfOrders(type)) {
            // Rare beside what the market sends: one more object does no harm.
            new OrderCommandWriter().write(type, event, fields);
        } else if (type == CommandType.REQUEST) {
            fields.integer("requestType", event.requestId);
        } else {
            fields.rawText("channels");
        }
    }

    private static long idOrAbsent(final int id) {
        return id < 0 ? MarketEvent.ABSENT : id;
    }

    /** The constant's name as a word: lower case, parts joined by a hyphen. */
    private static String word(final Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
