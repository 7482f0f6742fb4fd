/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.Decimals;
import io.novaring.engine.view.MarketCut;
import io.novaring.venues.deribit.chain.ChainCut;
import io.novaring.venues.deribit.instrument.ExpiryDate;

/** A chain as one JSON object. */
final class ChainJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ChainJson() {}

    static ObjectNode of(final ChainPicture picture) {
        final MarketCut market = picture.market();
        final ObjectNode out = MAPPER.createObjectNode();
        out.put("underlying", picture.underlying());
        out.put("expiry", ExpiryDate.format(picture.expiry()));
        out.put("sequence", market.sequence());
        out.put("timeNs", market.timeNs());
        out.put("firstSequence", picture.begin());
        out.put("coherent", picture.isCoherent());
        out.put("maxAgeNs", picture.maxAgeNs());
        out.put("missing", market.refusedCount());
        out.put("underlyingPrice", OptionFields.decimal(picture.underlyingPrice()));
        out.put("indexPrice", OptionFields.decimal(picture.indexPrice()));
        final int oldest = picture.oldest();
        out.put("oldest", oldest == ChainCut.NONE ? null : market.instrument(oldest));
        out.put("oldestAgeNs", oldest == ChainCut.NONE ? null : (Long) market.ageNs(oldest));
        out.put("minExchangeTimeNs", OptionFields.present(picture.minExchangeTimeNs()));
        out.put("maxExchangeTimeNs", OptionFields.present(picture.maxExchangeTimeNs()));
        final ArrayNode strikes = out.putArray("strikes");
        for (int line = picture.first(); line < picture.behind(); line++) {
            final ObjectNode strike = strikes.addObject();
            strike.put("strike", Decimals.toString(picture.cut().strike(line)));
            put(strike, "call", picture, picture.cut().call(line));
            put(strike, "put", picture, picture.cut().put(line));
        }
        return out;
    }

    private static void put(
            final ObjectNode strike, final String name, final ChainPicture picture, final int row) {
        if (row == ChainCut.NONE) {
            strike.putNull(name);
        } else {
            strike.set(
                    name,
                    MAPPER.valueToTree(OptionFields.of(picture.market(), row, picture.maxAgeNs())));
        }
    }
}
