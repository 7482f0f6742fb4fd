/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.BareRing;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.order.OrderSettings;
import io.novaring.engine.profile.Profile;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.reconnect.BackoffSettings.Kind;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.engine.venue.VenueClient;
import io.novaring.tools.config.hocon.InvalidConfigException;
import io.novaring.venues.deribit.DeribitConfig;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.Test;

/** What a text means. */
final class NovaRingConfigTest {
    @Test
    void shouldBeTheDefaultsOfTheCode() {
        final NovaRingConfig config = NovaRingConfig.defaults();

        assertEquals(
                List.of(ConnectionConfig.of("main", DeribitConfig.production())),
                config.connections());
        assertEquals(EngineSettings.DEFAULT, config.engine());
        assertEquals(JournalSettings.NONE, config.journal());
        assertEquals(TelemetryConfig.DEFAULT, config.telemetry());
        assertEquals(RunSettings.DEFAULT, config.run());
        assertEquals(List.of(), config.notices());
    }

    @Test
    void shouldGiveEachConnectionItsOwnProfile() {
        final NovaRingConfig config =
                NovaRingConfig.parse(
                        """
                        profiles.mine { extends = standard, backoff.base = 50 ms }
                        profiles.yours { extends = mine, ping.interval = 10 s }
                        connections {
                          d { profile = yours, backoff.max = 90 s, telemetry = detailed }
                          a { profile = lightweight }
                          c { profile = mine }
                          b { }
                        }
                        """);

        final Profile mine =
                Profile.STANDARD
                        .withName("mine")
                        .withReconnect(
                                Profile.STANDARD
                                        .reconnect()
                                        .withBackoff(linear(50_000_000L, 60_000_000_000L)));
        final Profile yours =
                mine.withName("yours").withPings(10_000_000_000L, mine.pongTimeoutNs());
        assertEquals(
                List.of("a", "b", "c", "d"),
                config.connections().stream().map(ConnectionConfig::name).toList());
        assertEquals(Profile.LIGHTWEIGHT, config.connections().get(0).profile());
        assertEquals(Profile.FINANCIAL, config.connections().get(1).profile());
        assertEquals(mine, config.connections().get(2).profile());
        assertEquals(
                yours.withReconnect(
                                yours.reconnect().withBackoff(linear(50_000_000L, 90_000_000_000L)))
                        .withTelemetry(TelemetryLevel.DETAILED),
                config.connections().get(3).profile());
        assertEquals(Map.of("mine", mine, "yours", yours), config.profiles());
    }

    private static BackoffSettings linear(final long baseNs, final long maxNs) {
        final BackoffSettings base = Profile.STANDARD.reconnect().backoff();
        return new BackoffSettings(
                Kind.LINEAR,
                baseNs,
                maxNs,
                0,
                base.attemptsMax(),
                base.slowAfterAttempts(),
                base.slowDelayNs(),
                base.healthyNs());
    }

    @Test
    void shouldTakeTheLevelForAllOverTheProfileAndUnderTheConnection() {
        final NovaRingConfig config =
                NovaRingConfig.parse(
                        """
                        telemetry.level = standard
                        profiles.mine.telemetry = minimal
                        connections.a { profile = mine }
                        connections.b { profile = mine, telemetry = detailed }
                        """);

        assertEquals(TelemetryLevel.STANDARD, config.connections().get(0).profile().telemetry());
        assertEquals(TelemetryLevel.DETAILED, config.connections().get(1).profile().telemetry());
        assertEquals("the configuration line 1", origin(config, "connections.a.telemetry"));
    }

    @Test
    void shouldDropTheJitterOfAKindThatHasNone() {
        final NovaRingConfig config =
                NovaRingConfig.parse("connections.a.backoff.kind = exponential");

        assertEquals(0, config.connections().get(0).profile().reconnect().backoff().jitter());
    }

