/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.novaring.tools.simulator.exchange.Exchange;
import io.novaring.tools.simulator.exchange.ExchangeConfig;
import io.novaring.tools.simulator.market.Currency;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.market.Step;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.schedule.Timers;
import io.novaring.tools.simulator.trading.json.Fields;
import io.novaring.tools.simulator.trading.json.OrderJson;
import io.novaring.tools.simulator.trading.json.PositionJson;
import io.novaring.tools.simulator.trading.json.SummaryJson;
import io.novaring.tools.simulator.trading.json.UserTradeJson;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The private methods of trading and the {@code user.} channels, on an exchange of their own.
 * Logins, scopes, credits and queues are somebody else's: a request that comes here is to be
 * carried out now. Simulator thread only.
 */
public final class TradingMethods {
    private static final long SEED_SALT = 0x7D2A_91C3_55E8_04B6L;

    private long accessLogId;
    private final Market market;
    private final Clock clock;
    private final SplittableRandom dice;
    private final UserChannels channels;
    private final AccountEvents events;
    private final Exchange exchange;
    private final Locks locks;
    private final MethodTable methods;
    private final Map<Integer, NotificationOrder> notificationOrders = new HashMap<>();

    /**
     * @param steps given every change to a public book that an order made, to be published.
     * @param timers run by the simulator's thread.
     * @param clock of the timestamps on the wire.
     * @param nanoTime of the timers.
     * @param seed of the order of keys, of the forms of numbers and of what goes first, a
     *     notification or an answer.
     */
    public TradingMethods(
            final Market market,
            final ExchangeConfig config,
            final Consumer<Step> steps,
            final Timers timers,
            final Clock clock,
            final LongSupplier nanoTime,
            final long seed,
            final AccountLimits limits) {
        this.market = market;
        this.clock = clock;
        this.dice = new SplittableRandom(seed ^ SEED_SALT);
        this.channels = new UserChannels(market, timers, nanoTime);
        final OrderJson orders = new OrderJson(new Fields(dice));
        final UserTradeJson trades = new UserTradeJson(new Fields(dice));
        final PositionJson positions = new PositionJson(new Fields(dice));
        this.events = new AccountEvents(channels, orders, trades, positions);
        this.exchange = new Exchange(market, clock, config, events, steps);
        final SummaryJson summaries = new SummaryJson(exchange, limits::json, new Fields(dice));
        channels.setPortfolios(new Portfolios(exchange, summaries));
        this.locks = new Locks(market, clock, channels);
        this.methods = new MethodTable();
        final OrderParams params = new OrderParams(market);
        order(new OrderMethods(clock, exchange, locks, params, orders, trades, dice));
        cancel(new CancelMethods(market, exchange, orders));
        query(new OrderQueries(market, exchange, orders));
        query(new TradeQueries(market, exchange, trades));
        query(new AccountQueries(exchange, positions, summaries, new Fields(dice)));
    }

    private void order(final OrderMethods of) {
        methods.matching("buy", of::buy)
                .matching("sell", of::sell)
                .matching("edit", of::edit)
                .matching("edit_by_label", of::editByLabel)
                .matching("close_position", of::closePosition);
    }

    private void cancel(final CancelMethods of) {
        methods.matching("cancel", of::cancel)
                .matching("cancel_all", of::cancelAll)
                .matching("cancel_all_by_currency", of::cancelAllByCurrency)
                .matching("cancel_all_by_currency_pair", of::cancelAllByCurrencyPair)
                .matching("cancel_all_by_instrument", of::cancelAllByInstrument)
                .matching("cancel_all_by_kind_or_type", of::cancelAllByKindOrType)
                .matching("cancel_by_label", of::cancelByLabel);
    }

    private void query(final OrderQueries of) {
        methods.trade("get_open_orders", of::open)
                .trade("get_open_orders_by_currency", of::openByCurrency)
                .trade("get_open_orders_by_instrument", of::openByInstrument)
                .trade("get_open_orders_by_label", of::openByLabel)
                .trade("get_order_state", of::state)
                .trade("get_order_state_by_label", of::stateByLabel);
    }

    private void query(final TradeQueries of) {
        methods.trade("get_user_trades_by_currency", of::byCurrency)
                .trade("get_user_trades_by_currency_and_time", of::byCurrencyAndTime)
                .trade("get_user_trades_by_instrument", of::byInstrument)
                .trade("get_user_trades_by_instrument_and_time", of::byInstrumentAndTime)
                .trade("get_user_trades_by_order", of::byOrder);
    }

    private void query(final AccountQueries of) {
        methods.trade("get_position", of::position)
                .trade("get_positions", of::positions)
                .account("get_account_summary", of::summary)
                .account("get_account_summaries", of::summaries);
    }

    /** Where the orders go. */
    public Exchange exchange() {
        return exchange;
    }

