/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountAnswersTest {
    private static final int ORDERS = MarketEvent.ANSWERED_ORDERS;
    private static final int TRADES = MarketEvent.ANSWERED_TRADES;
    private static final int POSITIONS = MarketEvent.ANSWERED_POSITIONS;
    private static final int ACCOUNT = MarketEvent.ANSWERED_ACCOUNT;
    private static final int NOTHING = MarketEvent.ANSWERED_NOTHING;
    private static final int MORE = MarketEvent.ANSWERED_MORE;

    private final Frames frames = new Frames();
    private final MarketEvent event = frames.event;

    /** What each of the golden answers is known for, in their order. */
    @Test
    void shouldKnowEveryAnswerByTheLookOfIt() {
        final List<Integer> expected =
                List.of(
                        ORDERS | TRADES,
                        ORDERS | TRADES,
                        ORDERS,
                        ORDERS,
                        ORDERS,
                        NOTHING,
                        0,
                        POSITIONS,
                        POSITIONS,
                        TRADES | MORE,
                        TRADES,
                        TRADES,
                        ACCOUNT,
                        0,
                        0,
                        0,
                        ORDERS | TRADES);

        final List<Integer> found =
                Frames.account().stream()
                        .limit(expected.size())
                        .map(frame -> frames.decode(frame).answered)
                        .toList();

        assertEquals(expected, found);
    }

    @Test
    void shouldNumberInstrumentsOfAnswersWhereTheyAreDecoded() {
        frames.decode(Frames.account().get(3));

        assertEquals(2, event.orders.size());
        assertEquals(
                "ETH-PERPETUAL", frames.symbols.instruments().name(event.orders.instrumentId[1]));
        assertEquals(EventKind.RESPONSE, event.kind);
        assertEquals(MarketEvent.NONE, event.instrumentId);
    }

    @Test
    void shouldKeepTheTextOfTheResultBesideItsRows() {
        frames.decode("{\"id\":1,\"result\":[{\"order_state\":\"open\"}],\"usIn\":1}");

        assertEquals("[{\"order_state\":\"open\"}]", Text.toString(event.raw, event.resultText));
        assertEquals("open", Text.toString(event.raw, event.orders.orderState[0]));
    }

    /** One bad row makes rows of none, but the answer is an answer all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"order_state\":\"open\"},{\"direction\":\"up\"}]",
                "[{\"order_state\":\"open\"},7]",
                "[{\"order_state\":\"open\",\"price\":1e30}]",
                "[{\"fee\":1,\"price\":1},{\"fee\":1}]",
                "[{\"floating_profit_loss\":1},null]",
                "{\"trades\":[],\"order\":[[]]}",
                "{\"equity\":1e30}",
            })
    void shouldLeaveAnAnswerWithoutRowsWhenOneCannotBeRead(final String result) {
        frames.decode("{\"id\":1,\"result\":" + result + "}");

        assertEquals(EventKind.RESPONSE, event.kind, result);
        assertEquals(0, event.answered, result);
        assertEquals(result, Text.toString(event.raw, event.resultText));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ok\"",
                "1782.5",
                "null",
                "true",
                "[1,2]",
                "[[{\"fee\":1}]]",
                "[\"a\"]",
                "{}",
                "[{}]",
                "{\"order\":1}",
                "{\"trades\":{\"fee\":1}}",
                "{\"trades\":[{\"trade_id\":\"1\",\"price\":1}],\"has_more\":false}",
                "{\"trades\":[1]}",
                "{\"bids\":[[1,2]],\"fee\":1}",
                "[{\"tick_size\":0.5,\"fee\":1}]",
                "[{\"equity\":1}]",
                "{\"id\":2,\"summaries\":[{\"equity\":1}]}",
            })
    void shouldTakeNoOtherResultForRows(final String result) {
        frames.decode("{\"id\":1,\"result\":" + result + "}");

        assertEquals(EventKind.RESPONSE, event.kind, result);
        assertEquals(0, event.answered, result);
    }

    @Test
    void shouldDecodeRowsWhereverTheResultStands() {
        frames.decode(
                "{\"result\":[],\"x\":{\"result\":[1]},\"id\":1,\"result\":[{\"fee\":1,\"price\":2"
                        + ",\"instrument_name\":\"A\"}]}");

        assertEquals(TRADES, event.answered);
        assertEquals(2_000_000_000L, event.trades.price[0]);
    }

    @Test
    void shouldForgetTheRowsOfTheAnswerBefore() {
        frames.decode("{\"id\":1,\"result\":[{\"order_state\":\"open\"}]}");

        frames.decode("{\"id\":1,\"error\":{\"code\":10028,\"message\":\"too_many_requests\"}}");
        assertEquals(EventKind.ERROR, event.kind);
        assertEquals(0, event.answered);

        frames.decode("{\"id\":1,\"result\":[]}");
        assertEquals(NOTHING, event.answered);
        assertEquals(0, event.orders.size() + event.trades.size() + event.positions.size());
    }

    @Test
    void shouldForgetWhatWasAnsweredWhenTheSlotIsUsedAgain() {
        frames.decode("{\"id\":1,\"result\":[]}");

        event.reset(Origin.INBOUND, EventKind.RESPONSE);

        assertFalse(event.hasAnswered(~0));
    }

    @Test
    void shouldCopyRowsOfAnswersWhole() {
        final MarketEvent copy = new MarketEvent();
        for (final String frame : Frames.account()) {
            frames.decode(frame);
            copy.copyFrom(event);
            final String expected = EventText.of(event, frames.symbols);

            frames.decode("{\"id\":1,\"result\":[]}");

            assertEquals(expected, EventText.of(copy, frames.symbols));
        }
    }

    /** Rows are of no use where nobody logs in, and cost time. */
    @Test
    void shouldKeepResultsAsTextWithoutALogin() {
        final byte[] frame =
                "{\"id\":1,\"result\":[{\"order_state\":\"open\",\"instrument_name\":\"NEW\"}]}"
                        .getBytes(StandardCharsets.UTF_8);
        for (final boolean isTyped : new boolean[] {true, false}) {
            final Symbols symbols = new Symbols();
            event.reset(Origin.INBOUND, EventKind.REJECT);
            event.setRaw(frame, 0, frame.length);

            (isTyped ? new DeribitDecoder(symbols) : DeribitDecoder.ofPrinted(symbols, true))
                    .decode(event);

            assertEquals(EventKind.RESPONSE, event.kind);
            assertEquals(0, event.answered);
            assertEquals(0, symbols.instruments().size());
        }
    }

    /** Details are not printed, so that nothing in them may reject a message that was printed. */
    @Test
    void shouldPrintWhatItAlwaysPrinted() {
        final String order =
                "{\"order_state\":\"open\",\"price\":1,\"contracts\":1e30,\"usd\":0.1234567891}";
        final byte[] frame =
                Frames.subscription("user.orders.A.raw", order).getBytes(StandardCharsets.UTF_8);
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(frame, 0, frame.length);

        DeribitDecoder.ofPrinted(frames.symbols, true).decode(event);

        assertEquals(EventKind.ORDERS, event.kind);
        assertEquals(MarketEvent.ABSENT, event.orders.contracts[0]);
        assertFalse(event.hasFlag(MarketEvent.INEXACT));
        assertEquals(EventKind.REJECT, frames.decode(frame).kind);
    }

    @Test
    void shouldSayThatANumberOfARowWasCut() {
        frames.decode("{\"id\":1,\"result\":[{\"order_state\":\"open\",\"price\":0.1234567891}]}");

        assertTrue(event.hasFlag(MarketEvent.INEXACT));
    }

    @Test
    void shouldSurviveEveryTruncationAndEveryChangeOfOneByte() {
        for (final String frame : Frames.account()) {
            final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                frames.decode(Arrays.copyOf(bytes, length));
                assertEquals(EventKind.REJECT, event.kind, frame);
                assertEquals(0, event.answered);
            }
            for (int at = 0; at < bytes.length; at++) {
                final byte kept = bytes[at];
                for (final char mutant : "{}[],:\"\\0-e.x tfn".toCharArray()) {
                    bytes[at] = (byte) mutant;
                    frames.decode(bytes);
                    assertTrue(event.answered == 0 || event.kind == EventKind.RESPONSE);
                }
                bytes[at] = kept;
            }
        }
    }
}