    @Test
    void shouldKeepTheSilenceWithTheHeartbeat() {
        final NovaRingConfig config =
                NovaRingConfig.parse("connections.a.heartbeat-interval = 20 s");

        assertEquals(
                DeribitConfig.production().withHeartbeatIntervalNs(20_000_000_000L),
                config.connections().get(0).venue());
    }

    @Test
    void shouldReadAFormerFileAndSayWhereItsKeysAreNow() {
        final NovaRingConfig config =
                NovaRingConfig.parse(
                        """
                        endpoint = test
                        channels = [quote.BTC-PERPETUAL]
                        heartbeat-interval = 10 s
                        subscribe-batch-max = 7
                        duration = 5 s
                        engine.io-idle = select
                        """);

        final ConnectionConfig main = config.connections().get(0);
        assertEquals("main", main.name());
        assertEquals(
                DeribitConfig.test()
                        .withHeartbeatIntervalNs(10_000_000_000L)
                        .withSubscribeBatchMax(7),
                main.venue());
        assertEquals(List.of("quote.BTC-PERPETUAL"), main.channels());
        assertEquals(5_000_000_000L, config.run().durationNs());
        assertEquals(IdleMode.SELECT, config.engine().ioIdle());
        assertEquals(5, config.notices().size());
        assertTrue(
                config.notices()
                        .contains(
                                "the configuration line 2: channels is now"
                                        + " connections.main.channels"),
                config.notices().toString());
    }

    @Test
    void shouldTellWhereEachValueIsFrom() {
        final NovaRingConfig config =
                NovaRingConfig.parse(
                        """
                        profiles.mine { extends = lightweight
                          backoff.base = 1 s }
                        connections.a { profile = mine
                          channels = [x]
                          channels = ${?CHANNELS}
                          client.name = ${?CLIENT}
                        }
                        """,
                        List.of("engine.ring-length=1024"),
                        Map.of("CLIENT", "probe"));

        assertEquals("the configuration line 2", origin(config, "connections.a.backoff.base"));
        assertEquals("profile lightweight", origin(config, "connections.a.backoff.max"));
        assertEquals("the configuration line 4", origin(config, "connections.a.channels"));
        assertEquals("environment CLIENT", origin(config, "connections.a.client.name"));
        assertEquals("built-in default", origin(config, "connections.a.venue"));
        assertEquals("command line", origin(config, "engine.ring-length"));
        assertEquals(1024, config.engine().ringLength());
        assertEquals("probe", config.connections().get(0).venue().clientName());
    }

    private static String origin(final NovaRingConfig config, final String key) {
        return config.settings().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow()
                .origin()
                .toString();
    }

    @Test
    void shouldLeaveTheLengthOfTheRingToTheEngineUnlessItIsSaid() {
        assertEquals(256, ringLength("engine { cores = 2 }"));
        assertEquals(4096, ringLength("engine { cores = 4 }"));
        assertEquals(256, ringLength("engine { cores = 2, ring-length = AUTO }"));
        assertEquals(512, ringLength("engine { cores = 2, ring-length = 512 }"));
    }

    /** After so many events comes the first slot again. */
    private static int ringLength(final String text) {
        final EngineContext context =
                NovaRingConfig.parse("connections.a.channels = [x]\n" + text)
                        .applyTo(new EngineContext());
        final BareRing ring = new BareRing(context, BareRing.Behind.NOTHING, null);
        final MarketEvent first = ring.claim();
        int length = 0;
        do {
            ring.claim().reset(Origin.TICK, EventKind.TICK);
            ring.publish();
            ring.agents().forEach(agent -> work(agent));
            length++;
        } while (ring.claim() != first);
        return length;
    }

