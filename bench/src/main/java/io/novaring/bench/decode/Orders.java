/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import io.novaring.codec.Decimals;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Orders to encode, and what of them the peers take. From one seed. */
final class Orders {
    static final int COUNT = 1024;
    static final long NOW_NS = 1_793_610_000_000_000_000L;
    static final long FIRST_ID = 71_000;

    private static final String[] INSTRUMENTS = {
        "BTC-PERPETUAL", "ETH-PERPETUAL", "BTC-29JAN27", "BTC-6NOV26-60000-C"
    };

    private Orders() {}

    /** Prices and amounts have a fraction, which every library writes alike. */
    static OrderCommand[] make() {
        final SplittableRandom random = new SplittableRandom(1);
        final OrderCommand[] orders = new OrderCommand[COUNT];
        for (int i = 0; i < COUNT; i++) {
            final OrderCommand order = new OrderCommand();
            order.action = OrderCommand.NEW;
            order.side = Side.BUY;
            order.flags = OrderCommand.POST_ONLY;
            order.price = (random.nextInt(1_000, 90_000) * 2 + 1) * (Decimals.SCALE / 2);
            order.amount =
                    (random.nextInt(1, 5_000) * 10 + 1 + random.nextInt(9)) * (Decimals.SCALE / 10);
            order.instrument(INSTRUMENTS[random.nextInt(INSTRUMENTS.length)]);
            final byte[] label =
                    ("q-" + random.nextInt(1_000_000)).getBytes(StandardCharsets.US_ASCII);
            order.label(label, 0, label.length);
            orders[i] = order;
        }
        return orders;
    }

    static String instrument(final OrderCommand order) {
        return new String(order.instrument, 0, order.instrumentLength, StandardCharsets.ISO_8859_1);
    }

    static String label(final OrderCommand order) {
        return new String(order.label, 0, order.labelLength, StandardCharsets.ISO_8859_1);
    }

    static double number(final long scaled) {
        return scaled / 1e9;
    }
}
