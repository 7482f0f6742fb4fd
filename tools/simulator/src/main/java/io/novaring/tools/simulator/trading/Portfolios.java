/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.exchange.Account;
import io.novaring.tools.simulator.exchange.Exchange;
import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.trading.json.SummaryJson;
import java.util.List;

/**
 * What {@code user.portfolio} says: the figures of every currency that are not what was sent last.
 * How often the venue sends them is not documented; here it is at once when money moved and every
 * second when prices did.
 */
final class Portfolios {
    static final long INTERVAL_NS = 1_000_000_000L;

    private final Exchange exchange;
    private final SummaryJson summaries;

    Portfolios(final Exchange exchange, final SummaryJson summaries) {
        this.exchange = exchange;
        this.summaries = summaries;
    }

    void send(final UserChannel channel, final UserChannel.Sender sender, final long nowNs) {
        if (channel.isEmpty()) {
            return;
        }
        final Account account = exchange.account(channel.account);
        final List<String> currencies =
                "any".equals(channel.scope.currency())
                        ? exchange.currencies(account)
                        : List.of(channel.scope.currency());
        for (final String currency : currencies) {
            final AccountSummary figures = exchange.summary(account, currency);
            if (!figures.equals(channel.sentFigures.put(currency, figures))) {
                channel.send(out -> summaries.portfolio(account, currency, out), sender, nowNs);
            }
        }
    }
}
