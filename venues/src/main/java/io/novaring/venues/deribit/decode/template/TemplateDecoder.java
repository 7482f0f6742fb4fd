/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.codec.shape.ShapeCounts;
import io.novaring.codec.swar.Swar;
import java.util.Arrays;

/**
 * Decodes frames of books, trades, tickers and quotes whose shape has been seen before, in one pass
 * and to the same event as the general decoder, which takes all others and teaches this one.
 *
 * <p>The shapes are learned, not built in: the order of fields differs between years of the venue
 * and between kinds. All of a frame is checked, and whatever is not as expected, or odd in any way,
 * is left to the general decoder for the whole frame. One thread; allocates for a new channel or
 * shape only.
 */
public final class TemplateDecoder {
    private static final int DECODED_FLAGS =
            MarketEvent.SNAPSHOT
                    | MarketEvent.CHANGE
                    | MarketEvent.WINDOW
                    | MarketEvent.INEXACT
                    | MarketEvent.TEST_REQUEST;

    /** So many beginnings are known at a time. */
    private static final int PREFIXES_MAX = 4;

    /** So many lessons in a row with another beginning, and it takes the place of a known one. */
    private static final int OTHER_PREFIXES_MAX = 4;

    private final Symbols symbols;
    private final Shapes[] shapes = new Shapes[FrameKind.COUNT];
    private final ChannelTable channels = new ChannelTable();
    private final KindCounts counts = new KindCounts(shapes);
    private final TemplateRunner runner;
    private final TemplateCompiler compiler = new TemplateCompiler();

    /** What stands before the name of the channel: what did last, and all that may. */
    private Prefix prefix = Prefix.NONE;

    private final Prefix[] prefixes = new Prefix[PREFIXES_MAX];
    private int prefixCount;

    /** Whose turn it is to make room. */
    private int nextPrefix;

    /** Frames in a row, of kinds that are read here, that began as none of them. */
    private int otherPrefixes;

    public TemplateDecoder(final Symbols symbols) {
        this.symbols = symbols;
        runner = new TemplateRunner(symbols.instruments());
        Arrays.setAll(shapes, i -> new Shapes());
    }

    public ShapeCounts counts() {
        return counts;
    }

    /** True when the event is decoded; else the general decoder must, and {@link #learn} follow. */
    public boolean decode(final MarketEvent event) {
        if (!prefix.isAt(event.raw, event.rawLength) && !isOtherPrefix(event)) {
            return false;
        }
        final int nameAt = prefix.length();
        final Channel channel = channels.find(event.raw, nameAt, event.rawLength);
        if (channel == null) {
            return false;
        }
        final Shapes known = shapes[channel.kind.ordinal()];
        if (!known.isTried()) {
            return false;
        }
        final int from = nameAt + channel.length;
        event.bids.clear();
        event.asks.clear();
        event.trades.clear();
        final Template last = channel.last;
        if (last != null && last.prefix == prefix && runner.run(last, channel, from, event)) {
            otherPrefixes = 0;
            commit(last, channel, event);
            known.hit(last);
            return true;
        }
        return decodeOther(channel, known, from, event);
    }

    private boolean isOtherPrefix(final MarketEvent event) {
        for (int i = 0; i < prefixCount; i++) {
            if (prefixes[i].isAt(event.raw, event.rawLength)) {
                prefix = prefixes[i];
                return true;
            }
        }
        return false;
    }

    private boolean decodeOther(
            final Channel channel, final Shapes known, final int from, final MarketEvent event) {
        for (int i = 0; i < known.count; i++) {
            final Template shape = known.all[i];
            if (shape != channel.last && shape.prefix == prefix) {
                event.bids.clear();
                event.asks.clear();
                event.trades.clear();
                if (runner.run(shape, channel, from, event)) {
                    otherPrefixes = 0;
                    channel.last = shape;
                    commit(shape, channel, event);
                    known.hit(shape);
                    return true;
                }
            }
        }
        return false;
    }

    private static void commit(
            final Template shape, final Channel channel, final MarketEvent event) {
        event.flags &= ~DECODED_FLAGS;
        event.channelId = channel.channelId;
        event.requestId = MarketEvent.ABSENT;
        event.answered = 0;
        switch (channel.kind) {
            case BOOK -> BookColumn.commit(shape.values, shape.flags, event);
            case TRADES -> TradeColumn.commit(event);
            case TICKER -> {
                TickerColumn.commit(shape.values, event);
                event.kind = EventKind.TICKER;
                event.flags |= MarketEvent.SNAPSHOT;
            }
            default -> {
                TickerColumn.commit(shape.values, event);
                event.kind = EventKind.QUOTE;
            }
        }
    }

    /** Learns from an event that the general decoder has decoded; counts it as a miss. */
    public void learn(final MarketEvent event) {
        if (event.channelId == MarketEvent.NONE) {
            return;
        }
        final FrameKind kind = FrameKind.of(event, symbols.channels().name(event.channelId));
        if (kind == null) {
            return;
        }
        final Shapes known = shapes[kind.ordinal()];
        final boolean isNewChannel = !channels.has(event.channelId);
        if (known.miss(isNewChannel) && compiler.compile(event, kind)) {
            final int nameAt = compiler.channelOffset();
            final Prefix beginning = prefixOf(event, nameAt);
            if (beginning == null) {
                return;
            }
            known.learn(compiler, beginning);
            if (isNewChannel) {
                known.forgiveMiss();
                addChannel(event.channelId, kind);
            }
        }
    }

    /** The beginning of this message, taken in where there is room; or null. */
    private Prefix prefixOf(final MarketEvent event, final int nameAt) {
        for (int i = 0; i < prefixCount; i++) {
            if (prefixes[i].isOf(event.raw, nameAt)) {
                otherPrefixes = 0;
                return prefixes[i];
            }
        }
        // One frame that begins otherwise must not cost others their short path.
        if (nameAt < Swar.WORD
                || prefixCount == PREFIXES_MAX && ++otherPrefixes < OTHER_PREFIXES_MAX) {
            return null;
        }
        otherPrefixes = 0;
        final Prefix learned = new Prefix(event.raw, nameAt);
        if (prefixCount < PREFIXES_MAX) {
            prefixes[prefixCount++] = learned;
        } else {
            prefixes[nextPrefix] = learned;
            nextPrefix = (nextPrefix + 1) % PREFIXES_MAX;
        }
        prefix = learned;
        return learned;
    }

    private void addChannel(final int channelId, final FrameKind kind) {
        final byte[] name = symbols.channels().bytes(channelId);
        if (!isPlain(name)) {
            channels.refuse(channelId);
            return;
        }
        final int start = kind.prefixLength();
        int end = start;
        while (end < name.length && name[end] != '.') {
            end++;
        }
        final int instrumentId = symbols.instruments().lookup(name, start, end - start);
        final long hash = ChannelTable.hashOf(name);
        channels.add(new Channel(channelId, kind, hash, name, end - start, instrumentId));
    }

    /** A name that stands in a message as it is: without escapes. */
    private static boolean isPlain(final byte[] name) {
        for (final byte b : name) {
            if (b < ' ' || b == '"' || b == '\\' || b == 0x7F) {
                return false;
            }
        }
        return name.length >= Swar.WORD;
    }
}
