/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;

/**
 * What the name of a channel says beside the data of its messages. Made once for a channel.
 *
 * @param instrumentId of the instrument the name holds, NONE when it is about none, or FULL.
 * @param offset where in the name the index, or the resolution of a candle, begins.
 * @param length how long that is; 0 when there is none.
 */
record ChannelSubject(ChannelKind kind, int instrumentId, int offset, int length) {
    static ChannelSubject of(
            final String channel, final boolean hasNotices, final SymbolTable instruments) {
        final ChannelKind known = ChannelKind.of(channel);
        final ChannelKind kind = hasNotices || !known.isNotice() ? known : ChannelKind.OTHER;
        final int start = kind.subjectOffset(channel);
        if (kind != ChannelKind.FUNDING && kind != ChannelKind.CANDLE) {
            return new ChannelSubject(kind, MarketEvent.NONE, start, channel.length() - start);
        }
        final int dot = channel.indexOf('.', start);
        final int end = dot < 0 ? channel.length() : dot;
        final int rest = Math.min(end + 1, channel.length());
        final int instrumentId = instruments.intern(channel.substring(start, end));
        return new ChannelSubject(kind, instrumentId, rest, channel.length() - rest);
    }
}
