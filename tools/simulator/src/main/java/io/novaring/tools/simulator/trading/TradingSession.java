/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.channel.Subscriber;

/** A connection that has logged in. Simulator thread only. */
public interface TradingSession {
    /** The account it acts for. */
    String account();

    /** Which connection of the simulator it is; orders remember it. */
    int connectionNumber();

    /** Where the messages of its channels go: the connection, the same one for its whole life. */
    Subscriber subscriber();
}
