/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import io.github.wycst.wast.json.JSON;
import io.novaring.bench.decode.pojo.TickerMessage;
import io.novaring.bench.decode.pojo.TradesMessage;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import java.util.Arrays;

/**
 * wast's binding to objects; then the event. It takes whole arrays only, so the message is cut out
 * of the buffer. Quotes and trades alone: 0.0.28 leaves {@code bids} and {@code asks} of a book and
 * {@code index_price} of a ticker unset, because its table of names loses them.
 */
public final class WastDecoder implements FrameDecoder {
    private final Pojos pojos;

    public WastDecoder(final Symbols symbols) {
        pojos = new Pojos(symbols);
    }

    @Override
    public void decode(final MarketEvent event) {
        final byte[] bytes = Arrays.copyOf(event.raw, event.rawLength);
        if (Pojos.kindOf(bytes) == EventKind.TRADES) {
            final TradesMessage message = JSON.parseObject(bytes, TradesMessage.class);
            pojos.channel(message.getParams().getChannel(), event);
            pojos.trades(message.getParams().getData(), event);
        } else {
            final TickerMessage message = JSON.parseObject(bytes, TickerMessage.class);
            pojos.channel(message.getParams().getChannel(), event);
            pojos.quote(message.getParams().getData(), event);
        }
    }
}
