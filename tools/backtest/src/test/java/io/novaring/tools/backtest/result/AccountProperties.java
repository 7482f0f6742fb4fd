/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.money.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What has to hold for any fills. */
final class AccountProperties {
    private static final long CENT = 10_000_000L;

    @Property
    void shouldRoundAsTheExchangeDoes(
            @ForAll @LongRange(min = -4_000_000_000_000_000L, max = 4_000_000_000_000_000L)
                    final long a,
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) final long b,
            @ForAll @LongRange(min = 500_000_000L, max = 4_000_000_000_000_000L)
                    final long divisor) {
        final BigDecimal exact =
                BigDecimal.valueOf(a)
                        .multiply(BigDecimal.valueOf(b))
                        .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP);
        if (exact.toBigInteger().bitLength() > 62) {
            return;
        }
        assertEquals(exact.longValueExact(), Exact.over(a, b, divisor));
        assertEquals(Values.over(a, b, divisor), Exact.over(a, b, divisor));
    }

    @Property(tries = 5_000)
    void shouldDivideWhatNeedsMoreThan64Bits(
            @ForAll final long a, @ForAll final long b, @ForAll final long divisor) {
        if (a == Long.MIN_VALUE || b == Long.MIN_VALUE || divisor == Long.MIN_VALUE) {
            return;
        }
        if (divisor == 0) {
            assertEquals(0, Exact.over(a, b, divisor));
            return;
        }
        final BigDecimal exact =
                BigDecimal.valueOf(a)
                        .multiply(BigDecimal.valueOf(b))
                        .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP);
        if (exact.toBigInteger().bitLength() > 63
                || exact.equals(BigDecimal.valueOf(Long.MIN_VALUE))) {
            assertThrows(ArithmeticException.class, () -> Exact.over(a, b, divisor));
        } else {
            assertEquals(exact.longValueExact(), Exact.over(a, b, divisor));
        }
    }

    @Property(tries = 2_000)
    void shouldMakeThePartsSumToWhatWasPaidAndReceived(
            @ForAll @Size(min = 1, max = 60)
                    final List<@IntRange(min = -900, max = 900) Integer> steps,
            @ForAll @IntRange(min = 100, max = 9_000_000) final int closing) {
        for (final String name : List.of("BTC-PERPETUAL", "SOL_USDC-PERPETUAL")) {
            final Contract contract = Contract.ofName(name);
            final InstrumentAccount account = new InstrumentAccount(contract);
            long flows = 0;
            long fees = 0;
            long held = 0;
            for (int i = 0; i < steps.size(); i++) {
                final long amount = Math.abs(steps.get(i)) * CENT + CENT;
                final boolean isBuy = steps.get(i) >= 0;
                final long price = (6_000_000L + 37L * steps.get(i) * (i + 1)) * CENT;
                final long value = contract.value(price, amount);
                account.fill(isBuy, price, amount, i);
                flows += isBuy ? value : -value;
                held += isBuy ? amount : -amount;
                fees += i;
            }
            final long price = closing * CENT;
            final long value = contract.value(price, Math.abs(held));
            final long all = flows + (held > 0 ? -value : value);
            assertEquals(held, account.position());
            assertEquals(fees, account.fees());
            assertEquals(
                    contract.isInverse() ? all : -all,
                    account.realised() + account.unrealised(price));
        }
    }

    @Property(tries = 2_000)
    void shouldKeepTheExtremesOfACurve(
            @ForAll @Size(min = 1, max = 400) final List<@LongRange(min = 0, max = 90) Long> gaps,
            @ForAll final long seed) {
        final Curve curve = new Curve("any", 16);
        final SplittableRandom random = new SplittableRandom(seed);
        final List<Long> values = new ArrayList<>();
        long timeNs = 0;
        for (final long gap : gaps) {
            timeNs += gap * gap * gap;
            final long value = random.nextLong(-1_000, 1_000);
            values.add(value);
            curve.add(timeNs, value);
        }
        final long[][] points = curve.points();
        assertTrue(points[0].length <= 16);
        assertEquals(values.stream().mapToLong(v -> v).max(), max(points[1]));
        assertEquals(values.stream().mapToLong(v -> -v).max(), max(negated(points[1])));
        for (int i = 1; i < points[0].length; i++) {
            assertTrue(points[0][i] >= points[0][i - 1], "times run back");
        }
        assertEquals(gaps.size(), curve.added());
    }

    private static OptionalLong max(final long[] values) {
        return Arrays.stream(values).max();
    }

    private static long[] negated(final long[] values) {
        return Arrays.stream(values).map(v -> -v).toArray();
    }
}
