/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.engine.stage.RecordingSink.Sent;
import io.novaring.engine.venue.VenueClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The four stages behind each other, fed by hand: time passes only when a test says so. */
final class StageRig {
    static final long SECOND_NS = 1_000_000_000L;

    final TestVenue venue;
    final RecordingSink sink = new RecordingSink();
    final Symbols symbols = new Symbols(1 << 10, 1 << 10);
    final List<String> refusals = new ArrayList<>();
    final List<String> losses = new ArrayList<>();
    final Set<String> wanted = new HashSet<>();
    final MarketEvent event = new MarketEvent();
    final HeartbeatStage heartbeat;
    final RateLimitStage rateLimit;
    final SubscriptionStage subscription;
    final ResponseStage response;

    long nowNs = 1_700_000_000L * SECOND_NS;
    int connectionId;
    int epoch;
    private int looped;
    private boolean isOpen;
    private long sequence;

    /** Sees every event before the stages do. */
    Consumer<MarketEvent> beforeStages = unseen -> {};

    /** Sees every event behind the stages. */
    Consumer<MarketEvent> afterStages = seen -> {};

    /** What had been sent before the last event. */
    int sentBefore;

    StageRig() {
        this(new TestVenue(), 0);
    }

    StageRig(final TestVenue venue, final long silentAfterNs) {
        this(venue, silentAfterNs, null);
    }

    /** With another sink than the one that records, if it is not null. */
    StageRig(final TestVenue venue, final long silentAfterNs, final RequestSink otherSink) {
        this.venue = venue;
        venue.silentAfterNs = silentAfterNs;
        final RequestSink target = otherSink == null ? sink : otherSink;
        final List<VenueClient> clients = List.of(venue, venue);
        heartbeat = new HeartbeatStage(clients, target);
        rateLimit = new RateLimitStage(clients);
        subscription = new SubscriptionStage(clients, symbols, target, 64);
        response =
                new ResponseStage(
                        clients,
                        symbols,
                        target,
                        new RequestListener() {
                            @Override
                            public void onRefused(
                                    final int connection,
                                    final int requestType,
                                    final long token,
                                    final Refusal refusal) {
                                refusals.add(token + " " + refusal);
                            }

                            @Override
                            public void onLost(
                                    final int connection,
                                    final int requestType,
                                    final long token,
                                    final Loss loss) {
                                losses.add(token + " " + loss);
                            }
                        });
    }

    /** A rig whose first session is open, with what it sends at once already sent. */
    static StageRig connected() {
        final StageRig rig = new StageRig();
        rig.connect();
        rig.outbound();
        return rig;
    }

    MarketEvent begin(final Origin origin, final EventKind kind) {
        event.reset(origin, kind);
        event.connectionId = connectionId;
        event.epoch = epoch;
        event.receivedTimeNs = nowNs;
        event.publishedTimeNs = nowNs;
        return event;
    }

    void publish() {
        event.sequence = sequence++;
        sentBefore = sink.sent.size();
        beforeStages.accept(event);
        deliver(event);
        afterStages.accept(event);
    }

    /** Shows an event to the stages. */
    void deliver(final MarketEvent shown) {
        heartbeat.onEvent(shown, shown.sequence, true);
        rateLimit.onEvent(shown, shown.sequence, true);
        subscription.onEvent(shown, shown.sequence, true);
        response.onEvent(shown, shown.sequence, true);
    }

    void connect() {
        epoch++;
        isOpen = true;
        lifecycle(Lifecycle.CONNECTED);
    }

    void disconnect() {
        isOpen = false;
        begin(Origin.LIFECYCLE, EventKind.LIFECYCLE).code = Lifecycle.DISCONNECTED.code();
        event.reason = DisconnectReason.CONNECTION_LOST.code();
        publish();
    }

    void lifecycle(final Lifecycle code) {
        begin(Origin.LIFECYCLE, EventKind.LIFECYCLE).code = code.code();
        publish();
    }

    /** Lets time pass and says so. */
    void tick(final long passedNs) {
        nowNs += passedNs;
        begin(Origin.TICK, EventKind.TICK);
        publish();
    }

    /** Like {@link #tick}, in steps of a second with a message in each, so that nobody is dead. */
    void live(final int seconds) {
        for (int i = 0; i < seconds; i++) {
            tick(SECOND_NS);
            begin(Origin.INBOUND, EventKind.HEARTBEAT);
            publish();
        }
    }

