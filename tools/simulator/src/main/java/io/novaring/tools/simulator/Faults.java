/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.channel.Channels;
import io.novaring.tools.simulator.channel.Subscriber;
import io.novaring.tools.simulator.channel.Tap;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultReport;
import io.novaring.tools.simulator.fault.FaultScope;
import io.novaring.tools.simulator.fault.FaultTrigger;
import io.novaring.tools.simulator.fault.PlannedFault;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.schedule.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The plan as it comes true: which fault is due, what it waits for, and what has happened.
 * Simulator thread only, except for {@link #reports()}.
 */
final class Faults {
    private long connectionCount;
    private int nextNumber;
    private long startNs;
    private final SimulatorConfig config;
    private final Target target;
    private final Timers timers;
    private final Market market;
    private final Map<String, ChannelTap> taps = new HashMap<>();
    private final Map<String, Long> requestCounts = new HashMap<>();
    private final List<ArmedFault> onRequest = new ArrayList<>();
    private final List<ArmedFault> onConnection = new ArrayList<>();
    private final Deque<ArmedFault> connects = new ArrayDeque<>();
    private final Deque<ArmedFault> answers = new ArrayDeque<>();
    private final Deque<ArmedFault> subscribes = new ArrayDeque<>();
    private final Deque<ArmedFault> opens = new ArrayDeque<>();
    private final Deque<ArmedFault> logins = new ArrayDeque<>();
    private final Deque<ArmedFault> disconnects = new ArrayDeque<>();
    private final Deque<ArmedFault> notifications = new ArrayDeque<>();
    private final Map<Connection, List<ArmedFault>> upgrades = new HashMap<>();
    private final Set<PlannedFault> pending = new LinkedHashSet<>();
    private final List<FaultReport> reports = new CopyOnWriteArrayList<>();
    private Channels channels;

    /** What faults are done to. */
    interface Target {
        List<Connection> openConnections();

        /** A fault of the scope {@link FaultScope#VENUE}. */
        void perform(Fault fault);

        /** Takes back what the connection was granted. */
        void revoke(Connection connection);
    }

    Faults(
            final SimulatorConfig config,
            final Target target,
            final Timers timers,
            final Market market) {
        this.config = config;
        this.target = target;
        this.timers = timers;
        this.market = market;
    }

    /** The plan's time begins; call once. */
    void start(final Channels live, final long nowNs) {
        channels = live;
        startNs = nowNs;
        for (final PlannedFault planned : config.faults().faults()) {
            final ArmedFault fault = new ArmedFault(planned);
            pending.add(planned);
            final FaultTrigger trigger = planned.trigger();
            switch (trigger.kind()) {
                case AT ->
                        timers.at(
                                nowNs + trigger.time().toNanos(),
                                () -> arm(fault, List.of(), null));
                case AFTER_FRAMES -> ofChannel(trigger.name()).await(fault);
                case ON_REQUEST -> onRequest.add(fault);
                case ON_CONNECTION -> onConnection.add(fault);
                case NOW -> arm(fault, List.of(), null);
            }
        }
        nextNumber = config.faults().faults().size();
    }

    /** A fault nobody planned: due at once. */
    ArmedFault inject(final Fault what) {
        final ArmedFault fault =
                new ArmedFault(new PlannedFault(nextNumber++, FaultTrigger.now(), what));
        pending.add(fault.planned());
        arm(fault, List.of(), null);
        return fault;
    }

    /**
     * As {@link #inject(Fault)}, to those that are logged in, or to the others; null when there are
     * none.
     */
    ArmedFault inject(final Fault what, final boolean isLoggedIn) {
        if (what.kind().scope() != FaultScope.CONNECTION) {
            throw new IllegalArgumentException("not of a connection: " + what);
        }
        final List<Connection> meant =
                target.openConnections().stream()
                        .filter(connection -> connection.login.isLoggedIn() == isLoggedIn)
                        .toList();
        if (meant.isEmpty()) {
            return null;
        }
        final ArmedFault fault =
                new ArmedFault(new PlannedFault(nextNumber++, FaultTrigger.now(), what));
        pending.add(fault.planned());
        arm(fault, meant, null);
        return fault;
    }

    /** Any thread. */
    List<FaultReport> reports() {
        return List.copyOf(reports);
    }

    List<PlannedFault> pending() {
        return List.copyOf(pending);
    }

    /** What sits on a channel that becomes live; null when nothing is planned for it. */
    Tap tap(final String channel) {
        final ChannelTap tap = taps.get(channel);
        if (tap != null) {
            tap.check(List.of(), channel);
        }
        return tap;
    }

    private ChannelTap ofChannel(final String name) {
        return taps.computeIfAbsent(
                name,
                channel -> {
                    final String[] parts = channel.split("\\.", -1);
                    final ChannelTap tap = new ChannelTap(this, () -> market.findEver(parts[1]));
                    channels.tap(channel, tap);
                    return tap;
                });
    }

    /**
     * The fault is due.
     *
     * @param origins whom the trigger concerned; empty for everybody.
     * @param channel of the trigger, or null.
     */
    void arm(
            final ArmedFault fault,
            final Collection<? extends Subscriber> origins,
            final String channel) {
        final Fault what = fault.planned().fault();
        switch (what.kind().scope()) {
            case CONNECT -> connects.add(fault);
            case ANSWER -> answers.add(fault);
            case SUBSCRIBE -> subscribes.add(fault);
            case LOGIN -> logins.add(fault);
            case DISCONNECT -> disconnects.add(fault);
            case NOTIFICATION -> notifications.add(fault);
            case CHANNEL -> ofChannel(fault.planned().channel()).arm(fault);
            // Not in the middle of an event: it may end connections and move instruments.
            case VENUE ->
                    timers.at(
                            config.time().nanoTime(),
                            () -> {
                                target.perform(what);
                                fired(fault, List.of(), null, "");
                            });
            case CONNECTION -> harm(fault, origins, channel);
        }
    }

    private void harm(
            final ArmedFault fault,
            final Collection<? extends Subscriber> origins,
            final String channel) {
        final List<Connection> victims = new ArrayList<>();
        for (final Connection connection : target.openConnections()) {
            if (origins.isEmpty() || origins.contains(connection)) {
                victims.add(connection);
            }
        }
        if (victims.isEmpty()) {
            opens.add(fault);
            return;
        }
        for (final Connection victim : victims) {
            if (fault.planned().fault().kind() == FaultKind.TOKEN_REVOKED) {
                target.revoke(victim);
            } else {
                Injection.apply(victim, fault.planned().fault(), config.time().nanoTime());
            }
        }
        fired(fault, victims, channel, "");
    }

    /** The fault to meet the next TCP connection with, or null. */
    ArmedFault takeConnect() {
        connectionCount++;
        final ArmedFault planned = takeOfThisConnection(true);
        return planned == null ? connects.poll() : planned;
    }

    /** It has come: what is planned for its number and needs an upgrade waits for that. */
    void onAccepted(final Connection connection) {
        ArmedFault fault = takeOfThisConnection(false);
        while (fault != null) {
            upgrades.computeIfAbsent(connection, c -> new ArrayList<>()).add(fault);
            fault = takeOfThisConnection(false);
        }
    }

    private ArmedFault takeOfThisConnection(final boolean connecting) {
        for (final ArmedFault fault : onConnection) {
            final FaultScope scope = fault.planned().fault().kind().scope();
            if (fault.planned().trigger().count() == connectionCount
                    && connecting == (scope == FaultScope.CONNECT)) {
                onConnection.remove(fault);
                return fault;
            }
        }
        return null;
    }

    void onUpgraded(final Connection connection) {
        for (final ArmedFault fault : upgrades.getOrDefault(connection, List.of())) {
            arm(fault, List.of(connection), null);
        }
        upgrades.remove(connection);
        while (!opens.isEmpty() && connection.isOpen()) {
            harm(opens.poll(), List.of(connection), null);
        }
    }

    void onEnded(final Connection connection) {
        upgrades.remove(connection);
    }

    void onRequest(final Connection connection, final String method) {
        if (onRequest.isEmpty()) {
            return;
        }
        final long count = requestCounts.merge(method, 1L, Long::sum);
        for (final ArmedFault fault : List.copyOf(onRequest)) {
            final FaultTrigger trigger = fault.planned().trigger();
            if (trigger.name().equals(method) && trigger.count() == count) {
                onRequest.remove(fault);
                arm(fault, List.of(connection), null);
            }
        }
    }

    /** What happens to the answer that is written now, or null. */
    Fault takeAnswer(final Connection connection, final String method) {
        for (final ArmedFault fault : answers) {
            final String only = fault.planned().fault().method();
            if (only == null || only.equals(method)) {
                answers.remove(fault);
                fired(fault, List.of(connection), null, method);
                return fault.planned().fault();
            }
        }
        return null;
    }

    /** What happens to a login, or null. */
    Fault takeLogin(final Connection connection, final boolean refreshes) {
        for (final ArmedFault fault : logins) {
            if (refreshes || fault.planned().fault().kind() != FaultKind.REFRESH_REFUSED) {
                logins.remove(fault);
                fired(fault, List.of(connection), null, "public/auth");
                return fault.planned().fault();
            }
        }
        return null;
    }

    /** What happens to the cancels of a connection that is lost, or null. */
    Fault takeDisconnect(final Connection connection) {
        final ArmedFault fault = disconnects.poll();
        if (fault == null) {
            return null;
        }
        fired(fault, List.of(connection), null, "");
        return fault.planned().fault();
    }

    /** How often a message of a user's channel is sent to one who listens. */
    int copies(final Subscriber subscriber, final String channel) {
        final ChannelTap tap = taps.get(channel);
        if (tap != null) {
            if (tap.isSilent(subscriber)) {
                return 0;
            }
            tap.countOne(subscriber, channel);
        }
        for (final ArmedFault fault : notifications) {
            final String only = fault.planned().channel();
            if (only == null || only.equals(channel)) {
                notifications.remove(fault);
                fired(fault, List.of(subscriber), channel, "");
                return fault.planned().fault().kind() == FaultKind.LOST_NOTIFICATION ? 0 : 2;
            }
        }
        return 1;
    }

    /** From a channel of a user, which has no tap of its own. */
    void onUnsubscribe(final Connection connection, final String channel) {
        final ChannelTap tap = taps.get(channel);
        if (tap != null) {
            tap.onUnsubscribe(connection);
        }
    }

    /** Takes a fault of this kind that concerns the subscribe call; null when there is none. */
    Fault takeSubscribe(final FaultKind kind, final Connection connection, final String channel) {
        final ArmedFault fault = find(kind, channel);
        if (fault == null) {
            return null;
        }
        fired(fault, List.of(connection), channel, "public/subscribe");
        return fault.planned().fault();
    }

    /** Before a connection is subscribed to a channel it was acknowledged. */
    void onSubscribe(final Connection connection, final String channel) {
        if (subscribes.isEmpty()) {
            return;
        }
        if (takeSubscribe(FaultKind.SILENT_CHANNEL, connection, channel) != null) {
            ofChannel(channel).silence(connection);
        }
        final ArmedFault withheld = find(FaultKind.WITHHELD_SNAPSHOT, channel);
        if (withheld != null) {
            ofChannel(channel).withhold(connection, withheld);
        }
    }

    private ArmedFault find(final FaultKind kind, final String channel) {
        for (final ArmedFault fault : subscribes) {
            final Fault what = fault.planned().fault();
            if (what.kind() == kind && (channel == null || channel.equals(what.channel()))) {
                subscribes.remove(fault);
                return fault;
            }
        }
        return null;
    }

    /** It has happened: told to everybody who waits for it. */
    void fired(
            final ArmedFault fault,
            final Collection<? extends Subscriber> subscribers,
            final String channel,
            final String detail) {
        final List<Integer> numbers = new ArrayList<>();
        for (final Subscriber subscriber : subscribers) {
            if (subscriber instanceof Connection connection && connection.number() >= 0) {
                numbers.add(connection.number());
            }
        }
        final Duration sinceStart = Duration.ofNanos(config.time().nanoTime() - startNs);
        final FaultReport report =
                new FaultReport(
                        fault.planned(),
                        config.clock().instant(),
                        sinceStart,
                        numbers,
                        channel,
                        detail);
        pending.remove(fault.planned());
        reports.add(report);
        fault.fired().complete(report);
        if (config.faultListener() != null) {
            config.faultListener().onFault(report);
        }
    }
}
