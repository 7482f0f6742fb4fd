/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.runtime.Settings;
import io.novaring.bench.decode.pojo.BookMessage;
import io.novaring.bench.decode.pojo.TickerMessage;
import io.novaring.bench.decode.pojo.TradesMessage;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * DSL-JSON's binding to objects as its page shows it: converters written when this was compiled,
 * one reader that is used again; then the event.
 */
public final class DslJsonDecoder implements FrameDecoder {
    private final DslJson<Object> json =
            new DslJson<>(
                    Settings.withRuntime()
                            .allowArrayFormat(true)
                            .doublePrecision(JsonReader.DoublePrecision.EXACT)
                            .includeServiceLoader());
    private final JsonReader<Object> reader = json.newReader();
    private final JsonReader.ReadObject<BookMessage> books = json.tryFindReader(BookMessage.class);
    private final JsonReader.ReadObject<TradesMessage> trades =
            json.tryFindReader(TradesMessage.class);
    private final JsonReader.ReadObject<TickerMessage> tickers =
            json.tryFindReader(TickerMessage.class);
    private final Pojos pojos;

    public DslJsonDecoder(final Symbols symbols) {
        pojos = new Pojos(symbols);
    }

    @Override
    public void decode(final MarketEvent event) {
        try {
            reader.process(event.raw, event.rawLength);
            reader.read();
            switch (Pojos.kindOf(event.raw)) {
                case BOOK -> {
                    final BookMessage message = books.read(reader);
                    pojos.channel(message.getParams().getChannel(), event);
                    pojos.book(message.getParams().getData(), event);
                }
                case TRADES -> {
                    final TradesMessage message = trades.read(reader);
                    pojos.channel(message.getParams().getChannel(), event);
                    pojos.trades(message.getParams().getData(), event);
                }
                case QUOTE -> {
                    final TickerMessage message = tickers.read(reader);
                    pojos.channel(message.getParams().getChannel(), event);
                    pojos.quote(message.getParams().getData(), event);
                }
                default -> {
                    final TickerMessage message = tickers.read(reader);
                    pojos.channel(message.getParams().getChannel(), event);
                    pojos.ticker(message.getParams().getData(), event);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
