/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import io.novaring.codec.CommandType;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.KillSwitch;
import io.novaring.engine.connection.UserCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Orders without an engine: what they put into the ring is taken out by the test. */
final class OrdersRig implements Orders.Host, UserCommands.Receiver {
    final UserCommands ring = new UserCommands(1 << 16, () -> {});
    final List<OrderCommand> commands = new ArrayList<>();
    final List<String> texts = new ArrayList<>();
    final List<KillReport> kills = new ArrayList<>();
    final KillSwitch[] switches;
    final Orders orders;
    long nowNs = 1_700_000_000_000_000_000L;
    boolean isRunning = true;
    boolean isJournalOff;

    OrdersRig(final TestTrader... clients) {
        this(OrderSettings.DEFAULT, clients);
    }

    OrdersRig(final OrderSettings settings, final TestTrader... clients) {
        switches = Orders.switches(List.of(clients), () -> {});
        orders =
                new Orders(
                        List.of(clients),
                        switches,
                        Collections.nCopies(clients.length, ConnectionSettings.DEFAULT),
                        ring,
                        settings,
                        () -> nowNs,
                        7,
                        this);
    }

    /** A client with a cap of 10 credits, one of them for cancels, and 10 a second. */
    static TestTrader trader() {
        return new TestTrader(
                true, new TestLimits(10, 10, new long[] {1, 1, 1}, new long[] {1, 0, 0}));
    }

    /** Takes everything out of the ring. */
    void drain() {
        while (ring.drain(this) > 0) {
            // Until there is nothing.
        }
    }

    OrderCommand last() {
        drain();
        return commands.get(commands.size() - 1);
    }

    @Override
    public void onCommand(
            final int connectionId,
            final CommandType type,
            final int requestType,
            final long token,
            final byte[] payload,
            final int length) {
        final OrderCommand command = new OrderCommand();
        if (type != CommandType.ORDER || !command.decode(payload, length)) {
            throw new AssertionError("no order: " + type);
        }
        commands.add(command);
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public boolean isJournalOff() {
        return isJournalOff;
    }

    @Override
    public Thread ioThread() {
        return Thread.currentThread();
    }

    @Override
    public void command(final int connectionId, final CommandType type, final byte[] payload) {
        texts.add(type + " " + new String(payload, StandardCharsets.US_ASCII));
    }

    @Override
    public void onKilled(final KillReport report) {
        kills.add(report);
    }
}
