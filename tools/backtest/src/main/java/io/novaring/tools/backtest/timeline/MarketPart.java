/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.CommandType;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.connection.InboundDecoding;
import io.novaring.engine.stage.RequestIds;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.venue.TradingMessages;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.venue.wrap.ForwardingMessageHandler;
import io.novaring.engine.venue.wrap.WrappedClient;

/**
 * A recorded connection that traded carries market data, too, where its channels want a login. That
 * part of it goes through as a connection of its own, with its sessions, subscriptions and losses;
 * what concerns the account and its login does not. One thread.
 */
final class MarketPart {
    private final FrameDecoder decoder;

    MarketPart(final VenueClient client) {
        decoder = InboundDecoding.newDecoder(client.messages(), new Symbols());
    }

    /** A client that reads what this one reads, and does not trade. */
    static VenueClient clientOf(final VenueClient client) {
        return new WrappedClient(client)
                .messages(
                        next ->
                                new ForwardingMessageHandler(next) {
                                    @Override
                                    public TradingMessages trading() {
                                        return TradingMessages.NONE;
                                    }
                                });
    }

    /** True when an event of the connection goes through; an inbound one is decoded by that. */
    boolean isMarket(final MarketEvent event) {
        return switch (event.origin) {
            case LIFECYCLE, TICK -> true;
            case COMMAND ->
                    event.code == CommandType.SUBSCRIBE.code()
                            || event.code == CommandType.UNSUBSCRIBE.code();
            case OUTBOUND -> isAskedForMarket(event.requestId);
            case INBOUND -> {
                InboundDecoding.decode(event, decoder);
                yield isMarketMessage(event);
            }
        };
    }

    private static boolean isMarketMessage(final MarketEvent event) {
        return switch (event.kind) {
            case RESPONSE, ERROR -> isAskedForMarket(event.requestId);
            case ORDERS,
                    USER_TRADES,
                    CHANGES,
                    PORTFOLIO,
                    NOTIFICATION,
                    COMBO_TRADES,
                    MMP_TRIGGER,
                    ACCESS_LOG,
                    ACCOUNT_LOCK,
                    LIQUIDATION,
                    LIQUIDITY_SUPPORT,
                    BLOCK_TRADE_CONFIRMATION,
                    REQUEST_FOR_QUOTE ->
                    false;
            default -> true;
        };
    }

    /** Heartbeats, limits and subscriptions; not logins, and nothing that stage 4 wants. */
    private static boolean isAskedForMarket(final long requestId) {
        return requestId != MarketEvent.ABSENT
                && RequestIds.stageOf(requestId) <= SubscriptionStage.STAGE;
    }
}
