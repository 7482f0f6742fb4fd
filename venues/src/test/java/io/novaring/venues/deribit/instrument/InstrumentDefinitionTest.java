/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InstrumentDefinitionTest {
    private static final long ONE = 1_000_000_000L;

    @Test
    void shouldReadEveryField() {
        final InstrumentDefinition perpetual =
                new InstrumentReader("[" + Instruments.PERPETUAL + "]", 77).read().get(0);

        assertEquals(
                new InstrumentDefinition(
                        1,
                        77,
                        "BTC-PERPETUAL",
                        210_838,
                        InstrumentKind.FUTURE,
                        ContractType.INVERSE,
                        InstrumentState.OPEN,
                        true,
                        "BTC",
                        "USD",
                        "USD",
                        "BTC",
                        "perpetual",
                        "btc_usd",
                        new TickSizes(ONE / 2, List.of()),
                        10 * ONE,
                        10 * ONE,
                        MarketEvent.ABSENT,
                        null,
                        1_534_167_754_000_000_000L,
                        // The year 3000 has no nanoseconds in 64 bits: it stands for never.
                        MarketEvent.ABSENT,
                        new Commissions(-10, 500_000, 250_000, 7_500_000),
                        50,
                        List.of()),
                perpetual);
    }

    @Test
    void shouldReadAnOption() {
        final InstrumentDefinition option = Instruments.read(Instruments.OPTION);

        assertEquals(ContractType.INVERSE_OPTION, option.type());
        assertEquals(OptionType.CALL, option.optionType());
        assertEquals(90_000 * ONE, option.strike());
        assertEquals(1_774_598_400_000_000_000L, option.expirationTimeNs());
        assertEquals(500_000, option.tickSizeAt(6_000_000));
        assertTrue(option.isOnTick(4_900_000));
        assertFalse(option.isOnTick(5_100_000));
        assertEquals(5_500_000, option.roundToTick(5_400_000));
        assertFalse(option.isExpiredAt(1_774_598_399_999_999_999L));
        assertTrue(option.isExpiredAt(1_774_598_400_000_000_000L));
    }

    @Test
    void shouldCountInTheRightUnits() {
        final InstrumentDefinition inverse = Instruments.read(Instruments.PERPETUAL);
        assertUnits(inverse, ContractType.INVERSE, "USD", "USD");
        assertEquals(3 * ONE, inverse.contractsOf(30 * ONE));
        assertEquals(30 * ONE, inverse.notionalOf(60_000 * ONE, 30 * ONE));
        assertEquals(500_000, inverse.baseAmountOf(60_000 * ONE, 30 * ONE));

        final InstrumentDefinition linear = Instruments.read(Instruments.LINEAR);
        assertUnits(linear, ContractType.LINEAR, "USDC", "ETH");
        assertEquals(2_500 * ONE, linear.contractsOf(2_500_000_000L));
        assertEquals(5_400_125_000_000L, linear.notionalOf(2_160_050_000_000L, 2_500_000_000L));
        assertEquals(2_500_000_000L, linear.baseAmountOf(2_160_050_000_000L, 2_500_000_000L));

        final InstrumentDefinition option = Instruments.read(Instruments.OPTION);
        assertUnits(option, ContractType.INVERSE_OPTION, "BTC", "BTC");
        assertEquals(ONE / 10, option.contractsOf(ONE / 10));
        assertEquals(1_250_000, option.notionalOf(12_500_000, ONE / 10));

        final InstrumentDefinition linearOption = Instruments.read(Instruments.LINEAR_OPTION);
        assertUnits(linearOption, ContractType.LINEAR_OPTION, "USDC", "XRP");
        assertEquals(2 * ONE, linearOption.contractsOf(2_000 * ONE));
        assertEquals(250 * ONE, linearOption.notionalOf(ONE / 8, 2_000 * ONE));
        assertEquals(625_000_000, linearOption.strike());

        final InstrumentDefinition spot = Instruments.read(Instruments.SPOT);
        assertUnits(spot, ContractType.SPOT, "USDC", "BTC");
        assertNull(spot.settlementCurrency());
        assertEquals(6_000 * ONE, spot.notionalOf(60_000 * ONE, ONE / 10));
    }

    @Test
    void shouldKnowTheLegsOfAFutureCombo() {
        final InstrumentDefinition combo = Instruments.read(Instruments.COMBO);

        assertEquals(ContractType.INVERSE, combo.type());
        assertEquals(
                List.of(new ComboLeg("BTC-27MAR26", 1), new ComboLeg("BTC-PERPETUAL", -1)),
                combo.legs());
        assertEquals(-500_000_000L, combo.roundToTick(-600_000_000L));

        final InstrumentDefinition told =
                Instruments.read(
                        Instruments.COMBO.replace(
                                "\"kind\"",
                                "\"legs\":[{\"instrument_name\":\"A\",\"amount\":-2}],\"kind\""));
        assertEquals(List.of(new ComboLeg("A", -2)), told.legs());
    }

    @Test
    void shouldPassOverRowsThatCannotBeUsed() {
        final InstrumentReader reader =
                new InstrumentReader(
                        "[{},"
                                + Instruments.SPOT
                                + ","
                                + Instruments.LINEAR.replace("future", "perpetuum")
                                + ","
                                + Instruments.LINEAR.replace("0.01", "0")
                                + "]",
                        0);

        assertEquals(List.of("BTC_USDC"), reader.read().stream().map(d -> d.name()).toList());
        assertEquals(3, reader.skippedCount());
    }

    @Test
    void shouldTellASettlementWithoutAType() {
        final String untyped = Instruments.LINEAR.replace("instrument_type", "x");

        assertEquals(ContractType.LINEAR, Instruments.read(untyped).type());
        assertEquals(
                ContractType.INVERSE,
                Instruments.read(Instruments.COMBO.replace("instrument_type", "x")).type());
    }

    @Test
    void shouldTakeASingleStepForAList() {
        final InstrumentDefinition option =
                Instruments.read(
                        Instruments.OPTION.replace(
                                "[{\"above_price\":0.005,\"tick_size\":0.0005}]",
                                "{\"above_price\":0.005,\"tick_size\":0.0005}"));

        assertEquals(List.of(new TickSizes.Step(5_000_000, 500_000)), option.ticks().steps());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "null",
                "[1]",
                "[{]",
                "[{}",
                "{\"tick_size\":1e30}",
                "{\"tick_size_steps\":[{\"above_price\":1}]}",
                "{\"tick_size_steps\":7}"
            })
    void shouldRefuseOtherShapes(final String json) {
        final IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class, () -> new InstrumentReader(json, 0).read());

        assertTrue(error.getMessage().contains("get_instruments"), error.getMessage());
    }

    @Test
    void shouldRefuseEveryTruncation() {
        final String json = "[" + Instruments.OPTION + "]";
        for (int length = 0; length < json.length(); length++) {
            final String cut = json.substring(0, length);
            assertThrows(IllegalArgumentException.class, () -> new InstrumentReader(cut, 0).read());
        }
    }

    @Test
    void shouldTellWhatIsBeyondRange() {
        final InstrumentDefinition linear = Instruments.read(Instruments.LINEAR);

        assertThrows(ArithmeticException.class, () -> linear.notionalOf(Long.MAX_VALUE, 2 * ONE));
        assertThrows(
                ArithmeticException.class,
                () -> Instruments.read(Instruments.PERPETUAL).baseAmountOf(0, ONE));
    }

    private static void assertUnits(
            final InstrumentDefinition definition,
            final ContractType type,
            final String priceUnit,
            final String amountUnit) {
        assertEquals(type, definition.type());
        assertEquals(priceUnit, definition.priceUnit());
        assertEquals(amountUnit, definition.amountUnit());
    }
}
