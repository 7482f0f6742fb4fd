/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeribitPrivateClientTest {
    private static final DeribitAccount ACCOUNT =
            DeribitAccount.of(List.of("BTC", "USDC")).withKinds(List.of("future", "option"));

    private final VenueClient client =
            new DeribitPrivateClient(
                    DeribitConfig.test(),
                    DeribitCredentials.of("CANARY-ID", Secret.copyOf(ascii("CANARY-SECRET"))),
                    ACCOUNT);

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void shouldSayWhatItIs() {
        assertEquals("deribit", client.venue());
        assertEquals("private", client.role());
        assertTrue(client.auth().isRequired());
        assertTrue(client.messages().trading().isSupported());
        assertTrue(client.connection().hasGreeting());
    }

    @Test
    void shouldTellItsSettingsAndNoSecret() {
        final JsonNode settings = Json.parse(client.settings());

        assertEquals(30_000_000_000L, settings.at("/heartbeatIntervalNs").longValue());
        assertEquals(
                "{\"currencies\":[\"BTC\",\"USDC\"],\"kinds\":[\"future\",\"option\"],"
                        + "\"cancelsOnDisconnect\":true,\"cancelReservePercent\":25,"
                        + "\"tradingBurst\":20,\"tradingPerSecond\":5}",
                settings.at("/account").toString());
        assertFalse(client.settings().contains("CANARY"));
    }

    @Test
    void shouldMakeAnotherWithHandlersOfItsOwn() {
        final VenueClient other = client.emergency();

        assertEquals(client.settings(), other.settings());
        assertNotSame(client.auth(), other.auth());
        assertNotSame(client.messages(), other.messages());
        final JsonEncoder out = new JsonEncoder(512);
        assertEquals(DeribitRequestType.AUTH, other.auth().encodeRequest(13, 0, out));
        assertEquals("CANARY-ID", Json.parse(out.toString()).at("/params/client_id").textValue());
    }

    @Test
    void shouldSubscribeBehindALogin() {
        final JsonEncoder out = new JsonEncoder(512);
        final byte[] channel = ascii("book.BTC-PERPETUAL.raw");

        assertEquals(
                DeribitRequestType.PRIVATE_SUBSCRIBE,
                client.subscriptions().encodeSubscribe(9, List.of(channel), out));
        assertEquals("private/subscribe", Json.parse(out.toString()).at("/method").textValue());
        assertEquals(
                DeribitRequestType.PRIVATE_UNSUBSCRIBE,
                client.subscriptions().encodeUnsubscribe(9, List.of(channel), out.clear()));
        assertEquals("private/unsubscribe", Json.parse(out.toString()).at("/method").textValue());
        assertFalse(client.subscriptions().standsApart(channel), "raw is granted like any other");
    }

    @ParameterizedTest
    @CsvSource({
        "TICKER, true",
        "GET_POSITIONS, true",
        "GET_USER_TRADES_BY_ORDER, true",
        "GET_ACCOUNT_SUMMARIES, true",
        "GET_CANCEL_ON_DISCONNECT, true",
        "BUY, false",
        "CANCEL_ALL, false",
        "CLOSE_POSITION, false",
        "ENABLE_CANCEL_ON_DISCONNECT, false",
        "DISABLE_CANCEL_ON_DISCONNECT, false",
        "PRIVATE_SUBSCRIBE, false",
        "LOGOUT, false",
        "AUTH, false",
        "SET_HEARTBEAT, false",
    })
    void shouldLetTheProgramAskAndNotTrade(final String name, final boolean isAccepted)
            throws ReflectiveOperationException {
        final int type = DeribitRequestType.class.getField(name).getInt(null);

        assertEquals(isAccepted, client.messages().accepts(type));
    }

    @Test
    void shouldAskForNothingOfAnAccountWithoutALogin() {
        final VenueClient open = new DeribitPublicClient(DeribitConfig.test());

        for (int type = DeribitRequestType.BUY; type <= DeribitRequestType.LAST; type++) {
            assertFalse(open.messages().accepts(type), "type " + type);
        }
    }

    @Test
    void shouldGiveCreditsTimeToComeBackBehindAThrottle() {
        final MarketEvent error = new MarketEvent();
        error.reset(Origin.INBOUND, EventKind.ERROR);
        error.errorCode = 10_028;
        assertTrue(client.connection().onFrame(error, 0, null));

        assertEquals(
                5_000_000_000L,
                client.connection().reconnectDelayMinNs(DisconnectReason.CLOSED_BY_PEER, 1000));
        assertEquals(
                0,
                client.connection().reconnectDelayMinNs(DisconnectReason.CLOSED_BY_PEER, 1000),
                "the session behind it had none");
    }

    @Test
    void shouldCheckWhatIsTraded() {
        final List<String> none = List.of();
        final List<String> btc = List.of("BTC");
        assertThrows(IllegalArgumentException.class, () -> DeribitAccount.of(none));
        assertThrows(IllegalArgumentException.class, () -> DeribitAccount.of(List.of("btc")));
        assertThrows(IllegalArgumentException.class, () -> DeribitAccount.of(List.of("ANY")));
        assertThrows(
                IllegalArgumentException.class, () -> DeribitAccount.of(List.of("BTC", "BTC")));
        final DeribitAccount account = DeribitAccount.of(btc);
        assertThrows(
                IllegalArgumentException.class, () -> account.withKinds(List.of("any", "spot")));
        assertThrows(IllegalArgumentException.class, () -> account.withKinds(List.of("futures")));
        assertThrows(IllegalArgumentException.class, () -> account.withCancelReservePercent(91));
        assertThrows(IllegalArgumentException.class, () -> account.withTradingRate(0, 5));
        assertEquals(List.of("any"), account.kinds());
        assertFalse(account.withCancelsOnDisconnect(false).cancelsOnDisconnect());
    }
}
