/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.venues.deribit.instrument.InstrumentName.Form;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InstrumentNameTest {
    @ParameterizedTest
    @CsvSource({
        "BTC-PERPETUAL, PERPETUAL, BTC, , false",
        "ETH_USDC-PERPETUAL, PERPETUAL, ETH, USDC, true",
        "BTC-25MAR23, FUTURE, BTC, , false",
        "BTC-5AUG23, FUTURE, BTC, , false",
        "BTC_USDC-26JUN26, FUTURE, BTC, USDC, true",
        "BTC-5AUG23-580-P, OPTION, BTC, , false",
        "XRP_USDC-30JUN23-0d625-C, OPTION, XRP, USDC, true",
        "BTC_USDC, SPOT, BTC, USDC, false",
        "BTC-FS-19MAY26_PERP, FUTURE_COMBO, BTC, , false",
        "BTC-FS-22MAY26_19MAY26, FUTURE_COMBO, BTC, , false",
        "BTC-CS-19MAY26-70000_75000, OPTION_COMBO, BTC, , false",
        "BTC-STRD-29MAY26-77000, OPTION_COMBO, BTC, , false",
    })
    void shouldReadTheVenuesExamples(
            final String text,
            final Form form,
            final String base,
            final String quote,
            final boolean isLinear) {
        final InstrumentName name = InstrumentName.parse(text);

        assertEquals(form, name.form());
        assertEquals(base, name.base());
        assertEquals(quote, name.quote());
        assertEquals(isLinear, name.isLinear());
        assertEquals(text, name.toString());
    }

    @Test
    void shouldReadTheParts() {
        final InstrumentName option = InstrumentName.parse("XRP_USDC-30JUN23-0d625-C");
        assertEquals(LocalDate.of(2023, 6, 30), option.expiry());
        assertEquals(625_000_000, option.strike());
        assertEquals(OptionType.CALL, option.optionType());

        final InstrumentName combo = InstrumentName.parse("BTC-CS-19MAY26-70000_75000");
        assertEquals("CS", combo.strategy());
        assertEquals(List.of(70_000_000_000_000L, 75_000_000_000_000L), combo.strikes());
        assertEquals(MarketEvent.ABSENT, combo.strike());

        assertEquals(
                List.of("BTC-19MAY26", "BTC-PERPETUAL"),
                InstrumentName.parse("BTC-FS-19MAY26_PERP").legs());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BTC",
                "-",
                "btc-PERPETUAL",
                "BTC-",
                "BTC-PERP",
                "BTC_-PERPETUAL",
                "A_B_C",
                "BTC-05AUG23",
                "BTC-31FEB23",
                "BTC-32MAR23",
                "BTC-5aug23",
                "BTC-5AUG2023",
                "BTC-0AUG23",
                "BTC-5AUG23-580",
                "BTC-5AUG23-580-X",
                "BTC-5AUG23--C",
                "BTC-5AUG23-0580-C",
                "BTC-5AUG23-1d-C",
                "BTC-5AUG23-d5-C",
                "BTC-5AUG23-1.5-C",
                "BTC-5AUG23-9223372036d9-C",
                "BTC-5AUG23-0d0000000001-C",
                "BTC-FS-19MAY26",
                "BTC-FS-PERP_PERP",
                "BTC-FS-19MAY26_X",
                "BTC-FS-19MAY26-5",
                "BTC-CS-19MAY26-",
                "BTC-CS-19MAY26-5_",
                "BTC-cs-19MAY26-5",
                "BTC-5AUG23-580-C-X",
                "BTC.PERPETUAL"
            })
    void shouldRefuseOtherNames(final String text) {
        assertNull(InstrumentName.parseOrNull(text));

        final IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> InstrumentName.parse(text));
        assertTrue(error.getMessage().contains("'" + text + "'"), error.getMessage());
    }
}
