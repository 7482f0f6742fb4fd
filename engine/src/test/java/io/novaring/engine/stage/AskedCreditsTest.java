/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.trading.TestTrading;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.MessageHandler;
import io.novaring.engine.venue.RateLimitHandler;
import io.novaring.engine.venue.VenueClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AskedCreditsTest {
    private static final int ORDER = 1;
    private static final int CANCEL = 2;

    /** A hundred credits, of which a quarter is kept back from orders. */
    private static final RateLimitHandler LIMITS =
            new RateLimitHandler() {
                private final List<CreditPool> pools = List.of(new CreditPool("all", 100, 10));

                @Override
                public List<CreditPool> pools() {
                    return pools;
                }

                @Override
                public int poolOf(final int requestType) {
                    return 0;
                }

                @Override
                public long costOf(final int requestType) {
                    return 1;
                }

                @Override
                public long floorOf(final int requestType) {
                    return requestType == ORDER ? 25 : 0;
                }

                @Override
                public long pauseNs(final MarketEvent error) {
                    return 0;
                }
            };

    private static final VenueClient CLIENT =
            new VenueClient() {
                private final TestTrading trading = new TestTrading();

                @Override
                public String venue() {
                    return trading.venue();
                }

                @Override
                public String role() {
                    return trading.role();
                }

                @Override
                public ConnectionHandler connection() {
                    return trading.connection();
                }

                @Override
                public MessageHandler messages() {
                    return trading;
                }

                @Override
                public RateLimitHandler rateLimits() {
                    return LIMITS;
                }
            };

    private final RateLimitStage stage = new RateLimitStage(List.of(CLIENT));
    private final AskedCredits asked = new AskedCredits(LIMITS);
    private final MarketEvent event = new MarketEvent();

    private void tick() {
        event.reset(Origin.TICK, EventKind.TICK);
        publish();
    }

    private void limit(final String text) {
        event.reset(Origin.COMMAND, EventKind.COMMAND);
        event.code = CommandType.LIMIT.code();
        event.setRaw(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
        publish();
    }

    private void publish() {
        event.connectionId = 0;
        event.receivedTimeNs = 1_000_000_000L;
        stage.onEvent(event, 0, true);
        asked.onEvent(event);
    }

    @Test
    void shouldLetOrdersPassThoughThePoolHoldsNoMoreThanIsKeptBack() {
        tick();
        assertFalse(event.hasNewLimits);
        limit("0 20 5");
        assertTrue(event.hasNewLimits);
        assertEquals(20, event.creditCaps[0]);
        tick();

        assertFalse(event.hasNewLimits);
        assertTrue(asked.allow(event, ORDER));
        assertEquals(0, asked.waitNs(event, ORDER));
        for (int i = 0; i < 15; i++) {
            asked.ask(ORDER);
        }

        assertFalse(asked.allow(event, ORDER));
        assertTrue(asked.allow(event, CANCEL));
    }

    @Test
    void shouldLetOneOrderPassAFullPoolOfOne() {
        limit("0 1 5");

        assertTrue(asked.allow(event, ORDER));
    }
}
