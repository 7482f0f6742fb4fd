/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a token may: rights by function, and what it is bound to. Immutable. */
final class Scope {
    private static final String SESSION = "session:";
    private static final String EXPIRES = "expires:";
    private static final String MAIN = "mainaccount";
    private static final int NONE = 0;
    private static final int READ = 1;
    private static final int READ_WRITE = 2;
    private static final Map<String, Integer> RIGHTS =
            Map.of("none", NONE, "read", READ, "read_write", READ_WRITE);
    private static final Set<String> FUNCTIONS =
            Set.of("account", "trade", "wallet", "block_trade", "block_rfq");

    private final Map<String, Integer> rights = new TreeMap<>();
    private String session;
    private boolean isMain;
    private long lifeSeconds = Long.MAX_VALUE;
    private String address;

    private Scope() {}

    /** What the venue does not know is left out. */
    static Scope of(final String text) {
        final Scope scope = new Scope();
        for (final String word : text.strip().split("\\s+")) {
            if (!scope.takes(word)) {
                scope.takesRight(word);
            }
        }
        return scope;
    }

    /**
     * For what a person writes.
     *
     * @throws IllegalArgumentException when a word is no right.
     */
    static void check(final String text) {
        for (final String word : text.strip().split("\\s+")) {
            if (!word.isEmpty() && !MAIN.equals(word) && !new Scope().takesRight(word)) {
                throw new IllegalArgumentException(
                        "not a scope of an API key: "
                                + word
                                + "; write a function of "
                                + new TreeSet<>(FUNCTIONS)
                                + " with :read or :read_write, or "
                                + MAIN);
            }
        }
    }

    private boolean takes(final String word) {
        if (word.startsWith(SESSION) && word.length() > SESSION.length()) {
            session = word.substring(SESSION.length());
        } else if (word.startsWith("ip:")) {
            address = word;
        } else if (word.startsWith(EXPIRES) && word.matches("expires:[1-9]\\d{0,9}")) {
            lifeSeconds = Long.parseLong(word.substring(EXPIRES.length()));
        } else if (MAIN.equals(word)) {
            isMain = true;
        } else {
            return "connection".equals(word);
        }
        return true;
    }

    private boolean takesRight(final String word) {
        final int colon = word.indexOf(':');
        final String function = colon < 0 ? "" : word.substring(0, colon);
        final Integer right = RIGHTS.get(word.substring(colon + 1));
        if (right == null || !FUNCTIONS.contains(function)) {
            return false;
        }
        rights.put(function, right);
        return true;
    }

    /** What is granted of a wish when this is the most: it is cut without a word. */
    Scope cut(final Scope wish) {
        final Scope granted = new Scope();
        granted.session = wish.session;
        granted.address = wish.address;
        granted.lifeSeconds = wish.lifeSeconds;
        granted.isMain = isMain;
        for (final Map.Entry<String, Integer> right : rights.entrySet()) {
            // Who wishes for no function wishes for all.
            final int most = wish.rights.isEmpty() ? READ_WRITE : NONE;
            final int wished = wish.rights.getOrDefault(right.getKey(), most);
            granted.rights.put(right.getKey(), Math.min(right.getValue(), wished));
        }
        return granted;
    }

    /** The same rights, bound to a session. */
    Scope inSession(final String name) {
        final Scope bound = cut(this);
        bound.session = name;
        return bound;
    }

    /** The same without what only a main account has. */
    Scope ofSubaccount() {
        final Scope bound = cut(this);
        bound.isMain = false;
        return bound;
    }

    /** Null when bound to the connection. */
    String session() {
        return session;
    }

    boolean isMain() {
        return isMain;
    }

    /** {@link Long#MAX_VALUE} when nothing was wished for. */
    long lifeSeconds() {
        return lifeSeconds;
    }

    /**
     * @param needed as {@code trade:read}.
     */
    boolean allows(final String needed) {
        final int colon = needed.indexOf(':');
        return rights.getOrDefault(needed.substring(0, colon), NONE)
                >= RIGHTS.get(needed.substring(colon + 1));
    }

    /** As the venue spells it, in alphabetical order. */
    @Override
    public String toString() {
        final Set<String> words = new TreeSet<>();
        rights.forEach((function, right) -> words.add(function + ":" + word(right)));
        words.add(session == null ? "connection" : SESSION + session);
        if (isMain) {
            words.add(MAIN);
        }
        if (lifeSeconds != Long.MAX_VALUE) {
            words.add(EXPIRES + lifeSeconds);
        }
        if (address != null) {
            words.add(address);
        }
        return String.join(" ", words);
    }

    private static String word(final int right) {
        return right == READ_WRITE ? "read_write" : right == READ ? "read" : "none";
    }
}
