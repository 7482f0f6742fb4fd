/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.tools.cli.demo.maker.Mishap.Sign;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts on the ring what tells of trouble. One thread hands it events, any reads. */
final class Signs implements EventHandler<MarketEvent> {
    private final AtomicLongArray counts = new AtomicLongArray(Sign.values().length);
    private final EngineRecord record;
    private final int privateId;

    /**
     * @param record is told of each event.
     * @param privateId number of the connection with a login.
     */
    Signs(final EngineRecord record, final int privateId) {
        this.record = record;
        this.privateId = privateId;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        record.onEvent(event);
        if (event.kind == EventKind.LIFECYCLE && event.code == Lifecycle.DISCONNECTED.code()) {
            count(event.connectionId == privateId ? Sign.PRIVATE_ENDED : Sign.PUBLIC_ENDED);
        } else if (event.kind == EventKind.REJECT) {
            count(Sign.REJECT);
        }
        final OrderUpdates updates = event.updates();
        for (int row = 0; row < updates.size(); row++) {
            if (updates.kind[row] == OrderUpdates.ORDER
                    && updates.state[row] == OrderState.UNKNOWN.code()) {
                count(Sign.UNKNOWN);
            }
        }
    }

    private void count(final Sign sign) {
        counts.lazySet(sign.ordinal(), counts.getPlain(sign.ordinal()) + 1);
    }

    long count(final Sign... signs) {
        long sum = 0;
        for (final Sign sign : signs) {
            sum += counts.get(sign.ordinal());
        }
        return sum;
    }
}
