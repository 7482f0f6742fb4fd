/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import io.novaring.bench.pack.Spread;
import io.novaring.tools.simulator.tls.LoopbackCertificate;
import java.util.Locale;

/** What it costs to read one TLS record, engine by engine, in turns. */
public final class TlsSpeed {
    private static final int BYTES_PER_ROUND = 1 << 20;
    private static final int WARM_UP_ROUNDS = 60;

    /** One column of the table: length and figures of an engine, per record. */
    record Figure(TlsMaker maker, boolean direct, int recordLength, Spread ns, Spread bytes) {}

    private TlsSpeed() {}

    /** Arguments: rounds (100). */
    public static void main(final String[] arguments) throws Exception {
        final int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        for (final int recordLength : new int[] {300, 16_000}) {
            for (final Figure figure : measure(recordLength, rounds)) {
                System.out.printf(
                        Locale.ROOT,
                        "%-10s %-6s %6d B: %s ns, %s B a record%n",
                        figure.maker(),
                        figure.direct() ? "direct" : "heap",
                        recordLength,
                        figure.ns(),
                        figure.bytes());
            }
        }
    }

    static Figure[] measure(final int recordLength, final int rounds) throws Exception {
        final LoopbackCertificate certificate = LoopbackCertificate.create();
        final TlsMaker[] makers = TlsMaker.values();
        final TlsPair[] pairs = new TlsPair[makers.length * 2];
        final int recordCount = BYTES_PER_ROUND / recordLength;
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] =
                    new TlsPair(makers[i / 2], certificate, i % 2 == 1, recordLength, recordCount);
        }
        final double[][] ns = new double[pairs.length][rounds];
        final double[][] bytes = new double[pairs.length][rounds];
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (int i = 0; i < pairs.length; i++) {
                pairs[i].round();
                if (round >= 0) {
                    ns[i][round] = pairs[i].nsPerRecord();
                    bytes[i][round] = pairs[i].bytesPerRecord();
                }
            }
        }
        final Figure[] figures = new Figure[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            figures[i] =
                    new Figure(
                            makers[i / 2],
                            i % 2 == 1,
                            recordLength,
                            Spread.of(ns[i], 0),
                            Spread.of(bytes[i], 0));
        }
        return figures;
    }
}
