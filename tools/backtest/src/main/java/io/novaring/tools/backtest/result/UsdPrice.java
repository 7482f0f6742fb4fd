/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.tools.backtest.result.Figures.AccountTold;
import io.novaring.tools.backtest.result.Figures.Money;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One settlement currency: what a unit is in dollars, and what the venue says of its account. */
final class UsdPrice {
    private final String currency;
    private final byte[] name;
    private final byte[] index;
    private long told;
    private long implied = MarketEvent.ABSENT;
    private long firstEquity = MarketEvent.ABSENT;
    private long firstTotal;
    private long lastEquity;
    private long lastTotal;

    UsdPrice(final String currency, final String index) {
        this.currency = currency;
        this.name = currency.getBytes(StandardCharsets.US_ASCII);
        this.index = index.getBytes(StandardCharsets.US_ASCII);
        this.told = index.isEmpty() ? Decimals.SCALE : MarketEvent.ABSENT;
    }

    String currency() {
        return currency;
    }

    /** Of the index, or of an inverse contract while that was not told; ABSENT before any was. */
    long price() {
        return told == MarketEvent.ABSENT ? implied : told;
    }

    /** Where that is from: {@code dollar}, {@code index}, {@code contract} or {@code none}. */
    String source() {
        if (index.length == 0) {
            return "dollar";
        }
        if (told != MarketEvent.ABSENT) {
            return "index";
        }
        return implied == MarketEvent.ABSENT ? "none" : "contract";
    }

    boolean isOf(final MarketEvent event, final long text) {
        return is(name, event, text);
    }

    private static boolean is(final byte[] bytes, final MarketEvent event, final long text) {
        return bytes.length > 0
                && text != Text.ABSENT
                && Arrays.equals(
                        event.raw,
                        Text.offset(text),
                        Text.offset(text) + Text.length(text),
                        bytes,
                        0,
                        bytes.length);
    }

    /** True when this is another price. */
    boolean onIndex(final MarketEvent event) {
        return is(index, event, event.indexName) && onTicker(event.indexPrice);
    }

    /**
     * The index as a ticker of an instrument of this currency tells it; true when it is another.
     */
    boolean onTicker(final long price) {
        if (index.length == 0 || price == MarketEvent.ABSENT || price == told) {
            return false;
        }
        told = price;
        return true;
    }

    /** What an inverse contract costs is nearly what its coin does: better than nothing. */
    void imply(final long price) {
        implied = price;
    }

    /**
     * What the venue says the account is worth in this currency.
     *
     * @param total of ours in this currency as it is now.
     */
    void onEquity(final long equity, final long total) {
        if (firstEquity == MarketEvent.ABSENT) {
            firstEquity = equity;
            firstTotal = total;
        }
        lastEquity = equity;
        lastTotal = total;
    }

    /** Null when the venue said nothing. */
    AccountTold account() {
        return firstEquity == MarketEvent.ABSENT
                ? null
                : new AccountTold(
                        firstEquity,
                        lastEquity,
                        lastEquity - firstEquity - (lastTotal - firstTotal));
    }

    /** In dollars; 0 while no price is known. */
    long of(final long amount) {
        final long price = price();
        return price == MarketEvent.ABSENT ? 0 : Exact.times(amount, price);
    }

    /** An amount of another currency in this one; 0 while a price is not known. */
    long from(final UsdPrice other, final long amount) {
        final long price = price();
        final long theirs = other.price();
        return price == MarketEvent.ABSENT || theirs == MarketEvent.ABSENT
                ? 0
                : Exact.over(amount, theirs, price);
    }

    Money of(final Money money) {
        return new Money(
                of(money.realised()),
                of(money.unrealised()),
                of(money.fees()),
                of(money.funding()));
    }
}
