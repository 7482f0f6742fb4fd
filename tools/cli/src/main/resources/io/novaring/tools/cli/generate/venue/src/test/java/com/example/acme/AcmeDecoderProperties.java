/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Scale;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What must hold for whatever comes off a wire. */
final class AcmeDecoderProperties {
    private static final BigDecimal SCALED_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private final Frames frames = new Frames();

    @Example
    void shouldRejectEveryTruncation() {
        for (final String frame : Frames.GOLDEN) {
            final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                final MarketEvent event = frames.decode(bytes, length);

                assertEquals(EventKind.REJECT, event.kind, frame.substring(0, length));
                assertTrue(event.rejectOffset <= length, frame.substring(0, length));
            }
        }
    }

    @Property(tries = 20_000)
    void shouldNeverThrowOnAMutation(
            @ForAll("golden") final String frame, @ForAll final long seed) {
        final Random random = new Random(seed);
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = mutant(random);
        }

        final MarketEvent event = frames.decode(bytes);

        assertTrue(event.kind != EventKind.REJECT || event.rejectOffset <= bytes.length);
        assertTrue(event.kind != EventKind.BOOK || event.changeId != MarketEvent.ABSENT);
    }

    @Property(tries = 5_000)
    void shouldNeverThrowOnAnyBytes(@ForAll final byte[] bytes) {
        final MarketEvent event = frames.decode(bytes);

        assertEquals(EventKind.REJECT, event.kind);
        assertTrue(event.rejectOffset <= bytes.length);
    }

    @Property(tries = 5_000)
    void shouldReadNumbersAsBigDecimalDoes(@ForAll @Scale(11) final BigDecimal number) {
        final String text = number.toPlainString();
        final BigDecimal scaled = new BigDecimal(text).movePointRight(9).stripTrailingZeros();
        final boolean fits = scaled.scale() <= 0 && scaled.abs().compareTo(SCALED_MAX) <= 0;

        final long value = decimal(text);

        assertEquals(fits ? scaled.longValueExact() : MarketEvent.ABSENT, value, text);
    }

    @Property(tries = 5_000)
    void shouldTakeNothingElseForANumber(@ForAll("almostNumbers") final String text) {
        assertEquals(text.matches("-?[0-9]+(\\.[0-9]+)?"), decimal(text) != MarketEvent.ABSENT);
    }

    private static long decimal(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return AcmeNumbers.decimal(bytes, 0, bytes.length);
    }

    private static byte mutant(final Random random) {
        final String likely = "{}[],:\"\\0123456789.-tfnu \n";
        return (byte) likely.charAt(random.nextInt(likely.length()));
    }

    @Provide
    Arbitrary<String> golden() {
        return Arbitraries.of(Frames.GOLDEN);
    }

    @Provide
    Arbitrary<String> almostNumbers() {
        return Arbitraries.strings().withChars("0123456789.-+e").ofMaxLength(6);
    }
}
