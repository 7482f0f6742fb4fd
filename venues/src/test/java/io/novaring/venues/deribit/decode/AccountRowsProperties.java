/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.venues.deribit.decode.AccountFields.Sort;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Rows of an account, with any of their fields in any order and of any type, against what Jackson
 * makes of the same text.
 */
final class AccountRowsProperties {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static final Map<String, List<AccountFields>> FIELDS =
            Map.of(
                    "order", AccountFields.ORDER,
                    "trade", AccountFields.TRADE,
                    "position", AccountFields.POSITION);

    /** Without these a row of an answer is not known for what it is, or refused. */
    private static final Map<String, String> TELLING =
            Map.of(
                    "order", "\"order_state\":\"open\"",
                    "trade", "\"fee\":1e-5,\"price\":60000.5",
                    "position", "\"floating_profit_loss\":-1.5e-3");

    private final Frames frames = new Frames();

    @Property(tries = 800)
    void shouldReadRowsOfChannelsAsJacksonDoes(@ForAll final long seed)
            throws JsonProcessingException {
        final Random random = new Random(seed);
        final String orders = rows("order", random);
        final String trades = rows("trade", random);
        final String positions = rows("position", random);
        final String interval = List.of("raw", "100ms", "agg2").get(random.nextInt(3));

        check("user.orders.future.BTC." + interval, orders, EventKind.ORDERS, "order", orders);
        check("user.trades.A." + interval, trades, EventKind.USER_TRADES, "trade", trades);
        final String changes =
                "{\"trades\":"
                        + trades
                        + ",\"orders\":"
                        + orders
                        + ",\"positions\":"
                        + positions
                        + '}';
        final String channel = "user.changes.any.any." + interval;
        check(channel, changes, EventKind.CHANGES, "order", orders);
        compare(frames.event, "trade", trades);
        compare(frames.event, "position", positions);
    }

    @Property(tries = 400)
    void shouldReadAWrappedOrderAsABareOne(@ForAll final long seed) throws JsonProcessingException {
        final String row = row("order", new Random(seed));

        check("user.orders.A.raw", row, EventKind.ORDERS, "order", '[' + row + ']');
        check(
                "user.orders.A.raw",
                "{\"order\":" + row + '}',
                EventKind.ORDERS,
                "order",
                '[' + row + ']');
    }

    @Property(tries = 800)
    void shouldReadRowsOfAnswersAsJacksonDoes(@ForAll final long seed)
            throws JsonProcessingException {
        final Random random = new Random(seed);
        for (final String sort : List.of("order", "trade", "position")) {
            final String rows = rows(sort, random);

            answer(rows);

            final int bit = bitOf(sort);
            assertEquals(
                    rows.equals("[]") ? MarketEvent.ANSWERED_NOTHING : bit,
                    frames.event.answered,
                    rows);
            compare(frames.event, sort, rows);
        }
    }

    @Property(tries = 800)
    void shouldReadEnvelopesOfAnswersAsJacksonDoes(@ForAll final long seed)
            throws JsonProcessingException {
        final Random random = new Random(seed);
        final String order = row("order", random);
        final String trades = rows("trade", random);
        final boolean isOrderFirst = random.nextBoolean();
        final boolean hasMore = random.nextBoolean();

        answer(
                isOrderFirst
                        ? "{\"order\":" + order + ",\"trades\":" + trades + '}'
                        : "{\"trades\":" + trades + ",\"order\":" + order + '}');

        assertEquals(
                MarketEvent.ANSWERED_ORDERS | MarketEvent.ANSWERED_TRADES, frames.event.answered);
        compare(frames.event, "order", '[' + order + ']');
        compare(frames.event, "trade", trades);

        answer("{\"has_more\":" + hasMore + ",\"trades\":" + trades + '}');

        assertEquals(
                MarketEvent.ANSWERED_TRADES | (hasMore ? MarketEvent.ANSWERED_MORE : 0),
                frames.event.answered);
        compare(frames.event, "trade", trades);
    }

    @Property(tries = 800)
    void shouldReadAccountsAsJacksonDoes(@ForAll final long seed) throws JsonProcessingException {
        final Random random = new Random(seed);
        final List<String> fields = new ArrayList<>();
        for (final AccountFields field : AccountFields.PORTFOLIO) {
            add(field, random, fields);
        }
        for (final AccountFields field : AccountFields.PORTFOLIO_DETAILS) {
            add(field, random, fields);
        }
        Collections.shuffle(fields, random);
        fields.add("\"equity\":12.5");
        final String account = '{' + String.join(",", fields) + '}';

        frames.decode(Frames.subscription("user.portfolio.any", account));
        assertEquals(EventKind.PORTFOLIO, frames.event.kind, account);
        compareAccount(account);

        answer(account);
        assertEquals(MarketEvent.ANSWERED_ACCOUNT, frames.event.answered, account);
        compareAccount(account);
    }

    private void compareAccount(final String account) throws JsonProcessingException {
        final JsonNode node = MAPPER.readTree(account);
        for (final AccountFields field : AccountFields.PORTFOLIO) {
            compare(frames.event, frames.event.portfolio, 0, field, node);
        }
        for (final AccountFields field : AccountFields.PORTFOLIO_DETAILS) {
            compare(frames.event, frames.event.portfolio.details, 0, field, node);
        }
    }

    private void answer(final String result) {
        frames.decode("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + result + ",\"usIn\":1}");
        assertEquals(EventKind.RESPONSE, frames.event.kind, result);
    }

    private void check(
            final String channel,
            final String data,
            final EventKind kind,
            final String sort,
            final String rows)
            throws JsonProcessingException {
        frames.decode(Frames.subscription(channel, data));
        assertEquals(kind, frames.event.kind, data);
        compare(frames.event, sort, rows);
    }

