/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.strategy;

import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.engine.strategy.StrategyParameters;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/** Makes a strategy that has no factory of its own, by its constructor. */
final class ClassFactory implements StrategyFactory {
    private final Class<? extends Strategy> type;
    private final Constructor<? extends Strategy> constructor;

    private ClassFactory(
            final Class<? extends Strategy> type,
            final Constructor<? extends Strategy> constructor) {
        this.type = type;
        this.constructor = constructor;
    }

    /**
     * @throws IllegalArgumentException when it has no constructor to call.
     */
    static ClassFactory of(final Class<? extends Strategy> type) {
        final boolean isCallable =
                Modifier.isPublic(type.getModifiers()) && !Modifier.isAbstract(type.getModifiers());
        try {
            if (isCallable) {
                return new ClassFactory(type, type.getConstructor(StrategyParameters.class));
            }
        } catch (final NoSuchMethodException e) {
            // One that has no parameters, then.
        }
        try {
            if (isCallable) {
                return new ClassFactory(type, type.getConstructor());
            }
        } catch (final NoSuchMethodException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                type.getName()
                        + " cannot be made: it is to be a public class with a public constructor"
                        + " that takes StrategyParameters or nothing");
    }

    /** The name of the class. */
    @Override
    public String name() {
        return type.getName();
    }

    @Override
    public String description() {
        return "The strategy " + type.getName() + ".";
    }

    @Override
    public Strategy create(final StrategyParameters parameters) {
        try {
            return constructor.getParameterCount() == 0
                    ? constructor.newInstance()
                    : constructor.newInstance(parameters);
        } catch (final InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw wrong;
            }
            throw new IllegalArgumentException(
                    type.getName() + " cannot be made: its constructor threw " + e.getCause(), e);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    type.getName() + " cannot be made: " + e.getMessage(), e);
        }
    }
}
