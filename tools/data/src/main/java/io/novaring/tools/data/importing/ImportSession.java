/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.stage.RequestSink;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/**
 * The session of a public connection in which the imported messages are received: its life, what
 * the stages ask for and the venue's answers to that, which come at once. The time of an event is
 * that of the message it comes with. One thread.
 */
final class ImportSession implements EventSource, RequestSink {
    static final int CONNECTION = 0;

    private static final long CANCEL_MASK = 1023;

    /** Books are asked for as they come: the pools of an account would have them wait. */
    private static final long CREDITS = 1_000_000_000L;

    private final long tickIntervalNs;
    private final long holeAfterNs;
    private final InputMerge merge;
    private final ImportListener listener;
    private final Counts counts;
    private final BookChains chains = new BookChains();
    private final Set<String> channels = new HashSet<>();

    // What comes of the present event goes before what was planned.
    private final Queue<Step> urgent = new ArrayDeque<>();
    private final Queue<Step> planned = new ArrayDeque<>();

    private Message message;
    private boolean isPrepared;
    private boolean isEnded;
    private boolean isOpen;
    private boolean isDown;
    private int epoch;
    private long sequence;
    private long nowNs;
    private long nextTickNs;
    private long firstTimeNs;
    private long lastRawNs = MarketEvent.ABSENT;
    private ImportException failure;

    /**
     * @param first of the merge, which is at it.
     * @param description of the run, for its first event.
     * @param pools how many credit pools the connection has.
     * @param tickIntervalNs as of a live connection.
     */
    ImportSession(
            final Message first,
            final InputMerge merge,
            final String description,
            final Collection<String> firstChannels,
            final int pools,
            final long tickIntervalNs,
            final long holeAfterNs,
            final Counts counts,
            final ImportListener listener) {
        this.message = first;
        this.merge = merge;
        this.tickIntervalNs = tickIntervalNs;
        this.holeAfterNs = holeAfterNs;
        this.counts = counts;
        this.listener = listener;
        firstTimeNs = first.timeNs;
        nowNs = first.timeNs;
        nextTickNs = first.timeNs;
        lastRawNs = first.isRaw ? first.timeNs : MarketEvent.ABSENT;
        channels.add(first.channel);
        channels.addAll(firstChannels);
        planned.add(Step.engine(Lifecycle.ENGINE_STARTED, description));
        for (int pool = 0; pool < pools; pool++) {
            final String limit = pool + " " + CREDITS + ' ' + CREDITS;
            planned.add(Step.command(epoch, CommandType.LIMIT, limit));
        }
        final String names = String.join("\n", new java.util.TreeSet<>(channels)) + '\n';
        planned.add(Step.command(epoch, CommandType.SUBSCRIBE, names));
        connect();
    }

    /** Why the files were not read to their end, null when they were. */
    ImportException failure() {
        return failure;
    }

    long firstTimeNs() {
        return firstTimeNs;
    }

    long lastTimeNs() {
        return nowNs;
    }

    @Override
    public boolean next(final MarketEvent event) {
        if ((sequence & CANCEL_MASK) == 0) {
            listener.onProgress(merge.bytesRead());
        }
        while (true) {
            final Step step = urgent.isEmpty() ? planned.poll() : urgent.poll();
            if (step != null) {
                fill(step, event);
                return true;
            }
            if (isEnded) {
                return false;
            }
            if (message == null) {
                advance();
            } else if (nextTickNs <= message.timeNs) {
                tick(event);
                return true;
            } else if (!isPrepared) {
                isPrepared = true;
                nowNs = message.timeNs;
                prepare();
            } else {
                give(event);
                return true;
            }
        }
    }

    private void fill(final Step step, final MarketEvent event) {
        step.fill(event);
        if (step.origin() == Origin.LIFECYCLE && step.connectionId() == CONNECTION) {
            isOpen = step.code() == Lifecycle.CONNECTED.code();
        }
        event.receivedTimeNs = nowNs;
        publish(event);
    }

    private void publish(final MarketEvent event) {
        event.publishedTimeNs = nowNs;
        event.sequence = sequence++;
    }

    private void tick(final MarketEvent event) {
        nowNs = Math.max(nowNs, nextTickNs);
        nextTickNs = nowNs + tickIntervalNs;
        event.reset(Origin.TICK, EventKind.TICK);
        event.connectionId = CONNECTION;
        event.epoch = epoch;
        event.setRaw(message.text.buffer(), 0, 0);
        event.receivedTimeNs = nowNs;
        publish(event);
    }

