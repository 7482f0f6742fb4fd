/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import io.novaring.bench.decode.pojo.BookMessage;
import io.novaring.bench.decode.pojo.TickerMessage;
import io.novaring.bench.decode.pojo.TradesMessage;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Jackson's binding to objects, with the module that makes it faster; then the event. */
public final class BlackbirdDecoder implements FrameDecoder {
    private final Pojos pojos;
    private final ObjectReader books;
    private final ObjectReader trades;
    private final ObjectReader tickers;

    public BlackbirdDecoder(final Symbols symbols) {
        pojos = new Pojos(symbols);
        final JsonMapper mapper =
                JsonMapper.builder(
                                JsonFactory.builder()
                                        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                                        .build())
                        .addModule(new BlackbirdModule())
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
        mapper.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SKIP));
        books = mapper.readerFor(BookMessage.class);
        trades = mapper.readerFor(TradesMessage.class);
        tickers = mapper.readerFor(TickerMessage.class);
    }

    @Override
    public void decode(final MarketEvent event) {
        try {
            switch (Pojos.kindOf(event.raw)) {
                case BOOK -> {
                    final BookMessage message = books.readValue(event.raw, 0, event.rawLength);
                    pojos.channel(message.getParams().getChannel(), event);
                    pojos.book(message.getParams().getData(), event);
                }
                case TRADES -> {
                    final TradesMessage message = trades.readValue(event.raw, 0, event.rawLength);
                    pojos.channel(message.getParams().getChannel(), event);
                    pojos.trades(message.getParams().getData(), event);
                }
                case QUOTE -> {
                    final TickerMessage message = tickers.readValue(event.raw, 0, event.rawLength);
                    pojos.channel(message.getParams().getChannel(), event);
                    pojos.quote(message.getParams().getData(), event);
                }
                default -> {
                    final TickerMessage message = tickers.readValue(event.raw, 0, event.rawLength);
                    pojos.channel(message.getParams().getChannel(), event);
                    pojos.ticker(message.getParams().getData(), event);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
