/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.strategy;

/**
 * Makes strategies by name. Found by the {@link java.util.ServiceLoader} or by its class's name,
 * with a public constructor that takes nothing. One factory makes a strategy for each run; runs may
 * be on several threads at once.
 */
public interface StrategyFactory {
    /** A short word of lower case, as it stands on a command line. */
    String name();

    /** One sentence for people. */
    String description();

    /**
     * A new strategy that has not begun.
     *
     * @throws IllegalArgumentException when a parameter is wrong; the message names it, its value
     *     and what it may be.
     */
    Strategy create(StrategyParameters parameters);
}
