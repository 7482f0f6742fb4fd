/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading.json;

import io.novaring.tools.simulator.exchange.Account;
import io.novaring.tools.simulator.exchange.Exchange;
import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The figures of an account in one currency: of {@code user.portfolio} and of its summary. The
 * simulator knows segregated standard margin only.
 */
public final class SummaryJson {
    private final Exchange exchange;
    private final UnaryOperator<String> limits;
    private final Fields fields;

    /**
     * @param limits makes the {@code limits} object of an account's name.
     */
    public SummaryJson(
            final Exchange exchange, final UnaryOperator<String> limits, final Fields fields) {
        this.exchange = exchange;
        this.limits = limits;
        this.fields = fields;
    }

    /** The {@code data} of {@code user.portfolio}. */
    public void portfolio(final Account account, final String currency, final FrameWriter out) {
        fields.begin();
        figures(account, currency);
        fields.writeTo(out);
    }

    /**
     * The result of {@code private/get_account_summary}.
     *
     * @param extended whether it tells who the account is, too.
     */
    public void summary(
            final Account account,
            final String currency,
            final boolean extended,
            final FrameWriter out) {
        fields.begin();
        figures(account, currency);
        fields.json("limits", limits.apply(account.name));
        if (extended) {
            identity(account);
        }
        fields.writeTo(out);
    }

    /** The result of {@code private/get_account_summaries}. */
    public void summaries(
            final Account account,
            final Iterable<String> currencies,
            final boolean extended,
            final Fields outer,
            final FrameWriter out) {
        final FrameWriter all = new FrameWriter();
        Fields.arrayOf(currencies, (currency, to) -> summary(account, currency, false, to), all);
        outer.begin().object("summaries", all, (from, to) -> to.raw(from));
        if (extended) {
            identity(account, outer);
        }
        outer.writeTo(out);
    }

    private void identity(final Account account) {
        identity(account, fields);
    }

    private void identity(final Account account, final Fields to) {
        to.integer("id", account.id);
        to.text("type", "main");
        to.text("username", account.name);
        to.text("system_name", account.name);
        to.text("email", account.name + "@simulator.invalid");
        to.integer("creation_timestamp", 1_700_000_000_000L);
        to.flag("login_enabled", true);
        to.flag("security_keys_enabled", false);
        to.flag("mmp_enabled", false);
        to.flag("interuser_transfers_enabled", false);
        to.flag("receive_notifications", false);
        to.text("self_trading_reject_mode", account.selfTrading().word());
        to.flag("self_trading_extended_to_subaccounts", false);
        to.json("referrer_id", "null");
        to.json("trading_products_details", "[]");
    }

    private void figures(final Account account, final String currency) {
        final AccountSummary summary = exchange.summary(account, currency);
        fields.text("currency", currency);
        fields.text("margin_model", "segregated_sm");
        fields.flag("portfolio_margining_enabled", false);
        fields.flag("cross_collateral_enabled", false);
        fields.number("balance", summary.balance());
        fields.number("equity", summary.equity());
        fields.number("margin_balance", summary.marginBalance());
        fields.number("available_funds", summary.availableFunds());
        fields.number("available_withdrawal_funds", summary.availableWithdrawalFunds());
        fields.number("fee_balance", 0);
        fields.number("additional_reserve", 0);
        fields.number("locked_balance", 0);
        fields.number("spot_reserve", summary.spotReserve());
        fields.number("initial_margin", summary.initialMargin());
        fields.number("maintenance_margin", summary.maintenanceMargin());
        fields.number("projected_initial_margin", summary.projectedInitialMargin());
        fields.number("projected_maintenance_margin", summary.projectedMaintenanceMargin());
        fields.number("total_pl", summary.totalPl());
        fields.number("session_rpl", summary.sessionRpl());
        fields.number("session_upl", summary.sessionUpl());
        fields.number("futures_pl", summary.futuresPl());
        fields.number("futures_session_rpl", summary.futuresSessionRpl());
        fields.number("futures_session_upl", summary.futuresSessionUpl());
        fields.number("options_pl", summary.optionsPl());
        fields.number("options_session_rpl", summary.optionsSessionRpl());
        fields.number("options_session_upl", summary.optionsSessionUpl());
        fields.number("options_value", summary.optionsValue());
        fields.number("options_delta", summary.optionsDelta());
        fields.number("options_gamma", 0).number("options_vega", 0).number("options_theta", 0);
        fields.number("delta_total", summary.deltaTotal());
        fields.number("projected_delta_total", summary.deltaTotal());
        fields.integer("estimated_liquidation_ratio", 0);
        maps(account, currency);
    }

    private void maps(final Account account, final String currency) {
        final Map<String, Long> deltas = new LinkedHashMap<>();
        final Map<String, Long> nothing = new LinkedHashMap<>();
        for (final Position position : exchange.positions(account, currency, "any")) {
            final String index = position.instrument().currency.indexName;
            deltas.merge(index, position.delta(), Long::sum);
            if (position.instrument().option) {
                nothing.put(index, 0L);
            }
        }
        fields.json("delta_total_map", json(deltas));
        fields.json("options_gamma_map", json(nothing));
        fields.json("options_vega_map", json(nothing));
        fields.json("options_theta_map", json(nothing));
        fields.json("estimated_liquidation_ratio_map", "{}");
    }

    private static String json(final Map<String, Long> numbers) {
        final StringBuilder json = new StringBuilder("{");
        for (final Map.Entry<String, Long> entry : numbers.entrySet()) {
            json.append(json.length() == 1 ? "\"" : ",\"").append(entry.getKey()).append("\":");
            json.append(BigDecimal.valueOf(entry.getValue(), 9).stripTrailingZeros());
        }
        return json.append('}').toString();
    }
}
