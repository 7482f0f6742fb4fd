/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.Currency;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.time.Clock;

/** {@code deribit_price_index.{idx}}: the index price every interval. */
final class IndexChannel extends Channel {
    private static final byte[] TIMESTAMP = bytes("{\"timestamp\":");
    private static final byte[] PRICE = bytes(",\"price\":");
    private static final byte[] NAME = bytes(",\"index_name\":\"");
    private static final byte[] END = bytes("\"}");

    private final Currency currency;
    private final Clock clock;

    IndexChannel(
            final String name, final long intervalNs, final Currency currency, final Clock clock) {
        super(name, intervalNs);
        this.currency = currency;
        this.clock = clock;
    }

    @Override
    boolean isPeriodic() {
        return true;
    }

    @Override
    boolean writeFirst(final FrameWriter out) {
        return writeMerged(out);
    }

    @Override
    boolean writeMerged(final FrameWriter out) {
        begin(out);
        out.raw(TIMESTAMP).integer(clock.millis()).raw(PRICE).decimal(currency.indexPrice());
        out.raw(NAME).raw(currency.indexBytes).raw(END);
        end(out);
        return true;
    }
}
