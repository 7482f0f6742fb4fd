/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.examples;

import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.engine.strategy.StrategyParameters;

/** Makes the {@link Maker} by its name, with parameters as a person writes them. */
public final class MakerFactory implements StrategyFactory {
    @Override
    public String name() {
        return "maker";
    }

    @Override
    public String description() {
        return "Quotes a bid and an ask around the middle of one book.";
    }

    @Override
    public Strategy create(final StrategyParameters parameters) {
        return new Maker(
                new Maker.Settings(
                        parameters.text("instrument", "BTC-PERPETUAL"),
                        parameters.positive("tick", "0.5"),
                        parameters.positive("amount", "100"),
                        parameters.positive("positionMax", "500"),
                        parameters.positive("halfSpread", "2"),
                        parameters.positive("requoteAfter", "1")));
    }
}
