/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class FaultPlanProperties {
    private static final String BOOK = "book.BTC-PERPETUAL.raw";

    @Property(tries = 300)
    void shouldReadBackWhatItSays(@ForAll("plans") final FaultPlan plan) {
        assertEquals(plan, FaultPlan.parse(plan.toString()), plan.toString());
    }

    @Example
    void shouldSkipCommentsAndKnowDefaults() {
        final FaultPlan plan =
                FaultPlan.parse(
                        """
                        # a day at the exchange

                        at 2s: reset
                          after 100 book.BTC-PERPETUAL.raw:  gap
                        request 3 public/subscribe: late-acknowledgement duration=250ms
                        connection 2: upgrade-status code=429 delay=5s
                        at 1m: close
                        """);

        assertEquals(
                FaultPlan.builder()
                        .at(Duration.ofSeconds(2), FaultKind.RESET)
                        .afterFrames(BOOK, 100, FaultKind.GAP)
                        .onRequest(
                                "public/subscribe",
                                3,
                                Fault.of(FaultKind.LATE_ACKNOWLEDGEMENT)
                                        .withDuration(Duration.ofMillis(250)))
                        .onConnection(
                                2,
                                Fault.of(FaultKind.UPGRADE_STATUS)
                                        .withCode(429)
                                        .withDelay(Duration.ofSeconds(5)))
                        .at(Duration.ofMinutes(1), Fault.of(FaultKind.CLOSE).withCode(1000))
                        .build(),
                plan);
        assertEquals(List.of(0, 1, 2, 3, 4), plan.faults().stream().map(f -> f.number()).toList());
    }

    @Example
    void shouldSayWhatIsWrongAndWhatIsRight() {
        final Map<String, List<String>> complaints =
                Map.of(
                        "at 2s reset", List.of("line 1", "no colon", "at 2s reset"),
                        "\nwhen 2s: reset", List.of("line 2", "not a trigger: when 2s", "at DUR"),
                        "at 2: reset", List.of("not a duration: 2", "ms, s, m or h"),
                        "at 2s: reste", List.of("no such fault: reste", "half-open", "reset"),
                        "at 2s: reset code=1", List.of("reset takes no code", "1"),
                        "at 2s: close code=7", List.of("code of close", "1000 to 4999", "7"),
                        "at 2s: gap", List.of("gap needs a channel"),
                        "at 2s: crossed channel=quote.X", List.of("crossed is of book", "quote.X"),
                        "at 2s: close kode=7", List.of("no such parameter: kode", "takes code"),
                        "request 0 public/test: reset", List.of("at least 1", "0"));

        complaints.forEach(
                (text, parts) -> {
                    final String message =
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () -> FaultPlan.parse(text),
                                            text)
                                    .getMessage();
                    for (final String part : parts) {
                        assertTrue(message.contains(part), message + " lacks " + part);
                    }
                });
    }

    @Provide
    Arbitrary<FaultPlan> plans() {
        return Combinators.combine(triggers(), faults())
                .as(PlannedFaultParts::new)
                .list()
                .ofMaxSize(8)
                .map(
                        parts -> {
                            final FaultPlan.Builder plan = FaultPlan.builder();
                            parts.forEach(part -> plan.add(part.trigger(), part.fault()));
                            return plan.build();
                        });
    }

    private static Arbitrary<FaultTrigger> triggers() {
        final Arbitrary<Long> counts = Arbitraries.longs().between(1, 1_000_000);
        return Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(0, 100_000)
                        .map(Duration::ofMillis)
                        .map(FaultTrigger::at),
                counts.map(count -> FaultTrigger.afterFrames(BOOK, count)),
                counts.map(count -> FaultTrigger.onRequest("public/test", count)),
                counts.map(FaultTrigger::onConnection));
    }

    private static Arbitrary<Fault> faults() {
        final Arbitrary<Long> times = Arbitraries.longs().between(0, 10_000_000_000L);
        return Combinators.combine(
                        Arbitraries.of(FaultKind.values()),
                        times,
                        Arbitraries.integers().between(1000, 4999),
                        Arbitraries.integers().between(0, 3))
                .as(FaultPlanProperties::fault);
    }

    private static Fault fault(
            final FaultKind kind, final long nanos, final int code, final int variant) {
        Fault fault = Fault.of(kind);
        for (final FaultParameter parameter : kind.parameters()) {
            fault =
                    switch (parameter) {
                        case CHANNEL -> fault.withChannel(BOOK);
                        case METHOD -> fault.withMethod("private/buy");
                        case CODE ->
                                fault.withCode(
                                        kind == FaultKind.UPGRADE_STATUS ? 300 + code % 300 : code);
                        case COUNT -> fault.withCount(code);
                        case DURATION -> fault.withDuration(Duration.ofNanos(nanos));
                        case DELAY -> fault.withDelay(Duration.ofNanos(nanos));
                        case VARIANT -> fault.withVariant(kind.variants().get(variant));
                    };
        }
        return fault;
    }

    private record PlannedFaultParts(FaultTrigger trigger, Fault fault) {}
}
