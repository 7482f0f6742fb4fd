/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.strategy;

import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.engine.strategy.StrategyParameters;
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
     * @param word a name such as maker, or a class with a dot in its name.
     * @param loader where to look.
     * @throws IllegalArgumentException when there is none; the message says which there are.
     */
    public static StrategyFactory find(final String word, final ClassLoader loader) {
        return word.indexOf('.') < 0 ? byName(word, loader) : byClass(word, loader);
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

    private static StrategyFactory byName(final String name, final ClassLoader loader) {
        final Map<String, StrategyFactory> found = registered(loader);
        final StrategyFactory factory = found.get(name);
        if (factory == null) {
            throw new IllegalArgumentException(
                    "no strategy '"
                            + name
                            + "': there "
                            + (found.isEmpty()
                                    ? "is none"
                                    : "are " + String.join(", ", found.keySet()))
                            + "; a class is named in full, such as com.example.MyFactory");
        }
        return factory;
    }

    private static StrategyFactory byClass(final String name, final ClassLoader loader) {
        try {
            final Class<?> type = Class.forName(name, true, loader);
            if (!StrategyFactory.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException(
                        name + " is no strategy: it does not implement StrategyFactory");
            }
            return (StrategyFactory) type.getConstructor().newInstance();
        } catch (final ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "no class " + name + " on the class path; add its jar to it", e);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    name + " cannot be made: it needs a public constructor that takes nothing", e);
        } catch (final LinkageError e) {
            throw new IllegalArgumentException(name + " cannot be loaded: " + e, e);
        }
    }
}