    private static void work(final Agent agent) {
        try {
            agent.doWork();
        } catch (final Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldRenderATextThatMeansTheSame() {
        final NovaRingConfig config =
                NovaRingConfig.parse(
                        """
                        connections.a { channels = ["a b", "x\\ty", "7", "1.10"], profile = standard
                          endpoint = "ws://127.0.0.1:1/x?y=z", client.version = 1.10 }
                        journal.directory = "/tmp/with space"
                        """);

        final NovaRingConfig again = NovaRingConfig.parse(config.render());

        assertEquals(config.connections(), again.connections());
        assertEquals(config.journal(), again.journal());
        assertEquals("1.10", again.connections().get(0).venue().clientVersion());
        assertEquals(List.of("a b", "x\ty", "7", "1.10"), again.connections().get(0).channels());
    }

    @Test
    void shouldPutAConnectionIntoAContext() {
        final NovaRingConfig config =
                NovaRingConfig.parse(
                        "connections { a {}, b { ping.interval = 1 s } }, engine.topology = inline");
        final EngineContext context = new EngineContext();

        assertEquals(context, config.applyTo(context));
    }

    @Test
    void shouldMakeAClientThatLogsIn() {
        final NovaRingConfig config =
                NovaRingConfig.parse(
                        """
                        connections.a { role = private
                          credentials { key-id = k, secret-env = SECRET }
                          account { currencies = [BTC, USDC], kinds = [future, option]
                            cancels-on-disconnect = false, trading-burst = 100 } }
                        orders { label-prefix = mine, trades-unjournalled = true }
                        """,
                        List.of(),
                        Map.of("SECRET", "x"));

        final VenueClient client = config.connections().get(0).client();

        assertEquals("private", client.role());
        assertTrue(
                client.settings()
                        .endsWith(
                                "\"account\":{\"currencies\":[\"BTC\",\"USDC\"],"
                                        + "\"kinds\":[\"future\",\"option\"],"
                                        + "\"cancelsOnDisconnect\":false,"
                                        + "\"cancelReservePercent\":25,\"tradingBurst\":100,"
                                        + "\"tradingPerSecond\":5}}"),
                client.settings());
        assertEquals(new OrderSettings("mine", true), config.orders());
        assertEquals(client.settings(), config.connections().get(0).replayClient().settings());
    }

    @Test
    void shouldSayThatASecretCannotBeHad() {
        final NovaRingConfig closed =
                NovaRingConfig.parse(
                        """
                        connections.a { role = private, account.currencies = [BTC]
                          credentials { key-id = k, secret-env = NOWHERE_TO_BE_FOUND } }
                        """,
                        List.of(),
                        Map.of());

        final Exception missing =
                assertThrows(
                        InvalidConfigException.class, () -> closed.applyTo(new EngineContext()));

        assertEquals(
                "connections.a.credentials: the environment variable that should hold the secret is"
                        + " not set: export it before the start, or use a file of mode 0600",
                missing.getMessage());
    }

    @Test
    void shouldKeepLimitsOfAnInstrumentThatIsNotNamedThere() {
        final NovaRingConfig config =
                NovaRingConfig.parse(
                        """
                        risk { requires-rules = false, orders-per-second-max = none
                          instruments {
                            BTC-PERPETUAL { position-max = 10000, price-band = none }
                            ETH_USDC-PERPETUAL.requires-rules = true } }
                        """);

        assertEquals(
                List.of(
                        RiskLimits.builder()
                                .requiresRules(false)
                                .ordersPerSecondMax(MarketEvent.ABSENT)
                                .build(),
                        RiskLimits.builder("BTC-PERPETUAL")
                                .positionMax(10_000 * Decimals.SCALE)
                                .priceBand(Long.MAX_VALUE)
                                .requiresRules(false)
                                .build(),
                        RiskLimits.builder("ETH_USDC-PERPETUAL").build()),
                config.risk());
        assertEquals("none", setting(config, "risk.instruments.BTC-PERPETUAL.price-band"));
        assertEquals(config.risk(), NovaRingConfig.parse(config.render()).risk());
    }

    private static String setting(final NovaRingConfig config, final String key) {
        return config.settings().stream()
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void shouldSayThatAProfileIsUsedByNobody() {
        final NovaRingConfig config =
                NovaRingConfig.parse(
                        "profiles { a {}, b { extends = a } }, connections.x.profile = a");

        assertEquals(List.of("profiles.b is used by no connection"), config.notices());
    }
}
