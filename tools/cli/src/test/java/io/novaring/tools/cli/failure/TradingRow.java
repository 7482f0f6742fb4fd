/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

/**
 * Something that goes wrong with an account, and what has to be seen of it.
 *
 * @param name as the table has it.
 * @param settings the rig it happens to.
 * @param isAlone true when no other row may come before or after it in one rig.
 * @param isSlow true when the rule itself takes ten seconds and more.
 * @param isPublicTouched true when market data is broken as well.
 * @param end how all is in the end.
 * @param script breaks it, and waits for what has to be noticed.
 */
record TradingRow(
        String name,
        RigSettings settings,
        boolean isAlone,
        boolean isSlow,
        boolean isPublicTouched,
        End end,
        Script script) {
    /** What is broken and looked for. */
    @FunctionalInterface
    interface Script {
        void run(TradingRig rig) throws Exception;
    }

    /** How it ends. */
    enum End {
        /** Orders may go out, and ours are what the venue has. */
        WELL,
        /** The account's connection is given up; market data goes on. */
        HALTED
    }

    /** One that shares its rig with others. */
    static TradingRow of(final String name, final RigSettings settings, final Script script) {
        return new TradingRow(name, settings, false, false, false, End.WELL, script);
    }

    /** One with a rig of its own. */
    static TradingRow alone(final String name, final RigSettings settings, final Script script) {
        return new TradingRow(name, settings, true, false, false, End.WELL, script);
    }

    /** One with a rig of its own, after which a person has to look. */
    static TradingRow halt(final String name, final RigSettings settings, final Script script) {
        return new TradingRow(name, settings, true, false, false, End.HALTED, script);
    }

    TradingRow slow() {
        return new TradingRow(name, settings, isAlone, true, isPublicTouched, end, script);
    }

    TradingRow touchingPublic() {
        return new TradingRow(name, settings, isAlone, isSlow, true, end, script);
    }

    @Override
    public String toString() {
        return name;
    }
}
