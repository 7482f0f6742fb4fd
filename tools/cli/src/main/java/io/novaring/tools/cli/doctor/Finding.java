/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

/**
 * What one look at the machine found.
 *
 * @param name of what was looked at.
 * @param found how it is, in a few words.
 * @param why it matters and what would be better; empty when it is as it should be.
 * @param fix the command that mends it; empty when there is none.
 */
record Finding(Level level, String name, String found, String why, String fix) {
    static Finding ok(final String name, final String found) {
        return new Finding(Level.OK, name, found, "", "");
    }

    static Finding unknown(final String name, final String why) {
        return new Finding(Level.UNKNOWN, name, "not told", why, "");
    }

    static Finding advice(
            final String name, final String found, final String why, final String fix) {
        return new Finding(Level.ADVICE, name, found, why, fix);
    }

    static Finding problem(
            final String name, final String found, final String why, final String fix) {
        return new Finding(Level.PROBLEM, name, found, why, fix);
    }
}
