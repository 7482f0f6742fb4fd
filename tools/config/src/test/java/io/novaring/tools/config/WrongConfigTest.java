/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.config.hocon.InvalidConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a text that is wrong: where, which key, which value, what would be right. */
final class WrongConfigTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "engine.ring-lenght = 1 | unknown key engine.ring-lenght; did you mean engine.ring-length? `novaring config example` shows every key",
                "chanels = [] | unknown key chanels; did you mean connections.main.channels? `novaring config example` shows every key",
                "connections.a.bakoff.base = 1 s | unknown key connections.a.bakoff.base; did you mean connections.a.backoff.base? `novaring config example` shows every key",
                "profiles.p.pingg.interval = 1 s | unknown key profiles.p.pingg.interval; did you mean profiles.p.ping.interval? `novaring config example` shows every key",
                "zzz.yyy = 1 | unknown key zzz.yyy. `novaring config example` shows every key",
                "journal = 7 | journal is a section: its keys stand in braces, journal { ... }",
                "connections.a = 7 | connections.a is a section: its keys stand in braces, connections.a { ... }",
                "connections = 7 | connections is a section: its keys stand in braces, connections { ... }",
                "connections.a.venue = mars | connections.a.venue is none of deribit: mars",
                "connections.a.endpoint = moon | connections.a.endpoint is neither production, test nor an address: moon",
                "connections.a.endpoint = \"http://x/\" | connections.a.endpoint neither ws nor wss: http",
                "connections.a.heartbeat-interval = 3 s | connections.a.heartbeat-interval is not whole seconds within 10 s and 1 min: 3 s",
                "connections.a.heartbeat-interval = 10500 ms | connections.a.heartbeat-interval is not whole seconds within 10 s and 1 min: 10500 ms",
                "connections.a.subscribe-batch-max = 501 | connections.a.subscribe-batch-max is not within 1 and 500: 501",
                "connections.a.channels = book | connections.a.channels is no list; write it in square brackets, as [a, b]: book",
                "connections.a.channels = [[a]] | connections.a.channels is a list, and takes plain texts: [[a]]",
                "connections.a.profile = finacial | connections.a.profile names no profile: finacial; did you mean financial? There are financial, lightweight, standard",
                "connections.a.backoff.jitter = 1.5 | connections.a.backoff.jitter is not within 0 and 1: 1.5",
                "connections.a.backoff.base = 1 min | connections.a.backoff.base: backoff.max = 30 s is below backoff.base = 1 min",
                "connections.a.backoff.max = 2 min | connections.a.backoff.max: backoff.slow-delay = 1 min is below backoff.max = 2 min",
                "connections.a.ping.pong-timeout = 0 | connections.a.ping.pong-timeout is 0 and pings are sent; write a time, or ping.interval = 0",
                "connections.a.silence.dead-after = 1 s | connections.a.silence.dead-after: silence.dead-after = 1 s is not above silence.probe-after = 37500 ms",
                "connections.a.client.name = \"\" | connections.a.client.name not within 1 and 64 characters: ''",
                "connections.\"a b\".venue = deribit | a name in connections has letters, digits, - and _: a b",
                "connections.a.account.currencies = [BTC] | connections.a.account.currencies is set for a public connection; only a private one logs in: write role = private, or leave it out",
                "connections.a { role = private, credentials { key-id = k, secret-env = S } } | connections.a.account.currencies is missing: name the currencies this connection is for, such as [BTC, USDC]",
                "connections.a.role = private | connections.a.credentials.key-id is missing: a private connection logs in with it",
                "connections.a { role = private, credentials.key-id = k } | connections.a.credentials.secret-file is missing: name a file of mode 0600, or credentials.secret-env",
                "connections.a { role = private, account.currencies = [btc], credentials { key-id = k, secret-env = S } } | connections.a.account.currencies: currency not one in upper case, such as BTC: 'btc'",
                "connections.a { role = private, account { currencies = [BTC], kinds = [stock] }, credentials { key-id = k, secret-env = S } } | connections.a.account.kinds: kind unknown: 'stock'; known are future, future_combo, option, option_combo, spot",
                "connections.a { role = private, account { currencies = [BTC], trading-burst = 0 }, credentials { key-id = k, secret-env = S } } | connections.a.account.trading-burst is not within 1 and 1000: 0",
                "connections.a { role = private, credentials { key-id = k, secret-env = S, grant = password } } | connections.a.credentials.grant is none of client-signature, client-credentials: password",
                "connections.a { role = private, credentials { key-id = k, secret-env = S, session = \"a b\" } } | connections.a.credentials.session is not 1 to 32 letters, digits, - and _: a b",
                "connections.a.authentication.retries-max = 17 | connections.a.authentication.retries-max is not within 0 and 16: 17",
                "connections.a.authentication.retry-base = 2 h | connections.a.authentication.retry-base is not within 1 ns and 1 h: 2 h",
                "orders.label-prefix = \"a b\" | orders.label-prefix is not 1 to 16 letters, digits, - and _: a b",
                "risk.price-band = 5 % | risk.price-band is neither a number nor none for no limit: 5 %",
                "risk.amount-max = 0 | risk.amount-max is not above 0; write none for no limit: 0",
                "risk.position-max = -1 | risk.position-max is below 0: -1",
                "risk.amount-max = 0.0000000001 | risk.amount-max has more than 9 decimals, or is too large: 1.0E-10",
                "risk.orders-per-second-max = 5000 | risk.orders-per-second-max is not within 1 and 4096: 5000",
                "risk.instruments.A.open-orders-max = 5 | risk.instruments.A.open-orders-max is a limit for all instruments together: write risk.open-orders-max",
                "risk.instruments.A = 5 | risk.instruments.A is a section: its keys stand in braces, risk.instruments.A { ... }",
                "engine.topology = wide | engine.topology is none of auto, inline, fused, staged: wide",
                "engine.io-idle = wild | engine.io-idle is none of auto, spin, backoff, select,"
                        + " adaptive: wild",
                "engine.ring-length = 1000 | engine.ring-length is no power of two; near are 512 and 1024: 1000",
                "engine.ring-length = many | engine.ring-length is no whole number: many",
                "engine.ring-length = null | engine.ring-length is null; leave the key out for its default: null",
                "engine.close-timeout = 30 | engine.close-timeout has no unit; write 30 s or 30 ms: 30",
                "engine.close-timeout = 0 | engine.close-timeout is not above 0: 0",
                "engine.close-timeout = [] | engine.close-timeout is a list, and takes a time such as 30 s: []",
                "journal.free-space-min = 1 MiB | journal.free-space-min is below 16 MiB: 1 MiB",
                "journal.free-space-min = 4 GiB | journal.free-space-min is above free-space-warn, and the warning has to come first: 4 GiB and 2 GiB",
                "journal.roll-size = 1 KiB | journal.roll-size is below 1 MiB: 1 KiB",
                "journal.roll-size = 1 TiB | journal.roll-size is above 64 GiB: 1 TiB",
                "journal.roll-interval = 0 | journal.roll-interval is not within 1 s and 365 d: 0",
                "journal.roll-interval = 60 | journal.roll-interval has no unit; write 60 s or 60 ms: 60",
                "journal.snapshot-size = 1 KiB | journal.snapshot-size is below 1 MiB, and not 0: 1 KiB",
                "journal.retain-size = much | journal.retain-size is no size such as 512 MiB: much",
                "journal.retain-time = -1 s | journal.retain-time is negative: -1 s",
                "journal.sync-interval = 1 ms | journal.sync-interval is not within 10 ms and 365 d, and not 0: 1 ms",
                "journal.batch = 1 lot | journal.batch is no size such as 512 MiB: 1 lot",
                "journal.halt-when-stopped = perhaps | journal.halt-when-stopped is neither true nor false: perhaps",
                "telemetry.metrics = everywhere | telemetry.metrics is no host and port such as \"127.0.0.1:9464\": everywhere",
                "run.duration = soon | run.duration is no time such as 30 s or 250 ms: soon",
                "run.duration = -1 s | run.duration is negative: -1 s",
            })
    void shouldRefuse(final String line, final String message) {
        assertEquals("the configuration line 3: " + message, refusal("\n\n" + line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profiles.financial.telemetry = minimal | profiles.financial is built in: give yours another name, with extends = financial",
                "profiles { a.extends = b, b.extends = a } | the configuration line 1: profiles.b.extends goes in a circle: a -> b -> a",
                "x = ${NOWHERE_AT_ALL} | the configuration line 1: ${NOWHERE_AT_ALL} is neither a key nor an environment variable; with ${?...} it may be absent",
                "run.reload = ${engine.cores}, engine.cores = ${run.reload} | the configuration line 1: ${engine.cores} leads back to itself",
                "engine.cores = 1, run.duration = [1]${engine.cores} | the configuration line 1: a value is made of parts that do not fit: texts, lists and objects cannot be joined with each other",
                "channels = [a], connections.x {} | the configuration line 1: channels belongs into a connection: write connections.x.channels",
                "duration = 1 s, run.duration = 2 s | the configuration line 1: duration is the former name of run.duration: keep that one",
            })
    void shouldRefuseTogether(final String text, final String message) {
        assertEquals(message, refusal(text));
    }

    @Test
    void shouldNameTheCommandLine() {
        assertEquals(
                "command line: engine.ring-length is not within 64 and 1048576: 7",
                assertThrows(
                                InvalidConfigException.class,
                                () -> NovaRingConfig.parse("", List.of("engine.ring-length=7")))
                        .getMessage());
    }

    @Test
    void shouldNameTheLineThatIsNoHocon() {
        final String message = refusal("engine {\n  cores = ]\n}");

        assertTrue(message.startsWith("the configuration line 2: not HOCON: "), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static String refusal(final String text) {
        return assertThrows(InvalidConfigException.class, () -> NovaRingConfig.parse(text))
                .getMessage();
    }
}
