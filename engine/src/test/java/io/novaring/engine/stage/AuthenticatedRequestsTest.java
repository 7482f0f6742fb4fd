/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.VenueClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stage 4 on a connection that has to be authenticated, and errors that end or renew that. */
final class AuthenticatedRequestsTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final RecordingSink sink = new RecordingSink();
    private final List<String> told = new ArrayList<>();
    private final MarketEvent event = new MarketEvent();
    private ErrorClass errorClass = ErrorClass.FIX_REQUEST;
    private boolean needsAuth = true;
    private ResponseStage stage;
    private long nowNs = 1_700_000_000L * SECOND_NS;

    private final class Client implements VenueClient {
        private final TestVenue venue = new TestVenue();

        @Override
        public String venue() {
            return "test";
        }

        @Override
        public String role() {
            return "private";
        }

        @Override
        public ConnectionHandler connection() {
            return venue;
        }

        @Override
        public MessageHandler messages() {
            return venue;
        }

        @Override
        public ErrorHandler errors() {
            return error -> errorClass;
        }

        @Override
        public AuthHandler auth() {
            return new AuthHandler() {
                @Override
                public boolean isRequired() {
                    return needsAuth;
                }
            };
        }
    }

    private void start() {
        stage =
                new ResponseStage(
                        List.of(new Client()),
                        new Symbols(),
                        sink,
                        new RequestListener() {
                            @Override
                            public void onRefused(
                                    final int connectionId,
                                    final int requestType,
                                    final long token,
                                    final Refusal refusal) {
                                told.add(token + " " + refusal);
                            }

                            @Override
                            public void onLost(
                                    final int connectionId,
                                    final int requestType,
                                    final long token,
                                    final Loss loss) {
                                told.add(token + " " + loss);
                            }
                        });
    }

    private MarketEvent begin(final Origin origin, final EventKind kind) {
        event.reset(origin, kind);
        event.connectionId = 0;
        event.epoch = 1;
        event.receivedTimeNs = nowNs;
        return event;
    }

    private void publish() {
        stage.onEvent(event, 0, true);
    }

    private void lifecycle(final Lifecycle state) {
        begin(Origin.LIFECYCLE, EventKind.LIFECYCLE).code = state.code();
        publish();
    }

    private void request(final long token) {
        begin(Origin.COMMAND, EventKind.COMMAND).code = CommandType.REQUEST.code();
        event.requestId = TestVenue.QUERY;
        event.token = token;
        event.rawLength = 0;
        publish();
    }

    private void outbound(final long requestId, final int type) {
        begin(Origin.OUTBOUND, EventKind.OUTBOUND).code = type;
        event.requestId = requestId;
        publish();
    }

    private void error() {
        begin(Origin.INBOUND, EventKind.ERROR).requestId = 3;
        publish();
    }

    @Test
    void shouldRefuseRequestsUntilTheVenueKnowsUs() {
        start();
        lifecycle(Lifecycle.CONNECTED);
        request(1);
        assertEquals(List.of("1 NOT_CONNECTED"), told);

        lifecycle(Lifecycle.AUTHENTICATED);
        request(2);

        assertEquals(1, sink.sent.size());
        assertEquals(2, sink.sent.get(0).token());
    }

    @Test
    void shouldLoseNothingWhenTheVenueIsToldAgain() {
        start();
        lifecycle(Lifecycle.CONNECTED);
        lifecycle(Lifecycle.AUTHENTICATED);
        request(2);
        outbound(sink.sent.get(0).requestId(), TestVenue.QUERY);

        lifecycle(Lifecycle.AUTHENTICATED);

        assertEquals(List.of(), told, "the request is still waited for");
    }

    @Test
    void shouldForgetAnAuthenticationNobodyAnswered() {
        start();
        lifecycle(Lifecycle.CONNECTED);
        outbound(13, TestVenue.QUERY);
        lifecycle(Lifecycle.DISCONNECTED);

        assertEquals(1, stage.counters().get(ResponseStage.Counter.LOST));
        assertEquals(List.of(), told, "no program asked for it");
    }

    @Test
    void shouldWaitForNoAnswerToAnEcho() {
        start();
        lifecycle(Lifecycle.CONNECTED);
        outbound(13, -1);
        lifecycle(Lifecycle.DISCONNECTED);

        assertEquals(0, stage.counters().get(ResponseStage.Counter.LOST));
    }

    @Test
    void shouldMakeNothingOfARefusalToRenewALogin() {
        start();
        errorClass = ErrorClass.REAUTHENTICATE;
        lifecycle(Lifecycle.CONNECTED);
        lifecycle(Lifecycle.AUTHENTICATED);

        begin(Origin.INBOUND, EventKind.ERROR).requestId = 8 | RequestIds.IO;
        publish();

        assertEquals(0, sink.reauthentications, "another way has been tried by now");
    }

    @Test
    void shouldAskToAuthenticateAnewWhenAnErrorSaysSo() {
        start();
        errorClass = ErrorClass.REAUTHENTICATE;
        error();
        lifecycle(Lifecycle.CONNECTED);
        error();
        assertEquals(0, sink.reauthentications, "that may be the answer to it");
        lifecycle(Lifecycle.AUTHENTICATED);
        final long before = stage.stateHash();

        error();

        assertEquals(1, sink.reauthentications);
        assertEquals(List.of(), sink.ended);
        assertEquals(3, stage.counters().get(ResponseStage.Counter.ERRORS_REAUTHENTICATE));
        assertNotEquals(before, stage.stateHash(), "it is a decision");
    }

    @Test
    void shouldNotAuthenticateWhereNobodyAsksForIt() {
        needsAuth = false;
        errorClass = ErrorClass.REAUTHENTICATE;
        start();
        lifecycle(Lifecycle.CONNECTED);
        error();

        assertEquals(0, sink.reauthentications);
    }

    @Test
    void shouldEndASessionThatIsOfNoMoreUse() {
        needsAuth = false;
        errorClass = ErrorClass.RECONNECT;
        start();
        lifecycle(Lifecycle.CONNECTED);

        error();

        assertEquals(
                List.of(
                        new RecordingSink.Ended(
                                ResponseStage.STAGE, 0, 1, DisconnectReason.VENUE_ERROR)),
                sink.ended);
    }
}