    private void compare(final MarketEvent event, final String sort, final String rows)
            throws JsonProcessingException {
        final JsonNode expected = MAPPER.readTree(rows);
        final Object columns =
                switch (sort) {
                    case "order" -> event.orders;
                    case "trade" -> event.trades;
                    default -> event.positions;
                };
        assertEquals(expected.size(), sizeOf(event, sort), rows);
        for (int row = 0; row < expected.size(); row++) {
            for (final AccountFields field : FIELDS.get(sort)) {
                compare(event, columns, row, field, expected.get(row));
            }
        }
    }

    private void compare(
            final MarketEvent event,
            final Object columns,
            final int row,
            final AccountFields field,
            final JsonNode node) {
        assertEquals(
                expected(node.get(field.wire()), field.sort()),
                AccountText.value(event, columns, row, field, frames.symbols.instruments()),
                field.wire() + " of " + node);
    }

    private static int sizeOf(final MarketEvent event, final String sort) {
        return switch (sort) {
            case "order" -> event.orders.size();
            case "trade" -> event.trades.size();
            default -> event.positions.size();
        };
    }

    private static int bitOf(final String sort) {
        return switch (sort) {
            case "order" -> MarketEvent.ANSWERED_ORDERS;
            case "trade" -> MarketEvent.ANSWERED_TRADES;
            default -> MarketEvent.ANSWERED_POSITIONS;
        };
    }

    /** What a column must say of a value, the slow way; null for absent. */
    private static String expected(final JsonNode value, final Sort sort) {
        if (value == null || value.isNull() && sort != Sort.JSON) {
            return null;
        }
        return switch (sort) {
            case INSTRUMENT, SIDE, TEXT -> value.isTextual() ? value.textValue() : null;
            case TEXT_OR_NUMBER ->
                    value.isTextual() ? value.textValue() : value.isNumber() ? text(value) : null;
            case JSON -> value.toString();
            case FLAG -> value.isBoolean() ? (value.booleanValue() ? "1" : "0") : null;
            case ANALYTIC -> value.isNumber() ? Double.toString(value.doubleValue() + 0.0) : null;
            case EXACT ->
                    value.isNumber()
                            ? plain(value.decimalValue().setScale(9, RoundingMode.DOWN))
                            : null;
            case INTEGER, NANOS ->
                    value.isNumber() && isWhole(value.decimalValue())
                            ? value.decimalValue().toBigInteger().toString()
                            : null;
            case MILLIS ->
                    value.isNumber()
                            ? value.decimalValue().movePointRight(6).toBigInteger().toString()
                            : null;
        };
    }

    private static String text(final JsonNode value) {
        // Ids are written as plain integers by the generator below.
        return value.decimalValue().toPlainString();
    }

    private static boolean isWhole(final BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }

    private static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String rows(final String sort, final Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> row(sort, random))
                .toList()
                .toString()
                .replace("}, {", "},{");
    }

    /** Some of the fields in any order, some unknown; what it cannot do without comes last. */
    private static String row(final String sort, final Random random) {
        final List<String> fields = new ArrayList<>();
        for (final AccountFields field : FIELDS.get(sort)) {
            // Last: Jackson takes the last of two as well.
            add(field, random, fields);
        }
        fields.add("\"unheard_of\":{\"order\":[1,{\"fee\":2}],\"amount\":7}");
        Collections.shuffle(fields, random);
        fields.add(TELLING.get(sort));
        return '{' + String.join(",", fields) + '}';
    }

    private static void add(
            final AccountFields field, final Random random, final List<String> fields) {
        if (random.nextInt(4) != 0) {
            fields.add('"' + field.wire() + "\":" + value(field.sort(), random));
        }
    }

    private static String value(final Sort sort, final Random random) {
        final int form = random.nextInt(10);
        if (form == 0) {
            return "null";
        }
        if (form == 1 && sort != Sort.TEXT_OR_NUMBER && sort != Sort.JSON) {
            // Of another type: as good as absent.
            return switch (sort) {
                case TEXT, INSTRUMENT, SIDE -> "{\"x\":[]}";
                case FLAG -> "\"true\"";
                default -> "\"market_price\"";
            };
        }
        return switch (sort) {
            case INSTRUMENT -> "\"I-" + random.nextInt(50) + '"';
            case SIDE -> List.of("\"buy\"", "\"sell\"", "\"zero\"").get(random.nextInt(3));
            case TEXT -> "\"t" + random.nextInt(1000) + " é,}\"";
            case TEXT_OR_NUMBER ->
                    random.nextBoolean() ? "\"ETH-" + form + '"' : "" + random.nextInt(1 << 30);
            case JSON -> "{\"btc_usd\":" + form + ",\"m\":[null,{}]}";
            case FLAG -> random.nextBoolean() ? "true" : "false";
            case INTEGER, NANOS -> "" + random.nextLong(1L << 62);
            case MILLIS -> "17720000" + (10_000 + random.nextInt(89_999));
            case EXACT, ANALYTIC -> number(random);
        };
    }

    /** Every form the venue is known to send. */
    private static String number(final Random random) {
        final long digits = random.nextInt(1_000_000);
        final String sign = random.nextInt(3) == 0 ? "-" : "";
        return sign
                + switch (random.nextInt(8)) {
                    case 0 -> "" + digits;
                    case 1 -> digits + ".0";
                    case 2 -> digits / 100 + "." + (10 + digits % 90);
                    case 3 -> digits % 10 + ".0e3";
                    case 4 -> (1 + digits % 9) + "." + digits % 100 + "e-05";
                    case 5 -> (1 + digits % 9) + "E-8";
                    case 6 -> "1.7362511643080387";
                    default -> "0";
                };
    }
}
