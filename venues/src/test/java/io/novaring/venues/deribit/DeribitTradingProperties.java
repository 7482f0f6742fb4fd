/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.venue.RequestType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any command at all: what is written says what the command said, or nothing is written. */
final class DeribitTradingProperties {
    private static final long NOW_NS = 1_772_000_000_999_999_999L;

    /** Keeps every digit. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static final List<String> TYPES =
            List.of(
                    "",
                    "limit",
                    "market",
                    "market_limit",
                    "stop_limit",
                    "stop_market",
                    "take_limit",
                    "take_market",
                    "trailing_stop");
    private static final List<String> TIMES =
            List.of(
                    "",
                    "good_til_cancelled",
                    "good_til_day",
                    "immediate_or_cancel",
                    "fill_or_kill");
    private static final List<String> TRIGGERS =
            List.of("", "index_price", "mark_price", "last_price");

    private final DeribitTrading trading = new DeribitTrading(DeribitAccount.of(List.of("BTC")));
    private final JsonEncoder out = new JsonEncoder(64);

    @Property
    void shouldWriteWhatTheCommandSaysOrNothing(@ForAll final long seed)
            throws JsonProcessingException {
        final OrderCommand command = command(new Random(seed));

        final int type = trading.encode(command, 7, NOW_NS, out.clear());

        if (type == RequestType.NONE) {
            assertEquals(0, out.length());
            return;
        }
        trading.check(command);
        assertEquals(type, trading.requestTypeOf(command));
        final JsonNode request = MAPPER.readTree(out.toString());
        assertEquals(7, request.get("id").asLong());
        assertEquals(DeribitRequestType.methodOf(type), request.get("method").textValue());
        final JsonNode params = request.get("params");
        final Set<String> fields = new TreeSet<>();
        params.fieldNames().forEachRemaining(fields::add);
        for (final String field : fields) {
            assertSays(command, field, params.get(field), seed);
        }
        if (command.action == OrderCommand.NEW) {
            assertComplete(command, fields);
        }
        assertFalse(out.toString().contains("null"));
    }

    @Property(tries = 5_000)
    void shouldRefuseByNameWhatItDoesNotWrite(@ForAll final long seed) {
        final OrderCommand command = command(new Random(seed));
        command.action = OrderCommand.NEW;

        final int type = trading.encode(command, 7, NOW_NS, out.clear());

        if (type == RequestType.NONE) {
            assertThrows(IllegalArgumentException.class, () -> trading.check(command));
        } else {
            trading.check(command);
        }
    }

    private static void assertSays(
            final OrderCommand command, final String field, final JsonNode value, final long seed) {
        final String at = field + " of " + seed;
        switch (field) {
            case "instrument_name" ->
                    assertEquals(text(command.instrument, command.instrumentLength), string(value));
            case "order_id" ->
                    assertEquals(text(command.orderId, command.orderIdLength), string(value));
            case "label" -> assertEquals(text(command.label, command.labelLength), string(value));
            case "type" -> assertEquals(TYPES.get(command.type), string(value), at);
            case "time_in_force" -> assertEquals(TIMES.get(command.timeInForce), string(value), at);
            case "trigger" -> assertEquals(TRIGGERS.get(command.trigger), string(value), at);
            case "amount" -> assertNumber(command.amount, value, at);
            case "price" -> assertNumber(command.price, value, at);
            case "display_amount" -> assertNumber(command.displayAmount, value, at);
            case "trigger_price", "trigger_offset" -> assertNumber(command.triggerPrice, value, at);
            case "post_only" ->
                    assertEquals(command.hasFlag(OrderCommand.POST_ONLY), value.booleanValue());
            case "reject_post_only" ->
                    assertEquals(
                            command.hasFlag(OrderCommand.REJECT_POST_ONLY), value.booleanValue());
            case "reduce_only" ->
                    assertEquals(command.hasFlag(OrderCommand.REDUCE_ONLY), value.booleanValue());
            case "mmp" ->
                    assertEquals(
                            command.hasFlag(OrderCommand.MARKET_MAKER_PROTECTION),
                            value.booleanValue());
            case "valid_until" ->
                    assertEquals((NOW_NS + command.validForNs) / 1_000_000, value.longValue(), at);
            case "currency" -> assertEquals("BTC", string(value), at);
            default -> throw new AssertionError(at);
        }
    }

    /** Whatever is given is sent, whatever is not is left out. */
    private static void assertComplete(final OrderCommand command, final Set<String> fields) {
        final Set<String> expected =
                new TreeSet<>(Set.of("instrument_name", "amount", "type", "post_only"));
        addIf(expected, "price", command.price != MarketEvent.ABSENT);
        addIf(expected, "time_in_force", command.price != MarketEvent.ABSENT);
        addIf(expected, "label", command.labelLength > 0);
        addIf(expected, "reject_post_only", command.hasFlag(OrderCommand.REJECT_POST_ONLY));
        addIf(expected, "reduce_only", command.hasFlag(OrderCommand.REDUCE_ONLY));
        addIf(expected, "mmp", command.hasFlag(OrderCommand.MARKET_MAKER_PROTECTION));
        addIf(expected, "display_amount", command.displayAmount != MarketEvent.ABSENT);
        addIf(expected, "trigger", command.trigger != OrderCommand.NO_TRIGGER);
        final boolean isTrailing = command.type == OrderCommand.TRAILING_STOP;
        addIf(
                expected,
                isTrailing ? "trigger_offset" : "trigger_price",
                command.triggerPrice != MarketEvent.ABSENT);
        addIf(expected, "valid_until", command.validForNs != MarketEvent.ABSENT);
        assertEquals(expected, fields);
    }

