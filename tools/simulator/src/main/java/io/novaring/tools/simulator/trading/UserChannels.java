/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.channel.Subscriber;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.schedule.Timers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The live {@code user.} channels. What happens to an account is gathered until {@link #flush}: the
 * messages of one request go out together, before or after its answer. Simulator thread only.
 */
final class UserChannels {
    /** Perhaps somebody has something to say. */
    private boolean gathered;

    private final Market market;
    private final Timers timers;
    private final LongSupplier nanoTime;
    private final UserChannel.Sender sender = new UserChannel.Sender();
    private final Map<Key, UserChannel> live = new LinkedHashMap<>();
    private Portfolios portfolios;

    UserChannels(final Market market, final Timers timers, final LongSupplier nanoTime) {
        this.market = market;
        this.timers = timers;
        this.nanoTime = nanoTime;
    }

    /** Once, before anybody subscribes. */
    void setPortfolios(final Portfolios writer) {
        portfolios = writer;
    }

    void setTap(final NotificationTap tap) {
        sender.tap = tap == null ? (subscriber, channel) -> 1 : tap;
    }

    /** False when the venue knows no such channel. */
    boolean subscribe(final TradingSession session, final String name, final String label) {
        final Key key = new Key(session.account(), name);
        UserChannel channel = live.get(key);
        if (channel == null) {
            final ChannelScope scope = ChannelScope.of(name, market);
            if (scope == null) {
                return false;
            }
            channel = new UserChannel(key.account, name, scope);
            live.put(key, channel);
        }
        if (channel.add(session.subscriber(), label)) {
            session.subscriber().countPrivate(1);
            if (channel.isPortfolio()) {
                channel.sentFigures.clear();
                sendFigures(channel);
            }
        }
        return true;
    }

    /** False when it was not subscribed. */
    boolean unsubscribe(final TradingSession session, final String name) {
        return remove(new Key(session.account(), name), session.subscriber());
    }

    /** Whatever account it was subscribed for. */
    void unsubscribeAll(final Subscriber subscriber) {
        for (final Key key : List.copyOf(live.keySet())) {
            remove(key, subscriber);
        }
    }

    private boolean remove(final Key key, final Subscriber subscriber) {
        final UserChannel channel = live.get(key);
        if (channel == null || !channel.remove(subscriber)) {
            return false;
        }
        subscriber.countPrivate(-1);
        if (channel.isEmpty()) {
            live.remove(key);
        }
        return true;
    }

    /** Hands over the channels of the account that this instrument belongs to. */
    void forEach(
            final String account,
            final Instrument instrument,
            final Consumer<UserChannel> channels) {
        for (final UserChannel channel : live.values()) {
            if (channel.concerns(account, instrument)) {
                gathered = true;
                channels.accept(channel);
            }
        }
    }

    /** The money of an account has changed: its portfolio is sent soon. */
    void onMoney(final String account) {
        for (final UserChannel channel : live.values()) {
            if (channel.isPortfolio() && channel.account.equals(account)) {
                sendFigures(channel);
            }
        }
    }

    /** Sends an event of a channel without instruments. */
    void emit(final String account, final String name, final UserChannel.Data data) {
        final UserChannel channel = live.get(new Key(account, name));
        if (channel != null) {
            channel.send(data, sender, nanoTime.getAsLong());
        }
    }

    /** Sends what {@code raw} channels have gathered, and starts the interval of the others. */
    void flush() {
        if (!gathered) {
            return;
        }
        gathered = false;
        for (final UserChannel channel : List.copyOf(live.values())) {
            if (!channel.hasGathered()) {
                continue;
            }
            if (channel.scope.isRaw()) {
                channel.flush(sender, nanoTime.getAsLong());
            } else if (!channel.scheduled) {
                channel.scheduled = true;
                timers.at(
                        nanoTime.getAsLong() + channel.scope.intervalNs(),
                        () -> flushMerged(channel));
            }
        }
    }

    private void flushMerged(final UserChannel channel) {
        channel.scheduled = false;
        channel.flush(sender, nanoTime.getAsLong());
    }

    /** Soon, and not at once: the exchange may be in the middle of something. */
    private void sendFigures(final UserChannel channel) {
        if (!channel.scheduled) {
            channel.scheduled = true;
            timers.at(nanoTime.getAsLong(), () -> onFiguresDue(channel));
        }
    }

    private void onFiguresDue(final UserChannel channel) {
        channel.scheduled = false;
        portfolios.send(channel, sender, nanoTime.getAsLong());
        channel.watch++;
        final int watch = channel.watch;
        timers.at(
                nanoTime.getAsLong() + Portfolios.INTERVAL_NS,
                () -> {
                    if (channel.watch == watch && !channel.isEmpty()) {
                        onFiguresDue(channel);
                    }
                });
    }

    private record Key(String account, String name) {}
}
