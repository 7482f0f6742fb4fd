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
final class MassCancel {
    /** So often for one call: what is refused twenty times is for a person. */
    static final int TRIES_MAX = 20;

    static final long ANSWER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(2);
    static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final byte[] ON = {'1'};
    private static final byte[] OFF = {'0'};

    private final int id;
    private final KillSwitch kill;
    private final OrderTypes types;
    private final EventPublisher events;
    private final Request[] requests;
    private final QueryArguments arguments = new QueryArguments();
    private final TradingAnswer answer = new TradingAnswer();

    private boolean isShownOn;
    private boolean isWritten;
    private int epoch;
    private int triesLeft;
    private int openCount;
    private boolean isRefused;
    private long ticket;
    private long nextTryNs;
    private long cancelledCount;

    MassCancel(final int id, final KillSwitch kill, final EventPublisher events) {
        this.id = id;
        this.kill = kill;
        this.events = events;
        final TradingMessages trading = kill.trading();
        this.types = new OrderTypes(trading);
        final boolean isPerScope = trading.isPerScope(AccountQuery.CANCEL_ALL);
        this.requests = new Request[isPerScope ? Math.max(1, trading.scopes().size()) : 1];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = new Request();
        }
    }

    /** True when {@link #write} or {@link #publish} has something to do; costs two reads. */
    boolean isDue() {
        return kill.isOn() != isShownOn || kill.isOn() && kill.answered() != kill.asked();
    }

    /** True for a request that must not go out as long as the switch is on. */
    boolean holdsBack(final int requestType) {
        return kill.isOn() && types.isAdding(requestType);
    }

    boolean isOn() {
        return kill.isOn();
    }

    /** Writes the request when it is due and can be sent; publishes nothing. */
    void write(final Session session, final int sessionEpoch, final long nowNs) {
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

    private void writeAll(final Session session) {
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
    void publish(final int connectionEpoch) {
        if (isWritten) {
            isWritten = false;
            for (final Request request : requests) {
                events.outbound(
                        id,
                        epoch,
                        request.isSent,
                        request.type,
                        request.id,
                        0,
                        request.message.buffer(),
                        request.message.length());
            }
        }
        final boolean isOn = kill.isOn();
        if (isOn != isShownOn) {
            isShownOn = isOn;
            events.command(id, connectionEpoch, CommandType.KILL, 0, 0, isOn ? ON : OFF, 1);
        }
    }

    /** Looks at a message of the session, before it is published, for an answer. */
    void onMessage(final MarketEvent event, final long nowNs) {
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

    /** One message and what became of it. */
    private static final class Request {
        final JsonEncoder message = new JsonEncoder(256);
        int type;
        long id;
        boolean isSent;
        boolean isOpen;
    }
}
