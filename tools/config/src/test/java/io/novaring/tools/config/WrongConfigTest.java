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
                "engine.topology = wide | engine.topology is none of auto, inline, fused, staged: wide",
                "engine.io-idle = wild | engine.io-idle is none of auto, spin, backoff, select: wild",
                "engine.ring-length = 1000 | engine.ring-length is no power of two; near are 512 and 1024: 1000",
                "engine.ring-length = many | engine.ring-length is no whole number: many",
                "engine.ring-length = null | engine.ring-length is null; leave the key out for its default: null",
                "engine.close-timeout = 30 | engine.close-timeout has no unit; write 30 s or 30 ms: 30",
                "engine.close-timeout = 0 | engine.close-timeout is not above 0: 0",
                "engine.close-timeout = [] | engine.close-timeout is a list, and takes a time such as 30 s: []",
                "journal.free-space-min = 1 MiB | journal.free-space-min is below 64 MiB: 1 MiB",
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
