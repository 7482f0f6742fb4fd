/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.strategy;

import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.engine.strategy.StrategyParameters;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Finds the factory of a strategy: by the name it gives itself among those that are registered, or
 * by the name of its class. Any thread.
 */
public final class Strategies {
    private Strategies() {}

    /**
     * A class is a {@link StrategyFactory}, or a {@link Strategy} with a public constructor that
     * takes {@link StrategyParameters} or nothing.
     *
     * @param word a name such as maker, or that of a class.
     * @param loader where to look.
     * @throws IllegalArgumentException when there is none; the message says which there are.
     */
    public static StrategyFactory find(final String word, final ClassLoader loader) {
        if (word.indexOf('.') < 0) {
            final Map<String, StrategyFactory> found = registered(loader);
            return found.containsKey(word) ? found.get(word) : byClass(word, found, loader);
        }
        return byClass(word, Map.of(), loader);
    }

    /** All that are registered, by name. */
    public static Map<String, StrategyFactory> registered(final ClassLoader loader) {
        final Map<String, StrategyFactory> found = new TreeMap<>();
        try {
            for (final StrategyFactory factory :
                    ServiceLoader.load(StrategyFactory.class, loader)) {
                final StrategyFactory other = found.put(factory.name(), factory);
                if (other != null) {
                    throw new IllegalArgumentException(
                            "two strategies are called "
                                    + factory.name()
                                    + ": "
                                    + other.getClass().getName()
                                    + " and "
                                    + factory.getClass().getName()
                                    + "; name the class");
                }
            }
        } catch (final ServiceConfigurationError e) {
            throw new IllegalArgumentException(
                    "a registered strategy cannot be loaded: " + e.getMessage(), e);
        }
        return found;
    }

    /**
     * A new strategy of these parameters.
     *
     * @throws IllegalArgumentException when a parameter is wrong or not known.
     */
    public static Strategy create(
            final StrategyFactory factory, final StrategyParameters parameters) {
        final Strategy strategy = factory.create(parameters);
        parameters.requireAllAsked();
        return strategy;
    }

    /**
     * @param others what to tell of when there is no such class; empty for none.
     */
    private static StrategyFactory byClass(
            final String name,
            final Map<String, StrategyFactory> others,
            final ClassLoader loader) {
        try {
            final Class<?> type = Class.forName(name, true, loader);
            if (StrategyFactory.class.isAssignableFrom(type)) {
                return (StrategyFactory) type.getConstructor().newInstance();
            }
            if (Strategy.class.isAssignableFrom(type)) {
                return ClassFactory.of(type.asSubclass(Strategy.class));
            }
            throw new IllegalArgumentException(
                    name
                            + " is no strategy: it implements neither "
                            + Strategy.class.getName()
                            + " nor "
                            + StrategyFactory.class.getName());
        } catch (final ClassNotFoundException e) {
            throw new IllegalArgumentException(unknown(name, others), e);
        } catch (final InvocationTargetException e) {
            throw new IllegalArgumentException(
                    name + " cannot be made: its constructor threw " + e.getCause(), e);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    name
                            + " cannot be made: it is to be a public class with a public constructor"
                            + " that takes nothing",
                    e);
        } catch (final LinkageError e) {
            throw new IllegalArgumentException(name + " cannot be loaded: " + e, e);
        }
    }

    private static String unknown(final String name, final Map<String, StrategyFactory> others) {
        if (name.indexOf('.') >= 0) {
            return "no class " + name + " on the class path; add its jar or folder to it";
        }
        return "no strategy '"
                + name
                + "': there "
                + (others.isEmpty() ? "is none" : "are " + String.join(", ", others.keySet()))
                + "; a class of your own is named in full, such as com.example.MyStrategy, and its"
                + " jar or folder added to the class path";
    }
}
