/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

import static io.novaring.venues.deribit.login.LoginRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.AuthHandler.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginHandlerTest {
    private final LoginRig rig = new LoginRig();
    private final LoginHandler handler = rig.handler;

    @Test
    void shouldSignItsRequest() {
        final JsonNode request = rig.request();

        assertEquals("public/auth", request.at("/method").textValue());
        assertEquals(13, request.at("/id").longValue());
        final JsonNode params = request.at("/params");
        assertEquals("client_signature", params.at("/grant_type").textValue());
        assertEquals(LoginRig.ID, params.at("/client_id").textValue());
        assertEquals(1_576_074_319_000L, params.at("/timestamp").longValue());
        final String nonce = params.at("/nonce").textValue();
        assertEquals(32, nonce.length());
        final byte[] signature =
                Signature.of(
                        LoginRig.secret(LoginRig.SECRET),
                        1_576_074_319_000L,
                        nonce.getBytes(StandardCharsets.US_ASCII),
                        new byte[0]);
        assertEquals(
                new String(signature, StandardCharsets.US_ASCII),
                params.at("/signature").textValue());
        assertEquals(
                "connection account:read_write trade:read_write", params.at("/scope").textValue());
        assertFalse(request.toString().contains(LoginRig.SECRET));
    }

    @Test
    void shouldNeverUseANonceTwice() {
        final Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertTrue(seen.add(rig.request().at("/params/nonce").textValue()));
        }
    }

    @Test
    void shouldSendTheSecretWhereThatIsAskedFor() {
        final LoginRig plain =
                new LoginRig(
                        DeribitCredentials.of(LoginRig.ID, LoginRig.secret("a\"b\\c"))
                                .withGrant(LoginGrant.CLIENT_CREDENTIALS)
                                .withSession("desk-1"));

        final JsonNode params = plain.request().at("/params");

        assertEquals("client_credentials", params.at("/grant_type").textValue());
        assertEquals("a\"b\\c", params.at("/client_secret").textValue());
        assertTrue(params.at("/scope").textValue().startsWith("session:desk-1 "));
        assertTrue(params.at("/signature").isMissingNode());
        assertFalse(plain.redacted().toString().contains("a\\\"b"));
    }

    @Test
    void shouldTellOfItsRequestsWithoutSecrets() {
        final JsonNode sent = rig.request();
        final JsonNode full = rig.redacted();

        assertEquals(sent.at("/id"), full.at("/id"));
        assertEquals(sent.at("/params/scope"), full.at("/params/scope"));
        for (final String field : new String[] {"client_id", "nonce", "signature"}) {
            assertEquals("***", full.at("/params/" + field).textValue());
        }
        rig.read(rig.grant(900));
        rig.request();
        assertEquals(
                "{\"grant_type\":\"refresh_token\",\"refresh_token\":\"***\"}",
                rig.redacted().at("/params").toString());
    }

    @Test
    void shouldKeepNothingOfAnAnswerButWhatIsHarmless() {
        rig.request();

        assertEquals(Outcome.AUTHENTICATED, rig.read(rig.grant(900)));

        final JsonNode result = LoginRig.json(rig.event.rawText()).at("/result");
        assertEquals("bearer", result.at("/token_type").textValue());
        assertEquals(LoginRig.SCOPE, result.at("/scope").textValue());
        assertEquals(900, result.at("/expires_in").longValue());
        assertEquals("*".repeat(LoginRig.ACCESS.length()), result.at("/access_token").textValue());
        assertEquals(
                "*".repeat(LoginRig.REFRESH.length()), result.at("/refresh_token").textValue());
        assertFalse(rig.event.rawText().contains("CANARY"), rig.event.rawText());
    }

    @Test
    void shouldRefreshAtFourFifthsOfItsLife() {
        assertEquals(AuthHandler.NEVER, handler.reauthenticateAtNs());
        rig.logIn(900);
        assertEquals(rig.nowNs + 720 * SECOND_NS, handler.reauthenticateAtNs());
        assertEquals(AuthHandler.NEVER, handler.answerDeadlineNs());
        rig.nowNs += 720 * SECOND_NS;

        final JsonNode params = rig.request().at("/params");

        assertEquals("refresh_token", params.at("/grant_type").textValue());
        assertEquals(LoginRig.REFRESH, params.at("/refresh_token").textValue());
        assertEquals(rig.nowNs + 180 * SECOND_NS, handler.answerDeadlineNs(), "its end");
        assertEquals(Outcome.AUTHENTICATED, rig.read(rig.grant(2)));
        assertEquals(rig.nowNs + 1_600_000_000, handler.reauthenticateAtNs());
        assertEquals("refresh_token", rig.request().at("/params/grant_type").textValue());
        assertEquals(rig.nowNs + 2 * SECOND_NS, handler.answerDeadlineNs());
    }

    @ParameterizedTest
    @CsvSource({"2, 1900", "900, 899000", "31536000, 31535999000"})
    void shouldRelyOnATokenUntilShortlyBeforeItsEnd(final long lifeSeconds, final long knownMs) {
        assertEquals(AuthHandler.NEVER, handler.knownUntilNs());
        rig.logIn(lifeSeconds);
        final long untilNs = rig.nowNs + knownMs * 1_000_000;
        assertEquals(untilNs, handler.knownUntilNs());
        rig.request();

        assertEquals(Outcome.FALL_BACK, rig.read(rig.error(13_009, "invalid_token")));

        assertEquals(untilNs, handler.knownUntilNs(), "a refusal takes nothing away");
        handler.onDisconnect();
        assertEquals(AuthHandler.NEVER, handler.knownUntilNs());
        assertTrue(handler.isNeededFor(20) && !handler.isNeededFor(52));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE / 1_000_000_000, 31_536_000, 1})
    void shouldBelieveNoLifeThatDoesNotFit(final long seconds) {
        rig.logIn(seconds);

        assertTrue(handler.reauthenticateAtNs() > rig.nowNs);
    }

    @Test
    void shouldLogInAnewEachTimeWhereNothingIsRefreshed() {
        final LoginRig full = new LoginRig(LoginRig.credentials().withRefresh(false));
        full.logIn(900);

        assertEquals("client_signature", full.request().at("/params/grant_type").textValue());
    }

    @ParameterizedTest
    @ValueSource(longs = {13_004, 13_009, 10_040, 99_999})
    void shouldFallBackToTheKeyWhenARefreshIsRefused(final long code) {
        rig.logIn(900);
        rig.request();

        assertEquals(Outcome.FALL_BACK, rig.read(rig.error(code, "invalid_token")));

        assertEquals("client_signature", rig.request().at("/params/grant_type").textValue());
        assertEquals(Outcome.AUTHENTICATED, rig.read(rig.grant(900)));
    }

    @Test
    void shouldFallBackToTheKeyWhenARefreshIsNotAnswered() {
        rig.logIn(900);
        rig.request();
        final String late = rig.grant(900);

        assertTrue(handler.onTimeout());

        assertEquals("client_signature", rig.request().at("/params/grant_type").textValue());
        assertEquals(Outcome.NOT_MINE, rig.read(late), "too late");
        assertFalse(rig.event.rawText().contains("CANARY"), rig.event.rawText());
        assertFalse(handler.onTimeout(), "there is no third way");
    }

    @Test
    void shouldUseTheKeyWhenTheVenueDeniesUsAndInANewSession() {
        rig.logIn(900);
        handler.onDenied();
        assertEquals("client_signature", rig.request().at("/params/grant_type").textValue());
        rig.read(rig.grant(900));

        handler.onDisconnect();

        assertEquals(AuthHandler.NEVER, handler.reauthenticateAtNs());
        assertEquals("client_signature", rig.request().at("/params/grant_type").textValue());
    }

    @ParameterizedTest
    @CsvSource({
        "13004, REFUSED_FOR_GOOD",
        "13007, REFUSED_FOR_GOOD",
        "12003, REFUSED_FOR_GOOD",
        "12005, REFUSED_FOR_GOOD",
        "13031, REFUSED_FOR_GOOD",
        "13021, REFUSED_FOR_GOOD",
        "11098, REFUSED_FOR_GOOD",
        "-32602, REFUSED_FOR_GOOD",
        "10000, REFUSED",
        "13009, REFUSED",
        "10028, REFUSED",
        "10040, REFUSED",
        "11051, REFUSED",
        "11094, REFUSED",
        "77777, REFUSED",
        "4294980300, REFUSED",
    })
    void shouldTellRefusalsForGoodFromOthers(final long code, final Outcome expected) {
        rig.request();

        assertEquals(expected, rig.read(rig.error(code, "no")));

        assertTrue(handler.refusalText().startsWith("error " + code), handler.refusalText());
    }

    @ParameterizedTest
    @CsvSource({
        "connection trade:read_write, account:read_write",
        "connection account:read_write trade:read, trade:read_write",
        "connection account:read trade:read_write, account:read_write",
        "'', trade:read_write and account:read_write",
        "xtrade:read_write account:read_writex, trade:read_write and account:read_write",
    })
    void shouldRefuseAKeyThatMayTooLittle(final String granted, final String missing) {
        rig.request();

        assertEquals(Outcome.REFUSED_FOR_GOOD, rig.read(rig.grant(900, granted)));

        assertTrue(
                handler.refusalText().contains("lacks the scope " + missing + ':'),
                handler.refusalText());
        assertFalse(rig.event.rawText().contains("CANARY"), rig.event.rawText());
    }

    @Test
    void shouldBeContentWithReadingWhereNothingIsCancelledOnDisconnect() {
        final Scopes scopes = new Scopes(null, false);

        assertEquals("connection account:read trade:read_write", scopes.requested());
        assertEquals("", scopes.missing("trade:read_write account:read"));
        assertEquals("", scopes.missing("trade:read_write account:read_write"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"ok\"",
                "{\"access_token\":\"\",\"expires_in\":9}",
                "{\"access_token\":\"CANARY\",\"expires_in\":0}",
                "{\"access_token\":\"CANARY\",\"expires_in\":\"9\"}",
                "{\"access_token\":\"CANARY\"}"
            })
    void shouldTakeAnAnswerWithoutATokenForARefusal(final String result) {
        rig.request();

        assertEquals(Outcome.REFUSED, rig.read(rig.envelope("\"result\":" + result)));

        assertFalse(rig.event.rawText().contains("CANARY"), rig.event.rawText());
    }

    @Test
    void shouldMakeUpForAClockThatIsWrong() {
        rig.request();
        final String refusal = "\"error\":{\"code\":13004,\"message\":\"invalid_credentials\"}";

        assertEquals(Outcome.REFUSED, rig.read(rig.envelope(refusal, 3 * SECOND_NS)));

        assertTrue(handler.refusalText().contains("3000 ms behind"), handler.refusalText());
        handler.onDisconnect();
        final long timestamp = rig.request().at("/params/timestamp").longValue();
        assertEquals(rig.nowNs / 1_000_000 + 3_000, timestamp);
        assertEquals(Outcome.REFUSED_FOR_GOOD, rig.read(rig.envelope(refusal, 3 * SECOND_NS)));
    }

    @ParameterizedTest
    @ValueSource(longs = {6, -6, 3_600})
    void shouldNotMakeUpForAClockThatIsFarOff(final long seconds) {
        rig.request();
        final String refusal = "\"error\":{\"code\":10000,\"message\":\"no\"}";

        assertEquals(Outcome.REFUSED, rig.read(rig.envelope(refusal, seconds * SECOND_NS)));

        assertEquals(rig.nowNs / 1_000_000, rig.request().at("/params/timestamp").longValue());
    }

    @Test
    void shouldLeaveAnswersToOthersAsTheyAre() {
        rig.logIn(900);
        rig.request();
        final String order =
                "{\"jsonrpc\":\"2.0\",\"id\":20,\"result\":{\"order\":{\"label\":\"x1\"}}}";

        assertEquals(Outcome.NOT_MINE, rig.read(order));
        assertEquals(order, rig.event.rawText());
        assertEquals(Outcome.AUTHENTICATED, rig.read(rig.grant(900)), "still waiting");
    }

    @Test
    void shouldHideWhatIsSaidTwiceOrSaidBack() {
        rig.logIn(900);
        rig.read(rig.grant(900));
        assertFalse(rig.event.rawText().contains("CANARY"), "a second answer");
        rig.requestId = 800;
        rig.read(rig.grant(900));
        assertFalse(rig.event.rawText().contains("CANARY"), "to a request that was never sent");
        final String echo =
                "{\"id\":20,\"error\":{\"code\":13009,\"message\":\"bad "
                        + LoginRig.REFRESH
                        + "\",\"data\":{\"id\":\""
                        + LoginRig.ID
                        + "\",\"reason\":\"\\\\"
                        + LoginRig.SECRET
                        + "\"}}}";
        rig.read(echo);
        assertFalse(rig.event.rawText().contains("CANARY"), rig.event.rawText());
        assertEquals(13_009, LoginRig.json(rig.event.rawText()).at("/error/code").longValue());
    }

    @Test
    void shouldShowNothingInText() {
        final DeribitCredentials credentials = LoginRig.credentials();

        assertEquals("DeribitCredentials[***]", credentials.toString());
        final IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> DeribitCredentials.of("CANARY ID", LoginRig.secret("x")));
        assertFalse(e.getMessage().contains("CANARY"), e.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> credentials.withSession("trade:read_write"));
        assertNotEquals(credentials, LoginRig.credentials());
    }

    @Test
    void shouldNotLogInWithTheCredentialsOfAReplay() {
        final LoginRig replay = new LoginRig(DeribitCredentials.ofReplay());

        assertThrows(IllegalStateException.class, replay::request);
    }
}
