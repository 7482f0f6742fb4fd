/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.profile.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineContextTest {
    private static final EventHandler<MarketEvent> NONE = (event, sequence, endOfBatch) -> {};

    private static EngineContext context() {
        return new EngineContext().client(new TestVenue()).cores(2);
    }

    private static void assertRefused(final String message, final EngineContext context) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, context::conclude).getMessage());
    }

    @Test
    void shouldSayWhatIsWrongAndWithWhichValue() {
        assertRefused("an engine needs at least one client", new EngineContext());
        assertRefused(
                "ringLength not a power of two of at least 64: 1000", context().ringLength(1000));
        assertRefused("ringLength not a power of two of at least 64: 32", context().ringLength(32));
        assertRefused("cores below 1: 0", context().cores(0));
        assertRefused("closeTimeoutNs not above 0: 0", context().closeTimeoutNs(0));
        assertRefused(
                "only the I/O thread can select: use consumerIdle=BACKOFF",
                context().consumerIdle(IdleMode.SELECT));
        assertRefused(
                "only the I/O thread can select: use consumerIdle=BACKOFF",
                context().consumerIdle(IdleMode.ADAPTIVE));
        assertRefused(
                "two handlers are named mine",
                context().handler("mine", NONE).handler("mine", NONE));
        assertRefused(
                "the engine has a handler of its own named journal",
                context().handler("journal", NONE));
    }

    @Test
    void shouldTakeAShortRingWhereNobodyLags() {
        assertEquals(256, Topology.INLINE.ringLength(false));
        assertEquals(4096, Topology.INLINE.ringLength(true));
        assertEquals(4096, Topology.FUSED.ringLength(false));
        assertEquals(4096, Topology.STAGED.ringLength(true));
        assertEquals(256, context().ringLengthOr(256));
        assertEquals(1024, context().ringLength(1024).ringLengthOr(256));
        assertRefused("ringLength not a power of two of at least 64: 0", context().ringLength(0));
    }

    @Test
    void shouldTakeAClientsProfileBeforeThatOfAllBeforeTheSettings() {
        final ConnectionSettings settings =
                ConnectionSettings.DEFAULT
                        .withConnectTimeoutNs(1)
                        .withWriteStallNs(2)
                        .withPings(3, 4);
        final EngineContext context =
                new EngineContext()
                        .client(new TestVenue())
                        .client(new TestVenue(), Profile.LIGHTWEIGHT)
                        .connections(settings);

        assertEquals(settings, context.connectionSettings().get(0), "no profile was set");
        final ConnectionSettings own = context.connectionSettings().get(1);
        assertEquals(Profile.LIGHTWEIGHT.connectTimeoutNs(), own.connectTimeoutNs());
        assertEquals(Profile.LIGHTWEIGHT.reconnect(), own.reconnect());
        assertEquals(Profile.LIGHTWEIGHT.pingIntervalNs(), own.pingIntervalNs());
        assertEquals(2, own.writeStallNs(), "no profile says it");

        context.profile(Profile.STANDARD);

        final ConnectionSettings all = context.connectionSettings().get(0);
        assertEquals(Profile.STANDARD.connectTimeoutNs(), all.connectTimeoutNs());
        assertEquals(Profile.STANDARD.pongTimeoutNs(), all.pongTimeoutNs());
        assertEquals(2, all.writeStallNs());
        assertEquals(own, context.connectionSettings().get(1));
    }

    @Test
    void shouldBehaveAsTheFinancialProfileSaysByDefault() {
        assertEquals(
                Profile.FINANCIAL.applyTo(ConnectionSettings.DEFAULT),
                new EngineContext().client(new TestVenue()).connectionSettings().get(0));
    }

    @Test
    void shouldRefuseMoreSpinningThreadsThanCoresAndSayWhatToDo() {
        assertRefused(
                "6 spinning threads on 2 cores would take turns of milliseconds:"
                        + " use topology=INLINE or consumerIdle=BACKOFF",
                context().topology(Topology.STAGED).consumerIdle(IdleMode.SPIN));
        assertRefused(
                "3 spinning threads on 2 cores would take turns of milliseconds:"
                        + " use topology=INLINE or consumerIdle=BACKOFF",
                context()
                        .consumerIdle(IdleMode.SPIN)
                        .journal(NONE, (count, hash) -> {})
                        .handler("mine", HandlerContract.DETACH, NONE));
        context().consumerIdle(IdleMode.SPIN).journal(NONE, (count, hash) -> {}).conclude();
    }

    @Test
    void shouldRefuseABadHandlerAtOnce() {
        assertEquals(
                "queueLength of mine not a power of two: 1000",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> context().handler("mine", HandlerContract.DETACH, 1000, NONE))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> context().handler("mine", HandlerContract.DETACH, Integer.MIN_VALUE, NONE));
        assertThrows(IllegalArgumentException.class, () -> context().handler(" ", NONE));
        assertThrows(NullPointerException.class, () -> context().handler("mine", null));
        assertThrows(NullPointerException.class, () -> context().client(null));
    }

    @Test
    void shouldMakeOneEngineOnly() {
        final EngineContext context = context();
        context.conclude();

        assertEquals(
                "a context makes one engine or replay: make a new context",
                assertThrows(IllegalStateException.class, context::conclude).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "1,INLINE,SELECT",
        "2,INLINE,SPIN",
        "3,FUSED,SPIN",
        "5,FUSED,SPIN",
        "6,STAGED,SPIN"
    })
    void shouldChooseByCores(final int cores, final Topology topology, final IdleMode ioIdle) {
        final EngineContext context = context().cores(cores).conclude();

        assertEquals(topology, context.topology());
        assertEquals(ioIdle, context.ioIdle());
    }
}
