/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.order.OrderEntry;
import io.novaring.tools.cli.failure.Noticed.Note;
import io.novaring.tools.cli.failure.TradingRow.End;
import io.novaring.tools.simulator.fault.FaultKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong with logins and orders, against a whole engine over real sockets: it is noticed
 * the way it should be, market data does not suffer, an order elsewhere stays as it is, and
 * afterwards every order and position is what the exchange's ledger has.
 *
 * <p>{@code -Dnovaring.tradingFailureTable=FILE} writes the table with the times, and runs the slow
 * rows too; {@code -Dnovaring.fault=PREFIX} runs some.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class TradingFailureTest {
    private static final String TABLE = System.getProperty("novaring.tradingFailureTable");
    private static final String ONLY = System.getProperty("novaring.fault", "");
    private static final long MS = 1_000_000;

    private static TradingRig shared;
    private static RigSettings sharedSettings;

    private static Stream<TradingRow> all() {
        return Stream.of(SessionRows.all(), CutRows.all(), OrderRows.all(), EntryRows.all())
                .flatMap(List::stream);
    }

    static Stream<TradingRow> rows() {
        return all().filter(row -> TABLE != null || !row.isSlow())
                .filter(row -> row.name().startsWith(ONLY));
    }

    @AfterAll
    static void stop() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldNoticeAndLoseNothing(final TradingRow row) throws Exception {
        if (row.isAlone()) {
            try (TradingRig rig = new TradingRig(row.settings())) {
                run(row, rig);
            }
            return;
        }
        if (sharedSettings != row.settings()) {
            stop();
        }
        if (shared == null) {
            shared = new TradingRig(row.settings());
            sharedSettings = row.settings();
            shared.awaitWell();
        }
        final TradingRig rig = shared;
        // Left behind by a row that failed, it would make the next one fail too.
        shared = null;
        boolean isGood = false;
        try {
            run(row, rig);
            rig.sweep();
            isGood = true;
        } finally {
            if (isGood) {
                shared = rig;
            } else {
                rig.close();
            }
        }
    }

    @Test
    void shouldKnowEveryFaultOfLogins() {
        final List<TradingRow> rows = all().toList();
        for (final FaultKind kind : FaultKind.values()) {
            final boolean isKnown =
                    rows.stream()
                            .anyMatch(row -> row.name().matches(".*`" + kind.word() + "[` ].*"));
            assertTrue(isKnown || !kind.needsLogin(), kind.word());
        }
    }

    private static void run(final TradingRow row, final TradingRig rig) throws Exception {
        final boolean keepsOrders = !row.isAlone() && row.settings() == RigSettings.KEEPING;
        long witness = 0;
        if (keepsOrders) {
            witness = rig.buy(TradingRig.ETH);
            rig.awaitState(witness, OrderState.OPEN);
            rig.start();
        }
        row.script().run(rig);
        if (row.end() == End.HALTED) {
            rig.awaitHalted();
            final OrderRefusal refusal = OrderEntry.refusalOf(rig.buy(TradingRig.BTC));
            if (refusal == OrderRefusal.NONE) {
                rig.expect("refused not-connected");
            } else {
                assertEquals(OrderRefusal.NOT_CONNECTED, refusal);
            }
        } else {
            rig.awaitWell();
        }
        final long rightNs = TradingRig.nowNs();
        if (keepsOrders) {
            assertEquals(OrderState.OPEN, rig.state(witness), "an order of another instrument");
        }
        if (!row.isPublicTouched()) {
            // A rig of one row sees its books begin.
            final String trouble = row.isAlone() ? "public ended" : "public";
            assertTrue(
                    rig.seen().stream().noneMatch(what -> what.startsWith(trouble)),
                    () -> "market data suffered: " + rig.seen());
        }
        write(row, rig, rightNs);
    }

    private static void write(final TradingRow row, final TradingRig rig, final long rightNs)
            throws Exception {
        if (TABLE == null) {
            return;
        }
        final Note note = rig.noticed();
        final String line =
                "| %s | %s | %s | %s |%n"
                        .formatted(
                                row.name(),
                                note == null ? "nothing is broken" : note.what(),
                                note == null ? "" : rig.noticedAfterMs(),
                                row.end() == End.HALTED
                                        ? "stops for good"
                                        : Math.max(0, rightNs - rig.brokenNs()) / MS);
        final Path file = Path.of(TABLE);
        if (!Files.exists(file)) {
            Files.writeString(
                    file,
                    """
                    | what happens | noticed as | after ms | all right after ms |
                    |---|---|---|---|
                    """);
        }
        Files.writeString(file, line, StandardOpenOption.APPEND);
    }
}
