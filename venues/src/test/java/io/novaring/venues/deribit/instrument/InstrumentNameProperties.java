/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.novaring.codec.Decimals;
import io.novaring.venues.deribit.instrument.InstrumentName.Form;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

final class InstrumentNameProperties {
    @Property(tries = 1_000)
    void shouldReadPerpetualsAndSpot(
            @ForAll("coins") final String base, @ForAll("coins") final String quote) {
        final InstrumentName inverse = read(base + "-PERPETUAL", Form.PERPETUAL);
        assertEquals(base, inverse.base());
        assertNull(inverse.quote());

        final InstrumentName linear = read(base + "_" + quote + "-PERPETUAL", Form.PERPETUAL);
        assertEquals(base, linear.base());
        assertEquals(quote, linear.quote());

        final InstrumentName spot = read(base + "_" + quote, Form.SPOT);
        assertEquals(base, spot.base());
        assertEquals(quote, spot.quote());
    }

    @Property(tries = 1_000)
    void shouldReadFutures(
            @ForAll("pairs") final String pair, @ForAll("dates") final LocalDate expiry) {
        final InstrumentName name = read(pair + "-" + ExpiryDate.format(expiry), Form.FUTURE);

        assertEquals(expiry, name.expiry());
        assertEquals(pair, pairOf(name));
    }

    @Property(tries = 1_000)
    void shouldReadOptions(
            @ForAll("pairs") final String pair,
            @ForAll("dates") final LocalDate expiry,
            @ForAll("strikes") final BigDecimal strike,
            @ForAll final OptionType type) {
        final String text =
                String.join(
                        "-",
                        pair,
                        ExpiryDate.format(expiry),
                        word(strike),
                        type == OptionType.CALL ? "C" : "P");

        final InstrumentName name = read(text, Form.OPTION);

        assertEquals(pair, pairOf(name));
        assertEquals(expiry, name.expiry());
        assertEquals(scaled(strike), name.strike());
        assertEquals(type, name.optionType());
    }

    @Property(tries = 1_000)
    void shouldReadFutureCombos(
            @ForAll("pairs") final String pair,
            @ForAll("dates") final LocalDate first,
            @ForAll("dates") final LocalDate second) {
        final String near = ExpiryDate.format(first);
        final String far = ExpiryDate.format(second);

        assertEquals(
                List.of(pair + "-" + near, pair + "-PERPETUAL"),
                read(pair + "-FS-" + near + "_PERP", Form.FUTURE_COMBO).legs());
        if (near.equals(far)) {
            assertNull(InstrumentName.parseOrNull(pair + "-FS-" + near + "_" + far));
        } else {
            final InstrumentName name = read(pair + "-FS-" + near + "_" + far, Form.FUTURE_COMBO);
            assertEquals(List.of(pair + "-" + near, pair + "-" + far), name.legs());
            assertEquals("FS", name.strategy());
            // Each leg is the name of an instrument in turn.
            name.legs().forEach(leg -> read(leg, Form.FUTURE));
        }
    }

    @Property(tries = 1_000)
    void shouldReadOptionCombos(
            @ForAll("pairs") final String pair,
            @ForAll("strategies") final String strategy,
            @ForAll("dates") final LocalDate expiry,
            @ForAll("strikeLists") @Size(min = 1, max = 4) final List<BigDecimal> strikes) {
        final String text =
                String.join(
                        "-",
                        pair,
                        strategy,
                        ExpiryDate.format(expiry),
                        strikes.stream()
                                .map(InstrumentNameProperties::word)
                                .collect(Collectors.joining("_")));

        final InstrumentName name = read(text, Form.OPTION_COMBO);

        assertEquals(strategy, name.strategy());
        assertEquals(expiry, name.expiry());
        assertEquals(
                strikes.stream().map(InstrumentNameProperties::scaled).toList(), name.strikes());
    }

    @Property
    void shouldNeverThrowAnythingElse(@ForAll("nearNames") final String text) {
        final InstrumentName name = InstrumentName.parseOrNull(text);

        if (name != null) {
            assertEquals(text, name.toString());
            assertNotNull(name.form());
        }
    }

    private static InstrumentName read(final String text, final Form form) {
        final InstrumentName name = InstrumentName.parse(text);
        assertEquals(form, name.form(), text);
        assertEquals(text, name.toString());
        return name;
    }

    private static String pairOf(final InstrumentName name) {
        return name.quote() == null ? name.base() : name.base() + "_" + name.quote();
    }

    private static String word(final BigDecimal strike) {
        return strike.toPlainString().replace('.', 'd');
    }

    private static long scaled(final BigDecimal strike) {
        return strike.movePointRight(Decimals.DIGITS).longValueExact();
    }

    @Provide
    Arbitrary<String> coins() {
        return Arbitraries.of("BTC", "ETH", "USDC", "EURR", "BTCDVOL", "STETH", "1INCH", "XRP");
    }

    @Provide
    Arbitrary<String> pairs() {
        return Arbitraries.oneOf(coins(), coins().map(coin -> coin + "_USDC"));
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2000, 1, 1).toEpochDay(),
                        LocalDate.of(2099, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<BigDecimal> strikes() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("9000000"))
                .ofScale(4)
                .map(strike -> strike.signum() == 0 ? BigDecimal.ZERO : strike.stripTrailingZeros())
                .map(strike -> strike.scale() < 0 ? strike.setScale(0) : strike);
    }

    @Provide
    Arbitrary<List<BigDecimal>> strikeLists() {
        return strikes().list();
    }

    @Provide
    Arbitrary<String> strategies() {
        return Arbitraries.of("CS", "PS", "STRG", "STRD", "BOX", "RR", "CBUT", "PCAL");
    }

    @Provide
    Arbitrary<String> nearNames() {
        final Arbitrary<String> word =
                Arbitraries.of(
                        "BTC",
                        "_",
                        "-",
                        "PERPETUAL",
                        "PERP",
                        "FS",
                        "5AUG23",
                        "31FEB24",
                        "0d625",
                        "C",
                        "P",
                        "580",
                        "d",
                        "",
                        "05AUG23",
                        "CS",
                        "99999999999",
                        "x",
                        "\u0663");
        return word.list().ofMaxSize(9).map(words -> String.join("", words));
    }
}
