/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.venues.deribit.result.ResultReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Results of {@code public/get_instruments} and {@code public/get_instrument} as definitions of
 * version 1. Allocates. A row without name, kind, base currency, tick or contract size, or of a
 * kind that is not known here, is passed over and counted.
 */
public final class InstrumentReader {
    /**
     * A time in milliseconds beyond this has no nanoseconds: perpetuals expire in the year 3000.
     */
    private static final long MS_MAX = Long.MAX_VALUE / 1_000_000;

    private static final int FIELD_COUNT = 26;
    private static final int NAME = 0;
    private static final int ID = 1;
    private static final int KIND = 2;
    private static final int STATE = 3;
    private static final int IS_ACTIVE = 4;
    private static final int BASE = 5;
    private static final int QUOTE = 6;
    private static final int COUNTER = 7;
    private static final int SETTLEMENT = 8;
    private static final int PERIOD = 9;
    private static final int TYPE = 10;
    private static final int INDEX = 11;
    private static final int TICK = 12;
    private static final int STEPS = 13;
    private static final int CONTRACT_SIZE = 14;
    private static final int MIN_AMOUNT = 15;
    private static final int STRIKE = 16;
    private static final int OPTION_TYPE = 17;
    private static final int CREATION = 18;
    private static final int EXPIRATION = 19;
    private static final int MAKER = 20;
    private static final int TAKER = 21;
    private static final int BLOCK = 22;
    private static final int LIQUIDATION = 23;
    private static final int LEVERAGE = 24;
    private static final int LEGS = 25;

    private static final WordTable FIELDS =
            WordTable.of(
                    "instrument_name",
                    "instrument_id",
                    "kind",
                    "state",
                    "is_active",
                    "base_currency",
                    "quote_currency",
                    "counter_currency",
                    "settlement_currency",
                    "settlement_period",
                    "instrument_type",
                    "price_index",
                    "tick_size",
                    "tick_size_steps",
                    "contract_size",
                    "min_trade_amount",
                    "strike",
                    "option_type",
                    "creation_timestamp",
                    "expiration_timestamp",
                    "maker_commission",
                    "taker_commission",
                    "block_trade_commission",
                    "max_liquidation_commission",
                    "max_leverage",
                    "legs");

    private static final WordTable STEP_FIELDS = WordTable.of("above_price", "tick_size");
    private static final WordTable LEG_FIELDS = WordTable.of("instrument_name", "amount");
    private static final WordTable OPTION_TYPES = WordTable.of("call", "put");

    private final ResultReader in;
    private final JsonCursor cursor;
    private final long validFromNs;
    private int skippedCount;

    // The row being read.
    private String[] texts;
    private long[] numbers;
    private boolean isActive;
    private OptionType optionType;
    private List<TickSizes.Step> steps;
    private List<ComboLeg> legs;

    /**
     * @param json text of a result.
     * @param validFromNs the venue's time of the answer, epoch nanoseconds.
     */
    public InstrumentReader(final String json, final long validFromNs) {
        this(json.getBytes(StandardCharsets.UTF_8), Text.of(0, utf8Length(json)), validFromNs);
    }

    /** As above, of a part of a message. */
    public InstrumentReader(final byte[] raw, final long text, final long validFromNs) {
        in = new ResultReader("public/get_instruments", raw, Text.offset(text), Text.length(text));
        cursor = in.cursor();
        this.validFromNs = validFromNs;
    }

    private static int utf8Length(final String json) {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * The definitions of a list, or the one of a single instrument.
     *
     * @throws IllegalArgumentException when the text cannot be read; it says why.
     */
    public List<InstrumentDefinition> read() {
        final List<InstrumentDefinition> definitions = new ArrayList<>();
        if (cursor.isObject()) {
            add(definitions);
        } else {
            for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
                add(definitions);
            }
        }
        return in.finish(definitions);
    }

    /** Rows that were passed over. */
    public int skippedCount() {
        return skippedCount;
    }

    private void add(final List<InstrumentDefinition> definitions) {
        texts = new String[FIELD_COUNT];
        numbers = new long[FIELD_COUNT];
        Arrays.fill(numbers, MarketEvent.ABSENT);
        isActive = false;
        optionType = null;
        steps = List.of();
        legs = List.of();
        in.requiredObject(FIELDS, this::field);
        final InstrumentKind kind = InstrumentKind.of(texts[KIND]);
        if (texts[NAME] == null
                || kind == null
                || texts[BASE] == null
                || numbers[TICK] <= 0
                || numbers[CONTRACT_SIZE] <= 0) {
            skippedCount++;
        } else {
            definitions.add(definition(kind));
        }
    }

