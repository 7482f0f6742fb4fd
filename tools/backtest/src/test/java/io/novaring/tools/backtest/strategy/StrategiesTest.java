/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.engine.strategy.StrategyParameters;
import io.novaring.examples.Crossing;
import io.novaring.examples.Maker;
import io.novaring.examples.MakerFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StrategiesTest {
    private final ClassLoader loader = StrategiesTest.class.getClassLoader();

    @Test
    void shouldFindByNameAndByClass() {
        final StrategyFactory named = Strategies.find("maker", loader);
        final StrategyFactory byClass = Strategies.find(MakerFactory.class.getName(), loader);

        assertInstanceOf(Maker.class, named.create(new StrategyParameters(Map.of())));
        assertInstanceOf(Maker.class, byClass.create(new StrategyParameters(Map.of())));
        assertEquals(
                List.of("crossing", "maker"), List.copyOf(Strategies.registered(loader).keySet()));
    }

    @Test
    void shouldNameWhatThereIsWhenThereIsNone() {
        assertTrue(failure("makr").contains("crossing, maker"));
        assertTrue(failure("com.example.Nothing").contains("no class com.example.Nothing"));
        assertTrue(failure("java.lang.String").contains("StrategyFactory"));
    }

    private String failure(final String word) {
        return assertThrows(IllegalArgumentException.class, () -> Strategies.find(word, loader))
                .getMessage();
    }

    @Test
    void shouldRefuseAParameterThatNobodyAskedFor() {
        final StrategyFactory maker = Strategies.find("maker", loader);

        final IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                Strategies.create(
                                        maker, new StrategyParameters(Map.of("halfSpred", "3"))));

        assertTrue(e.getMessage().contains("halfSpred"), e.getMessage());
    }

    @Test
    void shouldRefuseAverageThatIsNotSlower() {
        final StrategyFactory crossing = Strategies.find("crossing", loader);

        assertInstanceOf(
                Crossing.class, Strategies.create(crossing, new StrategyParameters(Map.of())));
        assertThrows(
                IllegalArgumentException.class,
                () -> crossing.create(new StrategyParameters(Map.of("fast", "500"))));
    }
}
