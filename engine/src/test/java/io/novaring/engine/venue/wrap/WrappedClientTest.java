/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.wrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.connection.InboundDecoding;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class WrappedClientTest {
    private final List<String> steps = new ArrayList<>();

    static Stream<Arguments> handlers() {
        return Stream.of(
                Arguments.of(ConnectionHandler.class, ForwardingConnectionHandler.class),
                Arguments.of(AuthHandler.class, ForwardingAuthHandler.class),
                Arguments.of(MessageHandler.class, ForwardingMessageHandler.class),
                Arguments.of(ErrorHandler.class, ForwardingErrorHandler.class),
                Arguments.of(HeartbeatHandler.class, ForwardingHeartbeatHandler.class),
                Arguments.of(RateLimitHandler.class, ForwardingRateLimitHandler.class),
                Arguments.of(SubscriptionHandler.class, ForwardingSubscriptionHandler.class));
    }

    /**
     * A method with a default would else be answered by the wrapper, and the handler never asked.
     */
    @ParameterizedTest
    @MethodSource("handlers")
    void shouldForwardEveryMethod(final Class<?> handler, final Class<?> forwarding) {
        final List<String> missing =
                Arrays.stream(handler.getDeclaredMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !method.isSynthetic())
                        .filter(method -> !isDeclared(forwarding, method))
                        .map(Method::getName)
                        .toList();

        assertEquals(List.of(), missing);
    }

    @Test
    void shouldPutAStepBehindTheDecoder() {
        final WrappedClient client =
                new WrappedClient(new Plain())
                        .messages(
                                next ->
                                        new ForwardingMessageHandler(next) {
                                            @Override
                                            public RejectReason validate(final MarketEvent event) {
                                                steps.add("mine");
                                                return event.rawLength > 3
                                                        ? RejectReason.INVALID
                                                        : next.validate(event);
                                            }
                                        });
        final FrameDecoder decoder = InboundDecoding.newDecoder(client.messages(), new Symbols());

        assertEquals(EventKind.QUOTE, decode(decoder, "abc"));
        assertEquals(EventKind.REJECT, decode(decoder, "abcd"));

        assertEquals(List.of("decode", "mine", "validate", "decode", "mine"), steps);
    }

    @Test
    void shouldPutLaterStepsAroundEarlierOnes() {
        final WrappedClient client = new WrappedClient(new Plain());
        for (final String name : List.of("inner", "outer")) {
            client.messages(
                    next ->
                            new ForwardingMessageHandler(next) {
                                @Override
                                public String nameOf(final int requestType) {
                                    return name + '(' + next.nameOf(requestType) + ')';
                                }
                            });
        }

        assertEquals("outer(inner(type 7))", client.messages().nameOf(7));
    }

    @Test
    void shouldLeaveTheOtherHandlersAlone() {
        final Plain plain = new Plain();
        final WrappedClient client = new WrappedClient(plain);

        assertSame(plain.connection(), client.connection());
        assertSame(HeartbeatHandler.NONE, client.heartbeats());
        assertEquals("plain", client.venue());
        assertTrue(client.subscriptions() == SubscriptionHandler.NONE);
    }

    private static boolean isDeclared(final Class<?> type, final Method method) {
        try {
            type.getDeclaredMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (final NoSuchMethodException e) {
            return false;
        }
    }

    private static EventKind decode(final FrameDecoder decoder, final String text) {
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(text.getBytes(), 0, text.length());
        decoder.decode(event);
        return event.kind;
    }

    /** An adapter that writes what it must and leaves everything else to the defaults. */
    private final class Plain implements VenueClient, MessageHandler {
        private final ConnectionHandler connection = () -> URI.create("ws://localhost/");

        @Override
        public String venue() {
            return "plain";
        }

        @Override
        public String role() {
            return "public";
        }

        @Override
        public ConnectionHandler connection() {
            return connection;
        }

        @Override
        public MessageHandler messages() {
            return this;
        }

        @Override
        public FrameDecoder newDecoder(final Symbols symbols) {
            return event -> {
                steps.add("decode");
                event.kind = EventKind.QUOTE;
            };
        }

        @Override
        public RejectReason validate(final MarketEvent event) {
            steps.add("validate");
            return RejectReason.NONE;
        }

        @Override
        public void encodeRequest(
                final int requestType,
                final long requestId,
                final byte[] params,
                final int length,
                final JsonEncoder out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String nameOf(final int requestType) {
            return "type " + requestType;
        }
    }
}