    private static void addIf(final Set<String> names, final String name, final boolean isThere) {
        if (isThere) {
            names.add(name);
        }
    }

    private static void assertNumber(final long scaled, final JsonNode value, final String at) {
        final BigDecimal expected = BigDecimal.valueOf(scaled, Decimals.DIGITS);
        assertEquals(0, expected.compareTo(value.decimalValue()), at);
    }

    private static String string(final JsonNode value) {
        return value.textValue();
    }

    private static String text(final byte[] source, final int length) {
        return new String(source, 0, length, StandardCharsets.US_ASCII);
    }

    /** Mostly legal. */
    private static OrderCommand command(final Random random) {
        final OrderCommand command = new OrderCommand();
        command.action =
                (byte) (random.nextInt(8) == 0 ? random.nextInt(9) : 1 + random.nextInt(2));
        command.side = (byte) (random.nextInt(8) == 0 ? 3 : random.nextInt(2));
        command.type =
                (byte) (random.nextInt(10) == 0 ? random.nextInt(11) : 1 + random.nextInt(8));
        final boolean isPriced =
                command.type == OrderCommand.LIMIT
                        || command.type == OrderCommand.STOP_LIMIT
                        || command.type == OrderCommand.TAKE_LIMIT;
        command.timeInForce = (byte) (isPriced || random.nextInt(9) == 0 ? random.nextInt(6) : 1);
        if (random.nextInt(12) != 0 == isPriced) {
            command.price = number(random);
        }
        if (random.nextInt(12) != 0 == command.type >= OrderCommand.STOP_LIMIT) {
            command.trigger = (byte) random.nextInt(4);
            command.triggerPrice = number(random);
        }
        command.amount = Math.abs(number(random));
        if (random.nextInt(4) == 0) {
            command.displayAmount = command.amount / (1 + random.nextInt(99));
        }
        command.flags = random.nextInt(3) == 0 ? random.nextInt(32) : random.nextInt(2) << 2;
        if (random.nextInt(3) == 0) {
            command.validForNs = random.nextInt();
        }
        if (random.nextInt(10) != 0) {
            command.instrument(random.nextBoolean() ? "BTC-PERPETUAL" : "BTC-29SEP26-1d5-C");
        }
        if (random.nextInt(4) != 0) {
            final byte[] label = ("n\"\\" + random.nextInt(99)).getBytes(StandardCharsets.US_ASCII);
            command.label(label, 0, label.length);
        }
        if (random.nextBoolean()) {
            final byte[] id = ("BTC-" + random.nextInt(99)).getBytes(StandardCharsets.US_ASCII);
            command.orderId(id, 0, id.length);
        }
        return command;
    }

    private static long number(final Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt(1_000_000) * Decimals.SCALE;
            case 2 -> random.nextLong() >> 1;
            default -> 1;
        };
    }
}
