/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.AuthHandler;
import org.junit.jupiter.api.Test;

final class AuthenticationStateTest implements AuthHandler {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Authentication state = new Authentication(this, 5 * SECOND_NS);
    private final MarketEvent answer = new MarketEvent();
    private Outcome outcome = Outcome.AUTHENTICATED;
    private long againAtNs = NEVER;
    private int reads;
    private int disconnects;
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
        assertFalse(state.concerns(answer));
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
        final Authentication none = new Authentication(AuthHandler.NONE, 1);
        none.onOpen();
        none.onWish();

        assertEquals(Authentication.NOTHING, none.poll(Long.MAX_VALUE));
        assertFalse(none.concerns(answer));
    }
}