    private void advance() {
        isPrepared = false;
        try {
            message = listener.isCancelled() ? null : merge.next();
        } catch (final ImportException e) {
            failure = e;
            message = null;
        }
        if (message == null) {
            end();
            return;
        }
        final boolean isHole =
                message.isRaw
                        && holeAfterNs > 0
                        && lastRawNs != MarketEvent.ABSENT
                        && message.timeNs - lastRawNs > holeAfterNs;
        lastRawNs = message.isRaw ? message.timeNs : lastRawNs;
        if ((isHole || message.followsLoss) && !isDown) {
            counts.holes++;
            final String why =
                    isHole
                            ? "the recording has no message for more than "
                                    + holeAfterNs / 1_000_000
                                    + " ms"
                            : "the recording says so";
            disconnect(planned, DisconnectReason.CONNECTION_LOST, why);
        }
    }

    private void end() {
        isEnded = true;
        if (!isDown) {
            planned.add(
                    Step.connection(
                            epoch,
                            Lifecycle.DISCONNECTED,
                            DisconnectReason.REQUESTED,
                            0,
                            "the engine stops"));
        }
        planned.add(Step.connection(epoch, Lifecycle.CONNECTION_STOPPED, null, 0, null));
        planned.add(Step.engine(Lifecycle.ENGINE_STOPPED, null));
    }

    /** What has to be done before the message may come. */
    private void prepare() {
        if (isDown) {
            isDown = false;
            connect();
        }
        final BookChains.Fate fate =
                message.kind == Message.Kind.WHOLE
                        ? BookChains.Fate.GIVEN
                        : chains.fateOf(message, epoch);
        if (fate == BookChains.Fate.LEFT_OUT) {
            counts.beforeSnapshot++;
            message = null;
            return;
        }
        if (fate == BookChains.Fate.RESYNC) {
            counts.resyncs++;
            planned.add(Step.command(epoch, CommandType.UNSUBSCRIBE, message.channel));
            planned.add(Step.command(epoch, CommandType.SUBSCRIBE, message.channel));
        }
        if (channels.add(message.channel)) {
            planned.add(Step.command(epoch, CommandType.SUBSCRIBE, message.channel));
        }
    }

    private void give(final MarketEvent event) {
        final JsonEncoder text =
                message.kind == Message.Kind.WHOLE ? message.text : chains.encode(message, epoch);
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.connectionId = CONNECTION;
        event.epoch = epoch;
        event.setRaw(text.buffer(), 0, text.length());
        event.receivedTimeNs = message.timeNs;
        publish(event);
        counts.messages++;
        message = null;
    }

    private void connect() {
        epoch++;
        planned.add(Step.connection(epoch, Lifecycle.CONNECTING, null, 1, "an imported recording"));
        planned.add(Step.connection(epoch, Lifecycle.CONNECTED, null, 0, null));
    }

    private void disconnect(
            final Queue<Step> steps, final DisconnectReason reason, final String why) {
        isDown = true;
        steps.add(Step.connection(epoch, Lifecycle.DISCONNECTED, reason, 0, why));
        steps.add(Step.connection(epoch, Lifecycle.RECONNECT_SCHEDULED, reason, 0, null));
    }

    @Override
    public void send(
            final int stage,
            final int connectionId,
            final int wantedEpoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] text,
            final int length) {
        final boolean isSent = isOpen && wantedEpoch == epoch;
        final byte[] copy = java.util.Arrays.copyOf(text, length);
        urgent.add(Step.sent(wantedEpoch, requestType, requestId, token, isSent, copy));
        if (isSent) {
            urgent.add(Step.answer(epoch, Answers.to(requestType, requestId, copy, nowNs)));
        }
    }

    /** The stages give the session up: as live, another one follows. */
    @Override
    public void disconnect(
            final int stage,
            final int connectionId,
            final int wantedEpoch,
            final DisconnectReason reason) {
        if (wantedEpoch == epoch && !isDown && !isEnded) {
            disconnect(urgent, reason, "ended by the engine");
            isPrepared = false;
        }
    }

    @Override
    public void reauthenticate(final int stage, final int connectionId, final int wantedEpoch) {
        // Nobody logged in.
    }
}