    /**
     * Carries out a request and answers it, or says that there is no such method.
     *
     * @param params the object of the request, or missing.
     * @param reply begun for this request.
     * @return false when the method is not of trading: nothing was done, nothing was answered.
     */
    public boolean handle(
            final String method,
            final JsonNode params,
            final TradingSession session,
            final Reply reply,
            final long nowNs) {
        final Request.Handler handler = methods.handlerOf(method);
        if (handler == null) {
            return false;
        }
        final boolean first = isNotifiedFirst(session.connectionNumber());
        final JsonNode object = params.isObject() ? params : JsonNodeFactory.instance.objectNode();
        final Request request =
                new Request(
                        exchange.account(session.account()),
                        session.connectionNumber(),
                        new Params(object),
                        reply,
                        first ? events::release : () -> {});
        events.hold();
        try {
            handler.handle(request);
        } finally {
            events.release();
        }
        return true;
    }

    private boolean isNotifiedFirst(final int connectionNumber) {
        return switch (notificationOrders.getOrDefault(
                connectionNumber, NotificationOrder.RANDOM)) {
            case RANDOM -> dice.nextBoolean();
            case BEFORE_ANSWER -> true;
            case AFTER_ANSWER -> false;
        };
    }

    /** Whether the method is carried out here. */
    public boolean isKnown(final String method) {
        return scopeOf(method) != null;
    }

    /** Whether the venue counts the method by the limits of its matching engine. */
    public boolean isMatching(final String method) {
        return methods.isMatching(method);
    }

    /** The scope the method needs, as {@code trade:read_write}; null when it is not of trading. */
    public String scopeOf(final String method) {
        return methods.scopeOf(method);
    }

    /**
     * The currency whose queue a request waits in: of its instrument, its order or its parameter.
     *
     * @return {@code any} when it concerns all of them, or none in particular.
     */
    public String currencyOf(final String method, final JsonNode params) {
        final Instrument instrument = market.findEver(params.path("instrument_name").asText());
        if (instrument != null) {
            return instrument.currency.name;
        }
        if (params.path("order_id").isTextual()) {
            return currencyOfOrder(params.path("order_id").textValue());
        }
        for (final Currency currency : market.currencies()) {
            if (currency.indexName.equals(params.path("currency_pair").asText())) {
                return currency.name;
            }
        }
        final String word = params.path("currency").asText();
        return Currencies.OF_BOOKS.contains(word) ? word : "any";
    }

    // Orders of the first currency have no prefix, or that of their kind of trigger.
    private static String currencyOfOrder(final String orderId) {
        final int end = orderId.indexOf('-');
        final String prefix = end < 0 ? "" : orderId.substring(0, end);
        return Currencies.OF_BOOKS.contains(prefix) ? prefix : "BTC";
    }

    /** Whether a channel of that name would be private. */
    public boolean isUserChannel(final String name) {
        return name.startsWith("user.");
    }

    /**
     * Subscribes to a {@code user.} channel; again changes its label only. What a new subscriber
     * gets at once comes later than this call, so that the acknowledgement may go before it.
     *
     * @param label echoed in every message, or null.
     * @return false when there is no such channel: it is left out of the acknowledgement.
     */
    public boolean subscribe(
            final TradingSession session, final String channel, final String label) {
        return channels.subscribe(session, channel, label);
    }

    /** False when it was not subscribed to it. */
    public boolean unsubscribe(final TradingSession session, final String channel) {
        return channels.unsubscribe(session, channel);
    }

    /** Ends its subscriptions to {@code user.} channels, of whatever account. */
    public void unsubscribeAll(final TradingSession session) {
        channels.unsubscribeAll(session.subscriber());
    }

    /**
     * The connection is gone: its subscriptions end.
     *
     * @param cancelsOrders whether the orders that were created through it are cancelled.
     */
    public void onDisconnect(
            final TradingSession session, final boolean cancelsOrders, final long nowNs) {
        unsubscribeAll(session);
        notificationOrders.remove(session.connectionNumber());
        if (cancelsOrders) {
            exchange.cancelOrigin(session.connectionNumber());
        }
    }

    /** Writes a login into the {@code user.access_log} of the account. */
    public void onLogin(final String account, final boolean succeeded, final long nowNs) {
        accessLogId++;
        channels.emit(
                account,
                ChannelScope.ACCESS_LOG,
                out -> {
                    out.ascii("{\"timestamp\":").integer(clock.millis());
                    out.ascii(",\"log\":\"").ascii(succeeded ? "success" : "failure");
                    out.ascii("\",\"ip\":\"127.0.0.1\",\"id\":").integer(accessLogId);
                    out.ascii(",\"country\":\"\",\"city\":\"\"}");
                });
    }

    /** From now on, for the requests of one connection. */
    public void setNotificationOrder(final int connectionNumber, final NotificationOrder order) {
        notificationOrders.put(connectionNumber, order);
    }

    /** From now on; null for none. */
    public void setTap(final NotificationTap tap) {
        channels.setTap(tap);
    }

    /** Locks an account, so that it may cancel only, or opens it again; {@code user.lock} tells. */
    public void lock(final String account, final boolean locked) {
        locks.lock(account, locked);
    }

    /**
     * Triggers market-maker protection: orders marked for it are refused with 13030, and {@code
     * user.mmp_trigger} tells. What rests stays.
     *
     * @param untilMs on the wire's clock; 0 for ever.
     */
    public void triggerMmp(final String account, final String indexName, final long untilMs) {
        locks.freeze(account, indexName, untilMs);
    }
}
