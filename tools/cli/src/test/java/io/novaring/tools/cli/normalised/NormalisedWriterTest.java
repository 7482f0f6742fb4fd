/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.normalised;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.codec.CommandType;
import io.novaring.codec.Decimals;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NormalisedWriterTest {
    private final Symbols symbols = new Symbols();
    private final JsonEncoder json = new JsonEncoder(16);
    private final NormalisedWriter writer = new NormalisedWriter(symbols, json);
    private final MarketEvent event = new MarketEvent();

    @Test
    void shouldWriteEveryDecodedKind() throws IOException {
        final DeribitDecoder decoder = new DeribitDecoder(symbols);
        final List<String> frames = lines("frames.jsonl");
        final List<String> expected = lines("events.jsonl");

        assertEquals(expected.size(), frames.size());
        for (int i = 0; i < frames.size(); i++) {
            decode(decoder, frames.get(i));

            writer.writeLine(i + 1, event);

            assertLine(expected.get(i));
        }
    }

    @Test
    void shouldWriteTheRarerKindsAsNotificationsUnlessAskedForMore() throws IOException {
        final NormalisedWriter typed = new NormalisedWriter(symbols, json, true);
        final List<String> frames = lines("notices.jsonl");
        final List<String> expected = lines("notices-typed.jsonl");
        final ObjectMapper mapper = new ObjectMapper();

        assertEquals(expected.size(), frames.size());
        for (int i = 0; i < frames.size(); i++) {
            decode(new DeribitDecoder(symbols), frames.get(i));
            typed.writeLine(i + 1, event);
            assertLine(expected.get(i));

            final String channel =
                    mapper.readTree(frames.get(i)).path("params").path("channel").textValue();
            writer.writeLine(i + 1, event);
            assertLine(
                    "{\"line\":"
                            + (i + 1)
                            + ",\"kind\":\"notification\",\"channel\":\""
                            + channel
                            + "\"}");
        }
    }

    @Test
    void shouldMarkACutNumberOnlyWhereItIsPrinted() throws JsonProcessingException {
        final NormalisedWriter typed = new NormalisedWriter(symbols, json, true);
        decode(
                new DeribitDecoder(symbols),
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"perpetual.A.raw\","
                        + "\"data\":{\"index_price\":0.12345678912}}}");

        writer.writeLine(1, event);
        assertLine("{\"line\":1,\"kind\":\"notification\",\"channel\":\"perpetual.A.raw\"}");

        typed.writeLine(1, event);
        assertLine(
                "{\"line\":1,\"kind\":\"funding\",\"channel\":\"perpetual.A.raw\","
                        + "\"instrument\":\"A\",\"timeNs\":null,\"rate\":null,"
                        + "\"indexPrice\":\"0.123456789\",\"inexact\":true}");
    }

    @Test
    void shouldWriteOutboundWithoutItsBytes() throws JsonProcessingException {
        engineEvent(Origin.OUTBOUND, EventKind.OUTBOUND);
        event.requestId = 7;
        event.code = 3;
        event.token = 9;
        event.flags = MarketEvent.UNSENT;
        raw("{\"params\":{\"client_secret\":\"s\"}}");

        writer.writeSequence(event);

        assertLine(
                "{\"sequence\":5,\"kind\":\"outbound\",\"connection\":1,\"epoch\":2,\"timeNs\":3,"
                        + "\"id\":7,\"type\":3,\"token\":9,\"sent\":false}");
    }

    @Test
    void shouldWriteLifecycle() throws JsonProcessingException {
        engineEvent(Origin.LIFECYCLE, EventKind.LIFECYCLE);
        event.code = Lifecycle.DISCONNECTED.code();
        event.reason = DisconnectReason.CLOSED_BY_PEER.code();
        event.token = 1006;

        writer.writeSequence(event);

        assertLine(
                "{\"sequence\":5,\"kind\":\"lifecycle\",\"connection\":1,\"epoch\":2,\"timeNs\":3,"
                        + "\"state\":\"disconnected\",\"reason\":\"closed-by-peer\","
                        + "\"closeCode\":1006}");
    }

    @Test
    void shouldWriteLifecycleDetails() throws JsonProcessingException {
        engineEvent(Origin.LIFECYCLE, EventKind.LIFECYCLE);
        event.connectionId = MarketEvent.NONE;
        event.code = Lifecycle.HANDLER_DETACHED.code();
        raw("slow \"one\"\n");

        writer.writeSequence(event);

        assertLine(
                "{\"sequence\":5,\"kind\":\"lifecycle\",\"connection\":null,\"epoch\":2,"
                        + "\"timeNs\":3,"
                        + "\"state\":\"handler-detached\",\"reason\":null,"
                        + "\"detail\":\"slow \\\"one\\\"\\u000a\"}");
    }

    @Test
    void shouldWriteThePlannedDelay() throws JsonProcessingException {
        engineEvent(Origin.LIFECYCLE, EventKind.LIFECYCLE);
        event.code = Lifecycle.RECONNECT_SCHEDULED.code();
        event.requestId = 250_000_000;

        writer.writeSequence(event);

        assertLine(
                "{\"sequence\":5,\"kind\":\"lifecycle\",\"connection\":1,\"epoch\":2,\"timeNs\":3,"
                        + "\"state\":\"reconnect-scheduled\",\"reason\":null,"
                        + "\"delayNs\":250000000}");
    }

    @Test
    void shouldWriteTicks() throws JsonProcessingException {
        engineEvent(Origin.TICK, EventKind.TICK);

        writer.writeSequence(event);

        assertLine("{\"sequence\":5,\"kind\":\"tick\",\"connection\":1,\"epoch\":2,\"timeNs\":3}");
    }

    @Test
    void shouldWriteCommands() throws JsonProcessingException {
        engineEvent(Origin.COMMAND, EventKind.COMMAND);
        event.code = CommandType.SUBSCRIBE.code();
        raw("quote.A\nquote.B");

        writer.writeSequence(event);

        assertLine(
                "{\"sequence\":5,\"kind\":\"command\",\"connection\":1,\"epoch\":2,\"timeNs\":3,"
                        + "\"type\":\"subscribe\",\"token\":0,"
                        + "\"channels\":\"quote.A\\u000aquote.B\"}");
    }

    @Test
    void shouldWriteRequestsWithoutTheirParameters() throws JsonProcessingException {
        engineEvent(Origin.COMMAND, EventKind.COMMAND);
        event.code = CommandType.REQUEST.code();
        event.requestId = 4;
        event.token = 8;
        raw("{\"secret\":1}");

        writer.writeSequence(event);

        assertLine(
                "{\"sequence\":5,\"kind\":\"command\",\"connection\":1,\"epoch\":2,\"timeNs\":3,"
                        + "\"type\":\"request\",\"token\":8,\"requestType\":4}");
    }

    @Test
    void shouldWriteOrders() throws JsonProcessingException {
        final OrderCommand order = new OrderCommand().instrument("BTC-PERPETUAL");
        order.action = OrderCommand.NEW;
        order.handle = 4_294_967_299L;
        order.side = Side.SELL;
        order.price = 60_000 * Decimals.SCALE + 500_000_000;
        order.amount = 10 * Decimals.SCALE;
        order.flags = OrderCommand.POST_ONLY | OrderCommand.ALLOW_STALE_BOOK;
        order.label("nr-1".getBytes(StandardCharsets.US_ASCII), 0, 4);
        command(order);

        writer.writeSequence(event);

        assertLine(
                "{\"sequence\":5,\"kind\":\"command\",\"connection\":1,\"epoch\":2,\"timeNs\":3,"
                        + "\"type\":\"order\",\"token\":0,\"action\":\"new\","
                        + "\"handle\":4294967299,\"instrument\":\"BTC-PERPETUAL\","
                        + "\"label\":\"nr-1\",\"orderId\":null,\"direction\":\"sell\","
                        + "\"orderType\":\"limit\",\"timeInForce\":\"good-til-cancelled\","
                        + "\"price\":\"60000.5\",\"amount\":\"10\",\"trigger\":null,"
                        + "\"triggerPrice\":null,\"displayAmount\":null,\"postOnly\":true,"
                        + "\"rejectPostOnly\":false,\"reduceOnly\":false,"
                        + "\"staleBookAllowed\":true,\"mmp\":false,\"validForNs\":null,"
                        + "\"refusal\":null,\"waitNs\":null}");
    }

    @Test
    void shouldWriteCancelsThatWereRefused() throws JsonProcessingException {
        final OrderCommand cancel = new OrderCommand();
        cancel.action = OrderCommand.CANCEL_SCOPE;
        cancel.label("BTC option".getBytes(StandardCharsets.US_ASCII), 0, 10);
        cancel.refusal = OrderRefusal.THROTTLED.code();
        cancel.waitNs = 7;
        command(cancel);

        writer.writeSequence(event);

        assertLine(
                "{\"sequence\":5,\"kind\":\"command\",\"connection\":1,\"epoch\":2,\"timeNs\":3,"
                        + "\"type\":\"order\",\"token\":0,\"action\":\"cancel-scope\","
                        + "\"handle\":null,\"instrument\":null,\"label\":\"BTC option\","
                        + "\"orderId\":null,\"refusal\":\"throttled\",\"waitNs\":7}");
    }

    @Test
    void shouldWriteWhatIsNoOrder() throws JsonProcessingException {
        engineEvent(Origin.COMMAND, EventKind.COMMAND);
        event.code = CommandType.ORDER.code();
        raw("?");
        writer.writeSequence(event);
        assertLine(
                "{\"sequence\":5,\"kind\":\"command\",\"connection\":1,\"epoch\":2,\"timeNs\":3,"
                        + "\"type\":\"order\",\"token\":0,\"action\":null}");

        event.code = CommandType.KILL.code();
        raw("1");
        writer.writeSequence(event);
        assertLine(
                "{\"sequence\":5,\"kind\":\"command\",\"connection\":1,\"epoch\":2,\"timeNs\":3,"
                        + "\"type\":\"kill\",\"token\":0,\"killed\":true}");

        event.code = CommandType.RISK_LIMITS.code();
        raw("* openOrdersMax=3");
        writer.writeSequence(event);
        assertLine(
                "{\"sequence\":5,\"kind\":\"command\",\"connection\":1,\"epoch\":2,\"timeNs\":3,"
                        + "\"type\":\"risk-limits\",\"token\":0,"
                        + "\"lines\":\"* openOrdersMax=3\"}");
    }

    private void command(final OrderCommand command) {
        final byte[] bytes = new byte[OrderCommand.LENGTH_MAX];
        final int length = command.encode(bytes);
        engineEvent(Origin.COMMAND, EventKind.COMMAND);
        event.code = CommandType.ORDER.code();
        event.setRaw(bytes, 0, length);
    }

    private void decode(final DeribitDecoder decoder, final String frame) {
        event.reset(Origin.INBOUND, EventKind.REJECT);
        raw(frame);
        decoder.decode(event);
    }

    private void engineEvent(final Origin origin, final EventKind kind) {
        event.reset(origin, kind);
        event.sequence = 5;
        event.connectionId = 1;
        event.epoch = 2;
        event.receivedTimeNs = 3;
    }

    private void raw(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        event.setRaw(bytes, 0, bytes.length);
    }

    private void assertLine(final String expected) throws JsonProcessingException {
        assertEquals(expected + "\n", json.toString());
        new ObjectMapper().readTree(json.toString());
        json.clear();
    }

    private static List<String> lines(final String name) throws IOException {
        try (InputStream in = NormalisedWriterTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
