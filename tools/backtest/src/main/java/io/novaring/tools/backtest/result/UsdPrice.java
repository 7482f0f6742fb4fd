/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.tools.backtest.result.Figures.Money;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What one unit of a settlement currency is in dollars, as its index was last told. */
final class UsdPrice {
    private final String currency;
    private final byte[] index;
    private long price;

    /** Fees paid in this currency for instruments that are settled in another. */
    long foreignFees;

    UsdPrice(final String currency, final String index) {
        this.currency = currency;
        this.index = index.getBytes(StandardCharsets.US_ASCII);
        this.price = index.isEmpty() ? Decimals.SCALE : MarketEvent.ABSENT;
    }

    String currency() {
        return currency;
    }

    /** ABSENT before it was told. */
    long price() {
        return price;
    }

    void onIndex(final MarketEvent event) {
        final long name = event.indexName;
        if (index.length > 0
                && name != Text.ABSENT
                && event.indexPrice != MarketEvent.ABSENT
                && Arrays.equals(
                        event.raw,
                        Text.offset(name),
                        Text.offset(name) + Text.length(name),
                        index,
                        0,
                        index.length)) {
            price = event.indexPrice;
        }
    }

    /** The index as a ticker of an instrument of this currency tells it. */
    void onTicker(final long told) {
        if (index.length > 0 && told != MarketEvent.ABSENT) {
            price = told;
        }
    }

    /** In dollars; 0 while no price is known. */
    long of(final long amount) {
        return price == MarketEvent.ABSENT ? 0 : Exact.times(amount, price);
    }

    Money of(final Money money) {
        return new Money(
                of(money.realised()),
                of(money.unrealised()),
                of(money.fees()),
                of(money.funding()));
    }
}
