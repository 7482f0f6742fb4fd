/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.result;

import io.novaring.bench.pack.result.Results.Latency;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Histograms as text, and back. */
public final class Histograms {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

    private Histograms() {}

    static Latency latency(final String group, final String series, final Histogram histogram) {
        final Map<String, Long> percentiles = new LinkedHashMap<>();
        for (final double percentile : PERCENTILES) {
            final String name = 'p' + String.valueOf(percentile).replace(".0", "");
            percentiles.put(name, histogram.getValueAtPercentile(percentile));
        }
        percentiles.put("max", histogram.getMaxValue());
        final ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        final int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return new Latency(
                group,
                series,
                histogram.getTotalCount(),
                percentiles,
                Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)));
    }

    /** The histogram that this was made of. */
    public static Histogram of(final Latency latency) {
        final byte[] bytes = Base64.getDecoder().decode(latency.histogram());
        try {
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
        } catch (final DataFormatException e) {
            throw new IllegalArgumentException(
                    "not a histogram: " + latency.group() + ", " + latency.series(), e);
        }
    }
}
