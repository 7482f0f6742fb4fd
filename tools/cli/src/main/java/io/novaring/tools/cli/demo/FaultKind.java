/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import io.novaring.tools.simulator.Rubbish;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that goes wrong on purpose.
 *
 * @param rubbish what to send; null for every other fault.
 */
record FaultKind(Action action, Rubbish rubbish) {
    enum Action {
        DROP("connection dropped"),
        CLOSE("closed with code 1001"),
        MUTE("peer silent for 2.3 s"),
        SKIP("book change skipped"),
        DUPLICATE("book change sent twice"),
        RUBBISH("rubbish");

        private final String words;

        Action(final String words) {
            this.words = words;
        }
    }

    /** Each once. */
    static List<FaultKind> all() {
        final List<FaultKind> kinds = new ArrayList<>();
        for (final Action action : Action.values()) {
            if (action != Action.RUBBISH) {
                kinds.add(new FaultKind(action, null));
            }
        }
        for (final Rubbish rubbish : Rubbish.values()) {
            kinds.add(new FaultKind(Action.RUBBISH, rubbish));
        }
        return kinds;
    }

    /** As a person calls it. */
    String words() {
        return rubbish == null ? action.words : action.words + ": " + word(rubbish);
    }

    /** As a program calls it. */
    String id() {
        return rubbish == null ? word(action) : word(action) + '-' + word(rubbish);
    }

    private static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
