/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Step;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.function.Predicate;

/** {@code trades.{i}.{interval}} and {@code trades.{kind}.{ccy}.{interval}}. */
final class TradesChannel extends Channel {
    private static final int GATHERED_BYTES_MAX = 256 * 1024;

    private static final byte[] SEQUENCE = bytes("{\"trade_seq\":");
    private static final byte[] ID = bytes(",\"trade_id\":\"");
    private static final byte[] TIMESTAMP = bytes("\",\"timestamp\":");
    private static final byte[] TICK_DIRECTION = bytes(",\"tick_direction\":");
    private static final byte[] PRICE = bytes(",\"price\":");
    private static final byte[] MARK = bytes(",\"mark_price\":");
    private static final byte[] IV = bytes(",\"iv\":");
    private static final byte[] COMMA = bytes(",");
    private static final byte[] INDEX = bytes("\"index_price\":");
    private static final byte[] BUY = bytes(",\"direction\":\"buy\",\"contracts\":");
    private static final byte[] SELL = bytes(",\"direction\":\"sell\",\"contracts\":");
    private static final byte[] AMOUNT = bytes(",\"amount\":");

    private final FrameWriter gathered = new FrameWriter();

    private final Predicate<Instrument> kind;

    /**
     * @param kind which instruments belong to it when they are listed.
     */
    TradesChannel(final String name, final long intervalNs, final Predicate<Instrument> kind) {
        super(name, intervalNs);
        this.kind = kind;
    }

    @Override
    boolean covers(final Instrument instrument) {
        return kind.test(instrument);
    }

    @Override
    boolean writeEvent(final Step step, final FrameWriter out) {
        if (step.tradeCount() == 0) {
            return false;
        }
        if (intervalNs != RAW) {
            // At full speed an interval holds more trades than a message should; the rest is lost.
            if (gathered.length() < GATHERED_BYTES_MAX) {
                writeTrades(step, gathered);
                dirty = true;
            }
            return false;
        }
        begin(out);
        out.octet('[');
        writeTrades(step, out);
        out.dropLast(',').octet(']');
        end(out);
        return true;
    }

    @Override
    boolean writeMerged(final FrameWriter out) {
        begin(out);
        out.octet('[').raw(gathered.dropLast(',')).octet(']');
        end(out);
        gathered.reset();
        return true;
    }

    private static void writeTrades(final Step step, final FrameWriter out) {
        final Instrument instrument = step.instrument();
        for (int i = 0; i < step.tradeCount(); i++) {
            final long amount = step.tradeAmount(i);
            out.raw(SEQUENCE).integer(step.tradeSequence(i));
            out.raw(ID).raw(instrument.currency.tradePrefix).integer(step.tradeId(i));
            out.raw(TIMESTAMP).integer(instrument.timestampMs());
            out.raw(TICK_DIRECTION).integer(step.tickDirection(i));
            out.raw(PRICE).decimal(step.tradePrice(i));
            out.raw(MARK).decimal(instrument.markPrice());
            if (instrument.option) {
                out.raw(IV).decimal(instrument.markIv());
            }
            out.raw(COMMA);
            writeName(instrument, out);
            out.raw(INDEX).decimal(instrument.currency.indexPrice());
            out.raw(step.takerBuys() ? BUY : SELL);
            out.decimal(instrument.contracts(amount));
            out.raw(AMOUNT).decimal(amount).octet('}').octet(',');
        }
    }
}
