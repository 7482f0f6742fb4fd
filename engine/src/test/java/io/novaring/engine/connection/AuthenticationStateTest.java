/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import org.junit.jupiter.api.Test;

final class AuthenticationStateTest implements AuthHandler {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int PRIVATE = 7;
    private static final int PUBLIC = 8;

    private final Authentication state = new Authentication(this, this::classOf, 5 * SECOND_NS);
    private final MarketEvent answer = new MarketEvent();
    private Outcome outcome = Outcome.AUTHENTICATED;
    private long againAtNs = NEVER;
    private long untilNs = NEVER;
    private int reads;
    private int disconnects;
    private int denials;
    private long deadlineNs = NEVER;
    private boolean hasOther;
    private long nowNs = 100 * SECOND_NS;

    @Override
    public boolean isRequired() {
        return true;
    }

    @Override
    public Outcome read(final MarketEvent event, final long readNs) {
        reads++;
        return outcome;
    }

    @Override
    public long reauthenticateAtNs() {
        return againAtNs;
    }

    @Override
    public long knownUntilNs() {
        return untilNs;
    }

    @Override
    public boolean isNeededFor(final int requestType) {
        return requestType == PRIVATE;
    }

    @Override
    public long answerDeadlineNs() {
        return deadlineNs;
    }

    @Override
    public boolean onTimeout() {
        return hasOther;
    }

    @Override
    public void onDenied() {
        denials++;
    }

    @Override
    public void onDisconnect() {
        disconnects++;
    }

    private int after(final long passedNs) {
        nowNs += passedNs;
        return state.poll(nowNs);
    }

    private void authenticate() {
        assertEquals(Authentication.REQUEST, after(0));
        state.onSent(13, nowNs);
        assertEquals(Outcome.AUTHENTICATED, state.read(answer, nowNs));
    }

    @Test
    void shouldAskOnceAndWaitForTheAnswer() {
        state.onOpen();
        assertEquals(Authentication.REQUEST, after(0));
        state.onSent(13, nowNs);
        state.onWish();
        assertEquals(Authentication.NOTHING, after(0), "one at a time");
        assertEquals(Authentication.NOTHING, after(5 * SECOND_NS - 1));

        assertEquals(Authentication.TIMED_OUT, after(1));
    }

    @Test
    void shouldAskAgainWhenTheHandlerWantsIt() {
        state.onOpen();
        authenticate();
        assertTrue(state.isAuthenticated());
        assertEquals(Authentication.NOTHING, after(900 * SECOND_NS));
        againAtNs = nowNs + 10 * SECOND_NS;
        assertEquals(Authentication.NOTHING, after(10 * SECOND_NS - 1));

        assertEquals(Authentication.REQUEST, after(1));
    }

    @Test
    void shouldNotStormWhateverIsWished() {
        state.onOpen();
        authenticate();
        againAtNs = 0;
        state.onWish();

        assertEquals(Authentication.NOTHING, after(SECOND_NS - 1));
        assertEquals(Authentication.REQUEST, after(1));
    }

    @Test
    void shouldHoldBackWhatTheVenueWouldRefuse() {
        state.onOpen();
        assertTrue(state.holdsBack(PRIVATE, nowNs));
        authenticate();
        untilNs = nowNs + SECOND_NS;
        assertFalse(state.holdsBack(PRIVATE, untilNs - 1));
        assertTrue(state.holdsBack(PRIVATE, untilNs));
        assertFalse(state.isKnown(untilNs));
        assertFalse(state.holdsBack(PUBLIC, untilNs), "which needs no login");
        untilNs = NEVER;

        state.onWish();

        assertTrue(state.holdsBack(PRIVATE, nowNs), "denied, and not yet asked again");
        assertEquals(Authentication.REQUEST, after(SECOND_NS));
        state.onSent(21, nowNs);
        assertTrue(state.holdsBack(PRIVATE, nowNs));
        assertEquals(Outcome.AUTHENTICATED, state.read(answer, nowNs));
        assertFalse(state.holdsBack(PRIVATE, nowNs));
    }

    @Test
    void shouldAskAtOnceInTheNextSession() {
        state.onOpen();
        authenticate();
        state.onEnd();
        assertEquals(1, disconnects);

        state.onOpen();

        assertFalse(state.isAuthenticated());
        assertEquals(Authentication.REQUEST, after(1));
    }

    @Test
    void shouldHaveASecondAnswerReadAndMakeNothingOfIt() {
        state.onOpen();
        authenticate();
        answer.requestId = 13;
        assertTrue(state.concerns(answer), "it may hold secrets");
        outcome = Outcome.REFUSED;

        assertEquals(Outcome.NOT_MINE, state.read(answer, nowNs));

        assertEquals(2, reads);
        assertTrue(state.isAuthenticated());
        answer.requestId = 12;
        assertFalse(state.concerns(answer), "the answer to a stage");
        answer.requestId = MarketEvent.ABSENT;
        assertTrue(state.concerns(answer), "nobody knows what it answers");
    }

    @Test
    void shouldGoOnWaitingBehindWhatIsNotItsOwn() {
        state.onOpen();
        after(0);
        state.onSent(13, nowNs);
        outcome = Outcome.NOT_MINE;

        assertEquals(Outcome.NOT_MINE, state.read(answer, nowNs));

        assertTrue(state.awaitsAnswer());
    }

