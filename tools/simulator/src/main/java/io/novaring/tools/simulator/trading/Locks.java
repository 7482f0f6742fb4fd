/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What keeps an account from trading besides its money: a lock of the whole account, which lets it
 * cancel only, and market-maker protection, which refuses what is marked for it until it is over.
 */
final class Locks {
    private static final int ACCOUNT_LOCKED = 11098;
    private static final int MMP_TRIGGER = 13030;

    private final Market market;
    private final Clock clock;
    private final UserChannels channels;
    private final Set<String> locked = new HashSet<>();
    private final Map<Frozen, Long> frozenUntilMs = new HashMap<>();

    Locks(final Market market, final Clock clock, final UserChannels channels) {
        this.market = market;
        this.clock = clock;
        this.channels = channels;
    }

    void lock(final String account, final boolean lock) {
        if (lock) {
            locked.add(account);
        } else {
            locked.remove(account);
        }
        channels.emit(
                account,
                ChannelScope.LOCK,
                out -> out.ascii("{\"locked\":" + lock + ",\"currency\":\"ALL\"}"));
    }

    /**
     * @param untilMs 0 until it is called again with a time that is over.
     */
    void freeze(final String account, final String indexName, final long untilMs) {
        frozenUntilMs.put(new Frozen(account, indexName), untilMs == 0 ? Long.MAX_VALUE : untilMs);
        channels.emit(
                account,
                ChannelScope.MMP_TRIGGER + "." + indexName,
                out ->
                        out.ascii("{\"frozen_until\":")
                                .integer(untilMs)
                                .ascii(",\"index_name\":\"")
                                .ascii(indexName)
                                .ascii("\"}"));
    }

    /**
     * Whether the request is refused; it is answered then.
     *
     * @param order null when it makes no new one.
     */
    boolean isRefused(final Request request, final NewOrder order) {
        final String account = request.account().name;
        if (locked.contains(account)) {
            request.reply().error(ACCOUNT_LOCKED, "account_locked");
            return true;
        }
        final Instrument instrument =
                order == null || !order.isMmp() ? null : market.findEver(order.instrumentName);
        if (instrument == null) {
            return false;
        }
        final Frozen frozen = new Frozen(account, instrument.currency.indexName);
        if (clock.millis() < frozenUntilMs.getOrDefault(frozen, 0L)) {
            request.reply().error(MMP_TRIGGER, "mmp_trigger");
            return true;
        }
        return false;
    }

    private record Frozen(String account, String indexName) {}
}