    private void field(final int field) {
        switch (field) {
            case NAME, KIND, STATE, BASE, QUOTE, COUNTER, SETTLEMENT, PERIOD, TYPE, INDEX ->
                    texts[field] = in.string();
            case ID, LEVERAGE -> numbers[field] = cursor.integer();
            case CREATION, EXPIRATION -> numbers[field] = timeNs();
            case IS_ACTIVE -> isActive = in.isTrue();
            case OPTION_TYPE -> {
                final int word = cursor.word(OPTION_TYPES);
                optionType = word < 0 ? null : OptionType.values()[word];
            }
            case STEPS -> steps = steps();
            case LEGS -> legs = legs();
            default -> numbers[field] = cursor.decimal();
        }
    }

    private long timeNs() {
        final long ms = cursor.integer();
        return ms == MarketEvent.ABSENT || ms > MS_MAX ? MarketEvent.ABSENT : ms * 1_000_000;
    }

    /** The schema shows a single object, messages have an array. */
    private List<TickSizes.Step> steps() {
        if (cursor.isObject()) {
            return List.of(step());
        }
        return in.list(this::step);
    }

    private TickSizes.Step step() {
        final long[] values = new long[2];
        in.requiredObject(STEP_FIELDS, field -> values[field] = cursor.decimal());
        if (!cursor.failed() && values[1] <= 0) {
            throw in.failure("a step of tick_size_steps has no tick_size above 0");
        }
        return values[1] <= 0 ? null : new TickSizes.Step(values[0], values[1]);
    }

    private List<ComboLeg> legs() {
        return in.list(
                () -> {
                    final String[] name = new String[1];
                    final long[] ratio = new long[1];
                    in.requiredObject(
                            LEG_FIELDS,
                            field -> {
                                if (field == 0) {
                                    name[0] = in.string();
                                } else {
                                    ratio[0] = cursor.integer();
                                }
                            });
                    return name[0] == null ? null : new ComboLeg(name[0], (int) ratio[0]);
                });
    }

    private InstrumentDefinition definition(final InstrumentKind kind) {
        return new InstrumentDefinition(
                1,
                validFromNs,
                texts[NAME],
                numbers[ID],
                kind,
                contractType(kind),
                InstrumentState.of(texts[STATE]),
                isActive,
                texts[BASE],
                texts[QUOTE],
                texts[COUNTER],
                texts[SETTLEMENT],
                texts[PERIOD],
                texts[INDEX],
                new TickSizes(numbers[TICK], steps),
                numbers[CONTRACT_SIZE],
                numbers[MIN_AMOUNT],
                numbers[STRIKE],
                optionType,
                numbers[CREATION],
                numbers[EXPIRATION],
                new Commissions(
                        numbers[MAKER], numbers[TAKER], numbers[BLOCK], numbers[LIQUIDATION]),
                numbers[LEVERAGE],
                legs.isEmpty() ? legsByName(kind) : legs);
    }

    private ContractType contractType(final InstrumentKind kind) {
        if (kind == InstrumentKind.SPOT) {
            return ContractType.SPOT;
        }
        // Without a type the settlement tells: inverse instruments are settled in their coin.
        final boolean isLinear =
                texts[TYPE] == null
                        ? texts[SETTLEMENT] != null && !texts[SETTLEMENT].equals(texts[BASE])
                        : "linear".equals(texts[TYPE]);
        final boolean isOption =
                kind == InstrumentKind.OPTION || kind == InstrumentKind.OPTION_COMBO;
        if (isOption) {
            return isLinear ? ContractType.LINEAR_OPTION : ContractType.INVERSE_OPTION;
        }
        return isLinear ? ContractType.LINEAR : ContractType.INVERSE;
    }

    /** A future combo buys the leg its name has first, and sells the other. */
    private List<ComboLeg> legsByName(final InstrumentKind kind) {
        final InstrumentName name =
                kind == InstrumentKind.FUTURE_COMBO
                        ? InstrumentName.parseOrNull(texts[NAME])
                        : null;
        if (name == null || name.legs().size() != 2) {
            return List.of();
        }
        return List.of(new ComboLeg(name.legs().get(0), 1), new ComboLeg(name.legs().get(1), -1));
    }
}
