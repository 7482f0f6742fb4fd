/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.normalised;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.tools.config.NearestWord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which events of those that were decoded are shown. */
public final class EventFilter {
    private final Set<EventKind> kinds;
    private final List<Integer> connections;
    private final List<String> instruments;
    private final Symbols symbols;

    /**
     * @param connections all when empty, and so are instruments.
     */
    public EventFilter(
            final Set<EventKind> kinds,
            final List<Integer> connections,
            final List<String> instruments,
            final Symbols symbols) {
        this.kinds = kinds;
        this.connections = connections;
        this.symbols = symbols;
        this.instruments = instruments;
    }

    public boolean isWanted(final MarketEvent event) {
        return kinds.contains(event.kind)
                && (connections.isEmpty() || connections.contains(event.connectionId))
                && (instruments.isEmpty() || isOfInstrument(event));
    }

    private boolean isOfInstrument(final MarketEvent event) {
        for (final String name : instruments) {
            final int id = symbols.instruments().lookup(name);
            if (id >= 0 && isOf(event, id)) {
                return true;
            }
        }
        return false;
    }

    /** Lists of trades, orders and positions name instruments in their rows. */
    private static boolean isOf(final MarketEvent event, final int id) {
        if (event.instrumentId == id) {
            return true;
        }
        return switch (event.kind) {
            case TRADES, USER_TRADES -> has(event.trades.instrumentId, event.trades.size(), id);
            case ORDERS -> has(event.orders.instrumentId, event.orders.size(), id);
            case CHANGES ->
                    has(event.trades.instrumentId, event.trades.size(), id)
                            || has(event.orders.instrumentId, event.orders.size(), id)
                            || has(event.positions.instrumentId, event.positions.size(), id);
            default -> false;
        };
    }

    private static boolean has(final int[] ids, final int size, final int id) {
        for (int i = 0; i < size; i++) {
            if (ids[i] == id) {
                return true;
            }
        }
        return false;
    }

    /**
     * Kinds by their words; all when there is none.
     *
     * @param isTyped whether the rarer kinds have words.
     * @throws IllegalArgumentException for a word that is none.
     */
    public static Set<EventKind> kinds(final List<String> words, final boolean isTyped) {
        if (words.isEmpty()) {
            return EnumSet.allOf(EventKind.class);
        }
        final Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (final String word : words) {
            kinds.add(kind(word, isTyped));
        }
        return kinds;
    }

    private static EventKind kind(final String word, final boolean isTyped) {
        final List<String> words = new ArrayList<>();
        for (final EventKind kind : EventKind.values()) {
            if (!isTyped && kind.compareTo(EventKind.COMMAND) > 0) {
                break;
            }
            final String name = word(kind);
            if (name.equalsIgnoreCase(word)) {
                return kind;
            }
            words.add(name);
        }
        throw new IllegalArgumentException(
                "no such kind: "
                        + word
                        + NearestWord.question(word, words)
                        + " There are "
                        + String.join(", ", words));
    }

    /** As it stands in the output: userTrades. */
    public static String word(final EventKind kind) {
        final String[] parts = kind.name().toLowerCase(Locale.ROOT).split("_");
        final StringBuilder word = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            word.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
        }
        return word.toString();
    }
}
