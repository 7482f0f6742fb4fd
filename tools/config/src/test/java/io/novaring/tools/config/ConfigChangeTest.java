/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a running program can take, and what it cannot. */
final class ConfigChangeTest {
    @Test
    void shouldFindNothingBetweenTheSame() {
        final ConfigChange change = between("connections.a {}", "connections.a.venue = deribit");

        assertEquals(List.of(), change.live());
        assertEquals(List.of(), change.needsRestart());
    }

    @Test
    void shouldApplyWhatCanChange() {
        final ConfigChange change =
                between(
                        "connections { a {}, b { channels = [x, y, z] } }",
                        """
                        connections { a { telemetry = minimal, limits.default.cap = 7 }
                          b { channels = [y, w, z, v, w] } }
                        telemetry.filter = [book-lost]
                        run.log-level = debug
                        """);
        final LiveRecorder recorder = new LiveRecorder();

        change.live().forEach(live -> live.applyTo(recorder));

        assertEquals(
                List.of(
                        "0 telemetry MINIMAL",
                        "0 limit default 7 10000",
                        "1 subscribe [w, v]",
                        "1 unsubscribe [x]",
                        "filter [book-lost]",
                        "log DEBUG"),
                recorder.calls);
        assertEquals(List.of(), change.needsRestart());
    }

    @Test
    void shouldApplyALevelForAllToEachConnection() {
        final ConfigChange change =
                between(
                        "connections { a {}, b { telemetry = detailed } }",
                        "connections { a {}, b { telemetry = detailed } }, telemetry.level = minimal");
        final LiveRecorder recorder = new LiveRecorder();

        change.live().forEach(live -> live.applyTo(recorder));

        assertEquals(List.of("0 telemetry MINIMAL"), recorder.calls);
        assertEquals(List.of(), change.needsRestart());
    }

    @Test
    void shouldSayWhatNeedsARestart() {
        final ConfigChange change =
                between(
                        "connections { a {}, b {} }",
                        """
                        connections { c {}, b { backoff.base = 1 s, endpoint = test } }
                        engine.ring-length = 64
                        journal.directory = x
                        run.duration = 1 s
                        """);

        assertEquals(List.of(), change.live());
        assertEquals(
                List.of(
                        "connections.a: a connection -> (none)",
                        "connections.c: (none) -> a connection",
                        "connections.b.endpoint: production -> test",
                        "connections.b.backoff.base: 100 ms -> 1 s",
                        "engine.ring-length: auto -> 64",
                        "journal.directory: (none) -> x",
                        "run.duration: 0 -> 1 s"),
                change.needsRestart().stream().map(Object::toString).toList());
    }

    @Test
    void shouldSeeThatASecretChangedAndNotShowIt() {
        final String text =
                "connections.a { role = private, account.currencies = [BTC]\n"
                        + " credentials { key-id = %s, secret-env = %s } }";

        final ConfigChange id =
                between(String.format(text, "canary1", "A"), String.format(text, "canary2", "A"));
        final ConfigChange variable =
                between(String.format(text, "k", "CANARY"), String.format(text, "k", "OTHER"));

        assertEquals(
                List.of("connections.a.credentials: *** -> ***"),
                id.needsRestart().stream().map(Object::toString).toList());
        assertEquals(
                List.of("connections.a.credentials: *** -> ***"),
                variable.needsRestart().stream().map(Object::toString).toList());
        assertFalse(id.toString().contains("canary"), id.toString());
    }

    @Test
    void shouldTellLimitsOfRiskWhileItRuns() {
        final LiveRecorder live = new LiveRecorder();

        final ConfigChange change =
                between(
                        "risk { amount-max = 5, instruments { A.amount-max = 7, B.price-band = 1 } }",
                        "risk { requires-rules = false, instruments.A.amount-max = none }");
        change.live().forEach(one -> one.applyTo(live));

        assertEquals(List.of(), change.needsRestart());
        assertEquals(
                List.of(
                        "risk * priceBand=0.05 passiveBand=0.5 openOrdersMax=100"
                                + " ordersPerSecondMax=20 requiresLiveBook=true requiresRules=false",
                        "risk A amountMax=9223372036.854775807 requiresLiveBook=true"
                                + " requiresRules=false",
                        "risk B requiresLiveBook=true requiresRules=false"),
                live.calls);
    }

    @Test
    void shouldWantARestartForAnAccount() {
        final String text =
                "connections.a { role = private, credentials { key-id = k, secret-env = S }\n"
                        + " account { currencies = [%s] } }\norders.label-prefix = %s";

        final ConfigChange change =
                between(String.format(text, "BTC", "a"), String.format(text, "BTC, ETH", "b"));

        assertEquals(
                List.of(
                        "connections.a.account.currencies: [BTC] -> [BTC, ETH]",
                        "orders.label-prefix: a -> b"),
                change.needsRestart().stream().map(Object::toString).toList());
    }

    @Test
    void shouldSeeAChangeBehindWhatIsNotShown() {
        final ConfigChange change =
                between(
                        "connections.a.endpoint = \"ws://h/?k=1\"",
                        "connections.a.endpoint = \"ws://h/?k=2\"");

        assertEquals(1, change.needsRestart().size());
    }

    private static ConfigChange between(final String before, final String after) {
        return ConfigChange.between(NovaRingConfig.parse(before), NovaRingConfig.parse(after));
    }
}
