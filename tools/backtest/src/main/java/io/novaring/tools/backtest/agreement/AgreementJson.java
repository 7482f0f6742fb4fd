/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.agreement.Agreement.Apart;
import io.novaring.tools.backtest.agreement.Agreement.Example;
import io.novaring.tools.backtest.agreement.Agreement.OfInstrument;
import io.novaring.tools.backtest.agreement.Agreement.Part;
import io.novaring.tools.backtest.agreement.Agreement.Tally;
import java.math.BigDecimal;
import java.util.List;

/** Agreement as JSON: exact numbers as strings, what there is not as null. */
public final class AgreementJson {
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private AgreementJson() {}

    /** The text of {@code agreement.json}. */
    public static String text(final List<Compared> runs) {
        final ObjectNode json = JsonNodeFactory.instance.objectNode();
        final ArrayNode all = json.putArray("runs");
        for (final Compared run : runs) {
            final ObjectNode node = all.addObject();
            node.put("orders", run.run()).put("queue", run.queue());
            agreement(node, run.agreement());
        }
        final DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(INDENTER);
        printer.indentArraysWith(INDENTER);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(json) + '\n';
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void agreement(final ObjectNode node, final Agreement all) {
        node.put("windowNs", all.settings().windowNs());
        node.put("fromNs", all.fromNs()).put("toNs", all.toNs());
        share(node.putObject("fills"), all.fills());
        apart(node.putObject("fillsApart"), all.fillApart());
        share(node.putObject("ordersSent"), all.orders());
        apart(node.putObject("ordersApart"), all.orderApart());
        final ArrayNode instruments = node.putArray("instruments");
        for (final OfInstrument one : all.instruments()) {
            instrument(instruments.addObject(), one);
        }
        final ObjectNode profit = node.putObject("profitUsd");
        for (final Part part : all.profit()) {
            profit.putObject(part.name())
                    .put("live", Decimals.toString(part.live()))
                    .put("backtest", Decimals.toString(part.backtest()))
                    .put("difference", Decimals.toString(part.difference()));
        }
        final ArrayNode reasons = node.putArray("reasons");
        for (final Tally tally : all.tallies()) {
            reasons.addObject()
                    .put("reason", tally.reason().word())
                    .put("liveOnly", tally.live())
                    .put("liveOnlyAmount", plain(tally.liveAmount()))
                    .put("backtestOnly", tally.backtest())
                    .put("backtestOnlyAmount", plain(tally.backtestAmount()));
        }
        final ArrayNode examples = node.putArray("examples");
        all.examples().forEach(example -> example(examples.addObject(), example));
    }

    private static void share(final ObjectNode node, final Share share) {
        node.put("live", share.live()).put("backtest", share.backtest());
        node.put("liveFound", share.liveFound()).put("backtestFound", share.backtestFound());
        number(node, "agreement", share.ofAmount());
        number(node, "agreementByCount", share.ofCount());
        number(node, "recall", share.recall());
        number(node, "precision", share.precision());
    }

    private static void number(final ObjectNode node, final String key, final double value) {
        node.put(key, Double.isNaN(value) ? null : (Double) value);
    }

    private static void apart(final ObjectNode node, final Apart apart) {
        node.put("count", apart.count());
        time(node, "p50Ns", apart.p50Ns());
        time(node, "p99Ns", apart.p99Ns());
        time(node, "maxNs", apart.maxNs());
    }

    private static void time(final ObjectNode node, final String key, final long timeNs) {
        node.put(key, timeNs == MarketEvent.ABSENT ? null : (Long) timeNs);
    }

    private static void instrument(final ObjectNode node, final OfInstrument one) {
        node.put("instrument", one.instrument());
        share(node.putObject("fills"), one.fills());
        share(node.putObject("ordersSent"), one.orders());
        node.put("liveAmount", plain(one.liveAmount()))
                .put("backtestAmount", plain(one.backtestAmount()))
                .put("matchedAmount", plain(one.matchedAmount()))
                .put("positionApartMax", Decimals.toString(one.apartMax()))
                .put("positionApartAverage", one.apartAverage() / Decimals.SCALE)
                .put("livePosition", Decimals.toString(one.livePosition()))
                .put("backtestPosition", Decimals.toString(one.backtestPosition()));
    }

    private static String plain(final double scaled) {
        return new BigDecimal(scaled)
                .movePointLeft(Decimals.DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void example(final ObjectNode node, final Example one) {
        node.put("reason", one.reason().word())
                .put("only", one.isLive() ? "live" : "backtest")
                .put("timeNs", one.timeNs())
                .put("sequence", one.sequence())
                .put("instrument", one.instrument())
                .put("side", one.side())
                .put("price", one.price())
                .put("amount", Decimals.toString(one.amount()))
                .put("tradeId", one.tradeId())
                .put("orderId", one.orderId())
                .put("position", Decimals.toString(one.position()))
                .put("otherPosition", Decimals.toString(one.otherPosition()))
                .put("otherPrice", one.otherPrice());
    }
}
