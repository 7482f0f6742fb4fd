/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.chain;

import io.novaring.codec.Decimals;
import io.novaring.engine.view.MarketCut;
import io.novaring.venues.deribit.chain.ChainCut;
import io.novaring.venues.deribit.instrument.ExpiryDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A chain as lines of comma-separated values, one for each option. Nothing in it needs quotes:
 * names of options have none of the letters that would.
 */
final class ChainCsv {
    private ChainCsv() {}

    static String of(final ChainPicture picture) {
        final StringBuilder out = new StringBuilder();
        for (int line = picture.first(); line < picture.behind(); line++) {
            add(out, picture, line, "call", picture.cut().call(line));
            add(out, picture, line, "put", picture.cut().put(line));
        }
        return out.toString();
    }

    private static void add(
            final StringBuilder out,
            final ChainPicture picture,
            final int line,
            final String type,
            final int row) {
        if (row == ChainCut.NONE) {
            return;
        }
        final MarketCut market = picture.market();
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sequence", market.sequence());
        fields.put("timeNs", market.timeNs());
        fields.put("expiry", ExpiryDate.format(picture.expiry()));
        fields.put("strike", Decimals.toString(picture.cut().strike(line)));
        fields.put("type", type);
        fields.putAll(OptionFields.of(market, row, picture.maxAgeNs()));
        if (out.length() == 0) {
            out.append(String.join(",", fields.keySet())).append('\n');
        }
        out.append(
                        fields.values().stream()
                                .map(value -> value == null ? "" : value.toString())
                                .collect(Collectors.joining(",")))
                .append('\n');
    }
}
