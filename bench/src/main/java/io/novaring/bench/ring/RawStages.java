/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.stage.HeartbeatStage;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.stage.RequestListener;
import io.novaring.engine.stage.ResponseStage;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.venue.VenueClient;
import java.util.List;

/** The four stages in the one handler of a plain Disruptor: no names, figures or contracts. */
final class RawStages extends RawLane<MarketEvent> {
    private final Messages.Decoded[] messages = new Messages.Decoded[StageRing.MESSAGES];
    private final HeartbeatStage heartbeat;
    private final RateLimitStage rateLimit;
    private final SubscriptionStage subscription;
    private final ResponseStage response;
    private long sum;

    RawStages(final List<byte[]> frames) {
        super(MarketEvent::new);
        final VenueClient client = StageRing.client();
        final List<VenueClient> clients = List.of(client);
        final Symbols symbols = new Symbols();
        final MarketEvent event = new MarketEvent();
        final Messages source =
                new Messages(
                        client,
                        filler -> {
                            filler.accept(event);
                            pass(event, event.sequence);
                        });
        heartbeat = new HeartbeatStage(clients, source);
        rateLimit = new RateLimitStage(clients);
        subscription = new SubscriptionStage(clients, symbols, source);
        response = new ResponseStage(clients, symbols, source, RequestListener.NONE);
        source.open(symbols, frames);
        for (int i = 0; i < messages.length; i++) {
            messages[i] = source.decode(frames.get(i));
        }
    }

    private void pass(final MarketEvent event, final long sequence) {
        heartbeat.onEvent(event, sequence, true);
        rateLimit.onEvent(event, sequence, true);
        subscription.onEvent(event, sequence, true);
        response.onEvent(event, sequence, true);
    }

    @Override
    void fill(final MarketEvent event, final long sequence, final long dueNs) {
        event.sequence = sequence;
        messages[(int) sequence & StageRing.MESSAGES - 1].loadInto(
                event, dueNs + StageRing.EPOCH_NS);
    }

    @Override
    void handle(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        pass(event, sequence);
        sum += event.flags;
    }
}
