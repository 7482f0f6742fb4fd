/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Text;

/**
 * A block trade that came of a request for quotes; exact numbers scaled by {@link Decimals#SCALE}.
 */
public final class BlockTradeColumns {
    /** Text of the id, or of the number that stands for it. */
    public long id = Text.ABSENT;

    public long comboId = Text.ABSENT;
    public long amount = MarketEvent.ABSENT;

    /** A {@link Side} code: the taker's side. */
    public byte direction = Side.NONE;

    public long markPrice = MarketEvent.ABSENT;

    // The hedge, when there was one.
    public int hedgeInstrumentId = MarketEvent.NONE;
    public byte hedgeDirection = Side.NONE;
    public long hedgePrice = MarketEvent.ABSENT;
    public long hedgeAmount = MarketEvent.ABSENT;

    public final LegColumns legs = new LegColumns();
    public final FillColumns fills = new FillColumns();

    /** Makes every field absent, and legs and fills empty. */
    public void clear() {
        id = Text.ABSENT;
        comboId = Text.ABSENT;
        amount = MarketEvent.ABSENT;
        direction = Side.NONE;
        markPrice = MarketEvent.ABSENT;
        clearHedge();
        legs.clear();
        fills.clear();
    }

    public void clearHedge() {
        hedgeInstrumentId = MarketEvent.NONE;
        hedgeDirection = Side.NONE;
        hedgePrice = MarketEvent.ABSENT;
        hedgeAmount = MarketEvent.ABSENT;
    }

    public void copyFrom(final BlockTradeColumns other) {
        id = other.id;
        comboId = other.comboId;
        amount = other.amount;
        direction = other.direction;
        markPrice = other.markPrice;
        hedgeInstrumentId = other.hedgeInstrumentId;
        hedgeDirection = other.hedgeDirection;
        hedgePrice = other.hedgePrice;
        hedgeAmount = other.hedgeAmount;
        legs.copyFrom(other.legs);
        fills.copyFrom(other.fills);
    }
}
