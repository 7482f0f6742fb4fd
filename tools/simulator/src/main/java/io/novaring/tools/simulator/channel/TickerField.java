/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Currency;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;
import io.novaring.tools.simulator.wire.FrameWriter;

/** The fields of a ticker in the venue's order, and how each is written. */
public enum TickerField {
    UNDERLYING_PRICE,
    UNDERLYING_INDEX,
    TIMESTAMP,
    VOLUME_USD("stats"),
    VOLUME("stats"),
    PRICE_CHANGE("stats"),
    LOW("stats"),
    HIGH("stats"),
    STATE,
    SETTLEMENT_PRICE,
    OPEN_INTEREST,
    MIN_PRICE,
    MAX_PRICE,
    MARK_PRICE,
    MARK_IV,
    LAST_PRICE,
    INTEREST_VALUE,
    INTEREST_RATE,
    INSTRUMENT_NAME,
    INDEX_PRICE,
    VEGA("greeks"),
    THETA("greeks"),
    RHO("greeks"),
    GAMMA("greeks"),
    DELTA("greeks"),
    FUNDING_8H,
    ESTIMATED_DELIVERY_PRICE,
    CURRENT_FUNDING,
    BID_IV,
    BEST_BID_PRICE,
    BEST_BID_AMOUNT,
    BEST_ASK_PRICE,
    BEST_ASK_AMOUNT,
    ASK_IV;

    static final int COUNT = values().length;

    /** Present in every change of an incremental ticker. */
    static final long ALWAYS = 1L << TIMESTAMP.ordinal() | 1L << INSTRUMENT_NAME.ordinal();

    private static final TickerField[] FIELDS = values();
    private static final long OPTION_ONLY =
            mask(
                    UNDERLYING_PRICE,
                    UNDERLYING_INDEX,
                    MARK_IV,
                    INTEREST_RATE,
                    VEGA,
                    THETA,
                    RHO,
                    GAMMA,
                    DELTA,
                    BID_IV,
                    ASK_IV);
    private static final long PERPETUAL_ONLY = mask(INTEREST_VALUE, FUNDING_8H, CURRENT_FUNDING);
    private static final long FUTURE_ONLY = mask(VOLUME_USD);
    private static final long NOT_OF_SPOT = mask(SETTLEMENT_PRICE);
    private static final long ALL = (1L << COUNT) - 1;
    private static final long TEN_MICRO = 10_000L;

    private static final byte[] NULL = Channel.bytes("null");

    private final String group;
    private final byte[] key;
    private final byte[] groupKey;

    TickerField() {
        this(null);
    }

    TickerField(final String group) {
        this.group = group;
        key = Channel.bytes("\"" + name().toLowerCase(java.util.Locale.ROOT) + "\":");
        groupKey = group == null ? null : Channel.bytes("\"" + group + "\":{");
    }

    /** One bit for each field an instrument of this kind has. */
    static long fieldsOf(final Instrument instrument) {
        if (instrument.option) {
            return ALL & ~PERPETUAL_ONLY & ~FUTURE_ONLY;
        }
        final long others = ALL & ~OPTION_ONLY;
        if (instrument.perpetual) {
            return others;
        }
        return instrument.kind == Kind.SPOT
                ? others & ~PERPETUAL_ONLY & ~NOT_OF_SPOT
                : others & ~PERPETUAL_ONLY;
    }

    /** Writes every field an instrument of this kind has, without the outer braces. */
    public static void writeAll(final Instrument instrument, final FrameWriter out) {
        write(instrument, fieldsOf(instrument), out);
    }

    /** Writes the fields of {@code mask}, without the outer braces. */
    static void write(final Instrument instrument, final long mask, final FrameWriter out) {
        String group = null;
        for (final TickerField field : FIELDS) {
            if ((mask & 1L << field.ordinal()) == 0) {
                continue;
            }
            if (group != null && !group.equals(field.group)) {
                out.dropLast(',').octet('}').octet(',');
                group = null;
            }
            if (group == null && field.group != null) {
                group = field.group;
                out.raw(field.groupKey);
            }
            out.raw(field.key);
            field.writeValue(instrument, out);
            out.octet(',');
        }
        out.dropLast(',');
    }

    void writeValue(final Instrument i, final FrameWriter out) {
        final Currency currency = i.currency;
        switch (this) {
            case UNDERLYING_PRICE, INDEX_PRICE, ESTIMATED_DELIVERY_PRICE, SETTLEMENT_PRICE ->
                    out.decimal(this == SETTLEMENT_PRICE ? i.anchor : currency.indexPrice());
            case UNDERLYING_INDEX -> out.octet('"').raw(i.underlyingBytes).octet('"');
            case TIMESTAMP -> out.integer(i.timestampMs());
            case VOLUME_USD -> out.decimal(i.volumeUsd());
            case VOLUME -> out.decimal(i.volume());
            case PRICE_CHANGE ->
                    out.decimal((i.lastPrice() - i.anchor) * 10_000 / i.anchor * 10_000_000L);
            case LOW -> out.decimal(i.lowPrice());
            case HIGH -> out.decimal(i.highPrice());
            case STATE -> out.raw(i.state().json());
            case OPEN_INTEREST -> out.decimal(i.openInterest());
            case MIN_PRICE -> out.decimal(i.minPrice());
            case MAX_PRICE -> out.decimal(i.maxPrice());
            case MARK_PRICE -> out.decimal(i.markPrice());
            case MARK_IV -> out.decimal(i.markIv());
            case LAST_PRICE -> out.decimal(i.lastPrice());
            case INTEREST_VALUE -> out.decimal(i.funding() * 7);
            case INTEREST_RATE -> out.decimal(0);
            case INSTRUMENT_NAME -> out.octet('"').raw(i.nameBytes).octet('"');
            case VEGA -> out.decimal(i.markIv() / 40 / TEN_MICRO * TEN_MICRO);
            case THETA -> out.decimal(-i.markIv() / 50 / TEN_MICRO * TEN_MICRO);
            case RHO -> out.decimal(i.delta() / 3 / TEN_MICRO * TEN_MICRO);
            case GAMMA -> out.decimal(2 * TEN_MICRO);
            case DELTA -> out.decimal(i.call ? i.delta() : i.delta() - Currency.scaled(1));
            case FUNDING_8H -> out.decimal(i.funding() / 2);
            case CURRENT_FUNDING -> out.decimal(i.funding());
            case BID_IV -> out.decimal(i.bids.count() == 0 ? 0 : i.markIv() - 500_000_000L);
            case ASK_IV -> out.decimal(i.asks.count() == 0 ? 0 : i.markIv() + 500_000_000L);
            case BEST_BID_PRICE -> best(i.bids, i.bids.bestPrice(), out);
            case BEST_BID_AMOUNT -> best(i.bids, i.bids.bestAmount(), out);
            case BEST_ASK_PRICE -> best(i.asks, i.asks.bestPrice(), out);
            case BEST_ASK_AMOUNT -> best(i.asks, i.asks.bestAmount(), out);
            default -> throw new IllegalStateException("unwritten field: " + this);
        }
    }

    private static void best(final BookSide side, final long value, final FrameWriter out) {
        if (side.count() == 0) {
            out.raw(NULL);
        } else {
            out.decimal(value);
        }
    }

    private static long mask(final TickerField... fields) {
        long mask = 0;
        for (final TickerField field : fields) {
            mask |= 1L << field.ordinal();
        }
        return mask;
    }
}