    @Test
    void shouldAskForNothingWhereNothingIsRequired() {
        final Authentication none = new Authentication(AuthHandler.NONE, ErrorHandler.CAUTIOUS, 1);
        none.onOpen();
        none.onWish();

        assertEquals(Authentication.NOTHING, none.poll(Long.MAX_VALUE));
        assertFalse(none.concerns(answer));
    }

    @Test
    void shouldGiveARequestUpWhenTheHandlerSaysSo() {
        state.onOpen();
        authenticate();
        againAtNs = nowNs + 2 * SECOND_NS;
        assertEquals(Authentication.REQUEST, after(2 * SECOND_NS));
        state.onSent(21, nowNs);
        deadlineNs = nowNs + SECOND_NS;
        hasOther = true;
        assertEquals(Authentication.NOTHING, after(SECOND_NS - 1));
        assertEquals(Authentication.REQUEST, after(1), "in the other way");
        deadlineNs = NEVER;
        state.onSent(29, nowNs);

        assertEquals(Authentication.NOTHING, after(5 * SECOND_NS - 1));
        assertEquals(Authentication.TIMED_OUT, after(1), "there is no third way");
    }

    @Test
    void shouldFallBackAtOnceAndOnce() {
        state.onOpen();
        authenticate();
        againAtNs = nowNs;
        after(SECOND_NS);
        state.onSent(21, nowNs);
        outcome = Outcome.FALL_BACK;
        assertEquals(Outcome.FALL_BACK, state.read(answer, nowNs));
        assertTrue(state.isAuthenticated(), "until the venue says otherwise");
        assertEquals(Authentication.REQUEST, after(0), "without a pause");
        state.onSent(29, nowNs);

        assertEquals(Outcome.REFUSED, state.read(answer, nowNs));

        assertFalse(state.isAuthenticated());
        assertEquals(Authentication.NOTHING, after(0));
    }

    /** Error 13009 says that the venue does not know us. */
    private ErrorClass classOf(final MarketEvent error) {
        return error.errorCode == 13_009 ? ErrorClass.REAUTHENTICATE : ErrorClass.STOP;
    }

    /** A request of stage 4 with this number is refused. */
    private void deny(final long number, final long code) {
        answer.errorCode = code;
        answer.requestId = number << 3 | 4;
        answer.kind = EventKind.ERROR;
        state.onOther(answer);
    }

    /** A request of stage 4 with this number is answered, by rows of such a kind. */
    private void answer(final long number, final int rows) {
        answer.requestId = number << 3 | 4;
        answer.kind = EventKind.RESPONSE;
        answer.answered = rows;
        state.onOther(answer);
    }

    private void ask(final long number) {
        state.onRequest(number << 3 | 4);
    }

    @Test
    void shouldGiveUpWhenItIsDeniedBehindANewLogin() {
        state.onOpen();
        authenticate();
        ask(1);
        ask(2);
        after(10 * SECOND_NS);
        deny(1, 10_009);
        assertEquals(Authentication.NOTHING, after(0), "refused for another reason");
        deny(1, 13_009);
        deny(2, 13_009);
        state.onWish();
        assertEquals(1, denials);
        assertEquals(Authentication.REQUEST, after(0));
        state.onSent(21, nowNs);
        deny(2, 13_009);
        state.onRequest(3 << 3 | 3);
        state.read(answer, nowNs);
        deny(2, 13_009);
        state.onWish();
        assertEquals(Authentication.NOTHING, after(0), "asked before, by what is known");
        answer.requestId = MarketEvent.ABSENT;
        state.onOther(answer);
        assertEquals(Authentication.NOTHING, after(0), "nobody knows when that was asked");
        ask(3);
        deny(3, 13_009);

        assertEquals(Authentication.DENIED_AGAIN, after(0));

        assertEquals(1, denials);
        state.onEnd();
        state.onOpen();
        assertEquals(Authentication.REQUEST, after(0), "a new session begins anew");
    }

    /** Denied once, and logged in anew behind request 1. */
    private void settle() {
        state.onOpen();
        authenticate();
        ask(1);
        after(10 * SECOND_NS);
        deny(1, 13_009);
        assertEquals(Authentication.REQUEST, after(0));
        state.onSent(21, nowNs);
        state.read(answer, nowNs);
    }

    @Test
    void shouldTakeADenialForANewOneOnceTheVenueToldOfTheAccount() {
        settle();
        ask(2);
        ask(3);
        answer(2, MarketEvent.ANSWERED_ORDERS);

        deny(3, 13_009);

        assertEquals(Authentication.NOTHING, after(0), "not within a second");
        assertEquals(Authentication.REQUEST, after(SECOND_NS));
        assertEquals(2, denials);
    }

    @Test
    void shouldGiveUpWhereNothingShowsThatTheVenueKnewUs() {
        settle();
        ask(2);
        ask(3);
        answer(1, MarketEvent.ANSWERED_ORDERS);
        answer(2, MarketEvent.ANSWERED_NOTHING);
        answer(2, 0);

        deny(3, 13_009);

        assertEquals(Authentication.DENIED_AGAIN, after(0));
    }
}
