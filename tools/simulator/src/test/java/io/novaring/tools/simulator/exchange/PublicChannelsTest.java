/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import static io.novaring.tools.simulator.exchange.Bench.ONE;
import static io.novaring.tools.simulator.exchange.Bench.PERPETUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.simulator.channel.ChannelNames;
import io.novaring.tools.simulator.channel.Channels;
import io.novaring.tools.simulator.channel.Subscriber;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Listing;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PublicChannelsTest {
    private static final String BOOK = "book." + PERPETUAL + ".raw";
    private static final String TRADES = "trades." + PERPETUAL + ".raw";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-02T09:00:00Z"), ZoneOffset.UTC);
    private final Market market = new Market(1, Listing.standard(6), clock);
    private final Channels channels =
            new Channels(market, new ChannelNames(market, clock, 1)::create, name -> null);
    private final Exchange exchange =
            new Exchange(
                    market,
                    clock,
                    ExchangeConfig.DEFAULT,
                    ExchangeListener.NONE,
                    step -> channels.publish(step, 0));
    private final Instrument perpetual = market.find(PERPETUAL);
    private final Reader reader = new Reader();

    PublicChannelsTest() {
        channels.subscribe(reader, channels.find(BOOK), 0);
        channels.subscribe(reader, channels.find(TRADES), 0);
    }

    private Order place(final String account, final NewOrder order) {
        return exchange.place(exchange.account(account), order.amount(20 * ONE), 1).order();
    }

    @Test
    void shouldShowOrdersAndTheirTradesLikeThoseOfTheMarket() {
        final long price = perpetual.bids.bestPrice() - 7 * perpetual.tick;
        final Order order = place("ann", NewOrder.buy(PERPETUAL).price(price));
        place("bob", NewOrder.buy(PERPETUAL).price(perpetual.asks.bestPrice()));
        exchange.cancel(order.account, order.id);

        final List<JsonNode> books = reader.of(BOOK);
        assertEquals("snapshot", books.get(0).path("type").asText());
        for (int i = 1; i < books.size(); i++) {
            assertEquals(
                    books.get(i - 1).path("change_id").asLong(),
                    books.get(i).path("prev_change_id").asLong());
        }
        assertEquals(4, books.size());
        assertEquals(price / 1e9, books.get(1).path("bids").get(0).get(1).asDouble());
        assertEquals(price / 1e9, books.get(3).path("bids").get(0).get(1).asDouble());
        final List<JsonNode> trades = reader.of(TRADES);
        assertEquals(1, trades.size());
        assertEquals("buy", trades.get(0).get(0).path("direction").asText());
        assertEquals(20, trades.get(0).get(0).path("amount").asDouble());
    }

    @Test
    void shouldKeepTheChainWhenATradeLeavesTheBookAsItWas() {
        final long price = perpetual.bids.bestPrice();
        final long hidden = 1_000 * ONE;
        exchange.place(
                exchange.account("ann"),
                NewOrder.buy(PERPETUAL).price(price).amount(3 * hidden).displayAmount(hidden),
                1);
        final long ahead = perpetual.bids.own(0);
        exchange.place(
                exchange.account("bob"), NewOrder.sell(PERPETUAL).price(price).amount(ahead), 1);
        final int before = reader.of(BOOK).size();

        exchange.place(
                exchange.account("bob"), NewOrder.sell(PERPETUAL).price(price).amount(hidden), 1);

        assertEquals(before, reader.of(BOOK).size(), "it shows as much again");
        assertEquals(2, reader.of(TRADES).size());
        place("bob", NewOrder.sell(PERPETUAL).price(price));
        final List<JsonNode> books = reader.of(BOOK);
        assertEquals(before + 1, books.size());
        assertEquals(
                books.get(before - 1).path("change_id").asLong(),
                books.get(before).path("prev_change_id").asLong());
    }

    @Test
    void shouldMoveAnInstrumentWithAnOrderThoughNobodyListens() {
        final Instrument other = market.find("ETH-PERPETUAL");
        final NewOrder order = NewOrder.buy(other.name).price(other.bids.bestPrice());
        final long changeId = other.changeId();
        place("ann", order);

        for (int i = 0; i < 200; i++) {
            channels.publish(market.next(clock.millis()), 0);
            exchange.onMarket();
        }

        assertTrue(other.changeId() > changeId + 1);
    }

    /** Keeps what it is sent, by channel. */
    private static final class Reader extends Subscriber {
        private final List<JsonNode> messages = new ArrayList<>();

        @Override
        protected void publish(final FrameWriter frame, final long dueNs) {
            try {
                messages.add(JSON.readTree(frame.payload()).path("params"));
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<JsonNode> of(final String channel) {
            return messages.stream()
                    .filter(message -> message.path("channel").asText().equals(channel))
                    .map(message -> message.path("data"))
                    .toList();
        }
    }
}
