/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

/** The orders of accounts in the books, told what the market itself does at their prices. */
public interface RestingOrders {
    /** There are none. */
    RestingOrders NONE =
            new RestingOrders() {
                @Override
                public void onTaken(
                        final Instrument instrument,
                        final boolean bids,
                        final long price,
                        final long amount) {}

                @Override
                public void onOwn(
                        final Instrument instrument,
                        final boolean bids,
                        final long price,
                        final long amount) {}

                @Override
                public void onState(final Instrument instrument) {}
            };

    /**
     * Somebody of the market takes from a level that shows orders of accounts. Who is first is for
     * the callee to say: it reports each trade to {@link Interventions} and takes the amounts away.
     */
    void onTaken(Instrument instrument, boolean bids, long price, long amount);

    /** The market's own part of a level that shows orders of accounts is {@code amount} now. */
    void onOwn(Instrument instrument, boolean bids, long price, long amount);

    /** The instrument's book is in another state. */
    void onState(Instrument instrument);
}
