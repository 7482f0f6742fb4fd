/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.AccountQuery;
import io.novaring.engine.venue.QueryArguments;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingAnswer;
import io.novaring.engine.venue.TradingMessages;
import java.util.concurrent.TimeUnit;

/**
 * The I/O thread's side of a {@link KillSwitch}: writes the request that cancels every order as
 * soon as there is a session, before anything else, again when it was refused or not answered, and
 * reads the answer. What it does is published behind it, so that no handler and no full ring stand
 * before the socket. Allocates nothing while nobody kills.
 */
public final class MassCancel {
    /** So often for one call: what is refused twenty times is for a person. */
    static final int TRIES_MAX = 20;

    static final long ANSWER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(2);
    static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final byte[] ON = {'1'};
    private static final byte[] OFF = {'0'};

    private final KillSwitch kill;
    private final OrderTypes types;
    private final Request[] requests;
    private final QueryArguments arguments = new QueryArguments();
    private final TradingAnswer answer = new TradingAnswer();

    /** A connection as a kill needs it. The I/O thread. */
    public interface Line {
        /** True while there is a session on which requests of the account pass. */
        boolean isUsable();

        /** For a request that no stage asked for. */
        long nextRequestId();

        /** Hands a request to the session; false when it did not take it. */
        boolean write(long requestId, byte[] message, int length);

        /** Publishes a request, whether it was written or not. */
        void outbound(
                int epoch,
                boolean isSent,
                int requestType,
                long requestId,
                byte[] message,
                int length);

        /** Publishes where the switch is. */
        void command(int epoch, CommandType type, byte[] payload, int length);
    }

    private boolean isShownOn;
    private boolean isWritten;
    private int epoch;
    private int triesLeft;
    private int openCount;
    private boolean isRefused;
    private long ticket;
    private long nextTryNs;
    private long cancelledCount;

    public MassCancel(final KillSwitch kill) {
        this.kill = kill;
        final TradingMessages trading = kill.trading();
        this.types = new OrderTypes(trading);
        final boolean isPerScope = trading.isPerScope(AccountQuery.CANCEL_ALL);
        this.requests = new Request[isPerScope ? Math.max(1, trading.scopes().size()) : 1];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = new Request();
        }
    }

    /** True when {@link #write} or {@link #publish} has something to do; costs two reads. */
    public boolean isDue() {
        return kill.isOn() != isShownOn || kill.isOn() && kill.answered() != kill.asked();
    }

    /** True for a request that must not go out as long as the switch is on. */
    public boolean holdsBack(final int requestType) {
        return kill.isOn() && types.isAdding(requestType);
    }

    public boolean isOn() {
        return kill.isOn();
    }

    /** Writes the request when it is due and can be sent; publishes nothing. */
    public void write(final Line session, final int sessionEpoch, final long nowNs) {
        final long asked = kill.asked();
        if (!kill.isOn() || kill.answered() == asked) {
            return;
        }
        if (asked != ticket) {
            ticket = asked;
            triesLeft = TRIES_MAX;
            nextTryNs = nowNs;
        }
        if (!session.isUsable()) {
            openCount = 0;
        } else if (triesLeft > 0 && (sessionEpoch != epoch || nowNs - nextTryNs >= 0)) {
            epoch = sessionEpoch;
            triesLeft--;
            nextTryNs = nowNs + ANSWER_TIMEOUT_NS;
            writeAll(session);
        }
        kill.onLooked(asked);
    }

    private void writeAll(final Line session) {
        isWritten = true;
        isRefused = false;
        openCount = 0;
        cancelledCount = KillSwitch.NOT_TOLD;
        boolean isSent = true;
        for (int i = 0; i < requests.length; i++) {
            final Request request = requests[i];
            request.id = session.nextRequestId();
            arguments.clear().scope = i;
            request.type =
                    kill.trading()
                            .encodeQuery(
                                    AccountQuery.CANCEL_ALL,
                                    arguments,
                                    request.id,
                                    request.message.clear());
            request.isSent =
                    request.type != RequestType.NONE
                            && session.write(
                                    request.id, request.message.buffer(), request.message.length());
            request.isOpen = request.isSent;
            openCount += request.isSent ? 1 : 0;
            isSent &= request.isSent;
        }
        if (isSent) {
            kill.onSent(ticket);
        }
    }

    /** Publishes what was written, and where the switch is. */
    public void publish(final Line session, final int connectionEpoch) {
        if (isWritten) {
            isWritten = false;
            for (final Request request : requests) {
                session.outbound(
                        epoch,
                        request.isSent,
                        request.type,
                        request.id,
                        request.message.buffer(),
                        request.message.length());
            }
        }
        final boolean isOn = kill.isOn();
        if (isOn != isShownOn) {
            isShownOn = isOn;
            session.command(connectionEpoch, CommandType.KILL, isOn ? ON : OFF, 1);
        }
    }

    /** Looks at a message of the session, before it is published, for an answer. */
    public void onMessage(final MarketEvent event, final long nowNs) {
        if (openCount == 0 || event.kind != EventKind.RESPONSE && event.kind != EventKind.ERROR) {
            return;
        }
        for (final Request request : requests) {
            if (request.isOpen && request.id == event.requestId) {
                request.isOpen = false;
                openCount--;
                read(event, request.type);
                if (openCount == 0) {
                    conclude(nowNs);
                }
                return;
            }
        }
    }

    private void read(final MarketEvent event, final int requestType) {
        if (event.kind == EventKind.ERROR) {
            isRefused = true;
            kill.onRefused("the venue refused to cancel all orders: error " + event.errorCode);
        } else if (kill.isOwnTrading()) {
            answer.clear();
            kill.trading().readAnswer(requestType, event, answer);
            if (answer.cancelledCount != TradingAnswer.NOT_TOLD) {
                cancelledCount = Math.max(0, cancelledCount) + answer.cancelledCount;
            }
        }
    }

    private void conclude(final long nowNs) {
        if (isRefused) {
            nextTryNs = nowNs + RETRY_NS;
        } else {
            kill.onAnswered(ticket, cancelledCount);
        }
    }

    /** A session of this engine. */
    record OfSession(int id, Session session, EventPublisher events) implements Line {
        @Override
        public boolean isUsable() {
            return session.isUsable();
        }

        @Override
        public long nextRequestId() {
            return session.nextRequestId();
        }

        @Override
        public boolean write(final long requestId, final byte[] message, final int length) {
            return session.write(requestId, message, length);
        }

        @Override
        public void outbound(
                final int epoch,
                final boolean isSent,
                final int requestType,
                final long requestId,
                final byte[] message,
                final int length) {
            events.outbound(id, epoch, isSent, requestType, requestId, 0, message, length);
        }

        @Override
        public void command(
                final int epoch, final CommandType type, final byte[] payload, final int length) {
            events.command(id, epoch, type, 0, 0, payload, length);
        }
    }

    /** One message and what became of it. */
    private static final class Request {
        final JsonEncoder message = new JsonEncoder(256);
        int type;
        long id;
        boolean isSent;
        boolean isOpen;
    }
}
