/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.run;

import io.novaring.codec.CommandType;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.order.KillReport;
import io.novaring.engine.order.Orders;

/** What orders need of a live engine, in a run on one thread. */
final class OrderHost implements Orders.Host {
    private final UserCommands commands;
    private int killCount;

    OrderHost(final UserCommands commands) {
        this.commands = commands;
    }

    /** How often the strategy pulled its kill switch. */
    int killCount() {
        return killCount;
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public boolean isJournalOff() {
        return false;
    }

    @Override
    public Thread ioThread() {
        // Whoever steps does all there is to do: nobody waits for another thread.
        return Thread.currentThread();
    }

    @Override
    public void command(final int connectionId, final CommandType type, final byte[] payload) {
        if (!commands.offer(connectionId, type, 0, 0, payload, payload.length)) {
            throw new IllegalStateException(
                    "the strategy asks for more at one event than the ring of commands holds");
        }
    }

    @Override
    public void onKilled(final KillReport report) {
        killCount++;
    }
}
