/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.money;

/**
 * The money of an account in one currency, as it was at one moment. Scaled.
 *
 * @param balance paid in, and what premiums, fees, spot trades and settlements made of it.
 * @param equity the balance with this session's profit and loss and the options' value.
 * @param availableFunds equity less the initial margin and what orders reserve.
 * @param feesPaid fees less rebates since the start.
 */
public record AccountSummary(
        String currency,
        long balance,
        long equity,
        long marginBalance,
        long availableFunds,
        long availableWithdrawalFunds,
        long initialMargin,
        long maintenanceMargin,
        long projectedInitialMargin,
        long projectedMaintenanceMargin,
        long totalPl,
        long sessionRpl,
        long sessionUpl,
        long futuresPl,
        long futuresSessionRpl,
        long futuresSessionUpl,
        long optionsPl,
        long optionsSessionRpl,
        long optionsSessionUpl,
        long optionsValue,
        long optionsDelta,
        long deltaTotal,
        long spotReserve,
        long feesPaid) {}
