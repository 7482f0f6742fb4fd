/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import io.novaring.codec.MarketEvent;
import java.util.List;

/**
 * One version of what the venue says about an instrument. Prices, amounts and sizes are scaled by
 * {@code Decimals.SCALE}; numbers are ABSENT and texts null when the venue says nothing. Immutable.
 *
 * @param version from 1, counted for each instrument.
 * @param validFromNs the venue's time from which this version holds, epoch nanoseconds.
 * @param instrumentId the venue's own number, ABSENT when it does not say.
 * @param isActive whether it may be traded, by the venue's own word.
 * @param quoteCurrency what prices are in; the coin itself for inverse options.
 * @param ticks steps of the price.
 * @param contractSize what one contract is in units of the amount.
 * @param minTradeAmount smallest amount of an order.
 * @param strike of an option.
 * @param optionType of an option, else null.
 * @param expirationTimeNs ABSENT for what does not expire.
 * @param legs of a combo as far as its name tells them, else empty.
 */
public record InstrumentDefinition(
        int version,
        long validFromNs,
        String name,
        long instrumentId,
        InstrumentKind kind,
        ContractType type,
        InstrumentState state,
        boolean isActive,
        String baseCurrency,
        String quoteCurrency,
        String counterCurrency,
        String settlementCurrency,
        String settlementPeriod,
        String priceIndex,
        TickSizes ticks,
        long contractSize,
        long minTradeAmount,
        long strike,
        OptionType optionType,
        long creationTimeNs,
        long expirationTimeNs,
        Commissions commissions,
        long maxLeverage,
        List<ComboLeg> legs) {
    public InstrumentDefinition {
        legs = List.copyOf(legs);
    }

    /** The currency that prices are in. */
    public String priceUnit() {
        return quoteCurrency;
    }

    /** The currency that amounts are in: dollars for inverse futures, else the base currency. */
    public String amountUnit() {
        return type == ContractType.INVERSE ? quoteCurrency : baseCurrency;
    }

    public long tickSizeAt(final long price) {
        return ticks.tickSizeAt(price);
    }

    public boolean isOnTick(final long price) {
        return ticks.isOnTick(price);
    }

    /** The nearest price an order may have. */
    public long roundToTick(final long price) {
        return ticks.roundToTick(price);
    }

    /**
     * How many contracts an amount is, scaled; may be a fraction, as of options.
     *
     * @throws ArithmeticException beyond the range of scaled numbers.
     */
    public long contractsOf(final long amount) {
        return ScaledMath.divide(amount, contractSize);
    }

    /**
     * What an amount is worth at a price, in {@link #priceUnit}: the amount itself for inverse
     * futures, which are sized in it; else price times amount, cut toward zero behind the ninth
     * decimal. Of an option this is its premium.
     *
     * @throws ArithmeticException beyond the range of scaled numbers.
     */
    public long notionalOf(final long price, final long amount) {
        return type == ContractType.INVERSE ? amount : ScaledMath.multiply(price, amount);
    }

    /**
     * What an amount is in the base currency: amount by price for inverse futures, cut toward zero
     * behind the ninth decimal; else the amount itself.
     *
     * @throws ArithmeticException beyond the range of scaled numbers, or at a price of zero.
     */
    public long baseAmountOf(final long price, final long amount) {
        return type == ContractType.INVERSE ? ScaledMath.divide(amount, price) : amount;
    }

    /** True when this is the instrument's end, or its time has come. */
    public boolean isExpiredAt(final long timeNs) {
        return state.isFinal()
                || expirationTimeNs != MarketEvent.ABSENT && expirationTimeNs <= timeNs;
    }

    /** The same but for the version and when it holds. */
    boolean saysTheSameAs(final InstrumentDefinition other) {
        return equals(other.as(version, validFromNs));
    }

    InstrumentDefinition as(final int newVersion, final long newValidFromNs) {
        return with(newVersion, newValidFromNs, state, isActive);
    }

    InstrumentDefinition withState(
            final InstrumentState newState, final boolean newIsActive, final long timeNs) {
        return with(version + 1, timeNs, newState, newIsActive);
    }

    private InstrumentDefinition with(
            final int newVersion,
            final long newValidFromNs,
            final InstrumentState newState,
            final boolean newIsActive) {
        return new InstrumentDefinition(
                newVersion,
                newValidFromNs,
                name,
                instrumentId,
                kind,
                type,
                newState,
                newIsActive,
                baseCurrency,
                quoteCurrency,
                counterCurrency,
                settlementCurrency,
                settlementPeriod,
                priceIndex,
                ticks,
                contractSize,
                minTradeAmount,
                strike,
                optionType,
                creationTimeNs,
                expirationTimeNs,
                commissions,
                maxLeverage,
                legs);
    }
}