    void subscribe(final String... channels) {
        wanted.addAll(List.of(channels));
        command(CommandType.SUBSCRIBE, String.join("\n", channels));
    }

    void unsubscribe(final String... channels) {
        List.of(channels).forEach(wanted::remove);
        command(CommandType.UNSUBSCRIBE, String.join("\n", channels));
    }

    void request(final int type, final long token, final String params) {
        begin(Origin.COMMAND, EventKind.COMMAND).code = CommandType.REQUEST.code();
        event.requestId = type;
        event.token = token;
        raw(params);
        publish();
    }

    /** Publishes what was sent since the last call as outbound events. */
    void outbound() {
        while (looped < sink.sent.size()) {
            final Sent sent = sink.sent.get(looped++);
            outbound(sent, isOpen && sent.epoch() == epoch ? 0 : MarketEvent.UNSENT);
        }
    }

    void outbound(final Sent sent, final int flags) {
        begin(Origin.OUTBOUND, EventKind.OUTBOUND);
        event.epoch = sent.epoch();
        event.flags = flags;
        event.code = sent.requestType();
        event.requestId = sent.requestId();
        event.token = sent.token();
        raw(sent.text());
        publish();
    }

    /** All of them sent so far, as text. */
    List<String> texts() {
        return sink.sent.stream().map(Sent::text).toList();
    }

    /** What was sent last. */
    Sent last() {
        return sink.sent.get(sink.sent.size() - 1);
    }

    void answer(final Sent sent, final String text) {
        begin(Origin.INBOUND, EventKind.RESPONSE).requestId = sent.requestId();
        raw(text);
        publish();
    }

    /** Grants all that the request asks for. */
    void grant(final Sent sent) {
        answer(sent, sent.text().substring(sent.text().indexOf(' ') + 1));
    }

    void error(final Sent sent, final long code) {
        begin(Origin.INBOUND, EventKind.ERROR).requestId = sent.requestId();
        event.errorCode = code;
        publish();
    }

    void reject() {
        begin(Origin.INBOUND, EventKind.REJECT);
        publish();
    }

    void snapshot(final String channel, final long changeId) {
        book(channel, MarketEvent.SNAPSHOT, changeId, MarketEvent.ABSENT);
        event.bids.add(LevelColumns.NEW, 100, 1);
        event.asks.add(LevelColumns.NEW, 101, 1);
        publish();
    }

    void window(final String channel, final long changeId) {
        book(channel, MarketEvent.SNAPSHOT | MarketEvent.WINDOW, changeId, MarketEvent.ABSENT);
        event.bids.add(LevelColumns.NEW, 100, 1);
        event.asks.add(LevelColumns.NEW, 101, 1);
        publish();
    }

    void change(final String channel, final long prevChangeId, final long changeId) {
        book(channel, MarketEvent.CHANGE, changeId, prevChangeId);
        event.bids.add(LevelColumns.CHANGE, 100, changeId);
        publish();
    }

    void book(final String channel, final int flags, final long changeId, final long prevChangeId) {
        begin(Origin.INBOUND, EventKind.BOOK).flags = flags;
        event.channelId = symbols.channels().intern(channel);
        event.instrumentId = symbols.instruments().intern(channel.split("\\.")[1]);
        event.changeId = changeId;
        event.prevChangeId = prevChangeId;
        event.bids.clear();
        event.asks.clear();
    }

    /** Subscribes, has it granted and gives it a snapshot with this id. */
    void openBook(final String channel, final long changeId) {
        subscribe(channel);
        outbound();
        grant(last());
        snapshot(channel, changeId);
    }

    long count(final SubscriptionStage.Counter counter) {
        return subscription.counters().get(counter);
    }

    long count(final ResponseStage.Counter counter) {
        return response.counters().get(counter);
    }

    /** State of the first subscription with this name, null when there is none. */
    SubscriptionStatus status(final String channel) {
        return subscription.subscriptions().stream()
                .filter(status -> status.channel().equals(channel))
                .findFirst()
                .orElse(null);
    }

    long stateHash() {
        long hash = StateHash.mix(heartbeat.stateHash(), rateLimit.stateHash());
        hash = StateHash.mix(hash, subscription.stateHash());
        return StateHash.mix(hash, response.stateHash());
    }

    void command(final CommandType type, final String text) {
        begin(Origin.COMMAND, EventKind.COMMAND).code = type.code();
        raw(text);
        publish();
    }

    void raw(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        event.setRaw(bytes, 0, bytes.length);
    }
}
