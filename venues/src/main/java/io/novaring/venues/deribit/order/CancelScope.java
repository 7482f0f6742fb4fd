/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;

/**
 * Which orders a {@link OrderCommand#CANCEL_SCOPE} means, as the text in its label says: a
 * currency, {@code any}, several currencies with commas between them, or a pair; behind it, each
 * after one blank, a kind of instrument and a type of order, or one of them. {@code BTC option},
 * {@code BTC,ETH future limit}, {@code any trigger_all}, {@code BTC_USDC}.
 *
 * <p>Pure functions of the text; any thread; nothing is allocated.
 */
public final class CancelScope {
    /** The method that takes a text: none, for it is no scope. */
    public static final int NONE = 0;

    /** {@code private/cancel_all_by_currency}. */
    public static final int CURRENCY = 1;

    /** {@code private/cancel_all_by_currency_pair}. */
    public static final int PAIR = 2;

    /** {@code private/cancel_all_by_kind_or_type}: the only one that takes several currencies. */
    public static final int KIND_OR_TYPE = 3;

    private static final byte[][] KINDS = {
        OrderWords.ascii("any"),
        OrderWords.ascii("combo"),
        OrderWords.ascii("future"),
        OrderWords.ascii("future_combo"),
        OrderWords.ascii("option"),
        OrderWords.ascii("option_combo"),
        OrderWords.ascii("spot")
    };
    private static final byte[][] TYPES = {
        OrderWords.ascii("all"),
        OrderWords.ascii("limit"),
        OrderWords.ascii("stop"),
        OrderWords.ascii("take"),
        OrderWords.ascii("trailing_stop"),
        OrderWords.ascii("trigger_all")
    };
    private static final byte[] ANY = KINDS[0];
    private static final byte[] KIND = OrderWords.ascii(",\"kind\":\"");
    private static final byte[] TYPE = OrderWords.ascii(",\"type\":\"");

    private CancelScope() {}

    /** The method for the text in the command's label. */
    public static int methodOf(final OrderCommand command) {
        final byte[] text = command.label;
        final int end = wordEnd(text, 0, command.labelLength);
        return areOptions(text, end, command.labelLength) ? methodOf(text, end) : NONE;
    }

    private static int methodOf(final byte[] text, final int end) {
        boolean isList = false;
        boolean isPair = false;
        boolean isBetween = true;
        for (int i = 0; i < end; i++) {
            final boolean isSeparator = text[i] == ',' || text[i] == '_';
            if (isSeparator ? isBetween : !isLetter(text[i])) {
                return NONE;
            }
            isBetween = isSeparator;
            isList |= text[i] == ',';
            isPair |= text[i] == '_';
        }
        if (isBetween || isList && isPair) {
            return NONE;
        }
        if (isPair) {
            return PAIR;
        }
        return isList || isWord(ANY, text, 0, end) ? KIND_OR_TYPE : CURRENCY;
    }

    private static boolean isLetter(final byte c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    /** One kind and one type at most. */
    private static boolean areOptions(final byte[] text, final int from, final int length) {
        boolean hasKind = false;
        boolean hasType = false;
        for (int at = from; at < length; at = wordEnd(text, at + 1, length)) {
            final int end = wordEnd(text, at + 1, length);
            final boolean isKind = indexOf(KINDS, text, at + 1, end) >= 0;
            final boolean isType = indexOf(TYPES, text, at + 1, end) >= 0;
            if (isKind ? hasKind : !isType || hasType) {
                return false;
            }
            hasKind |= isKind;
            hasType |= isType;
        }
        return true;
    }

    /** Behind the first word, which is the currency, currencies or pair. */
    static int subjectEnd(final OrderCommand command) {
        return wordEnd(command.label, 0, command.labelLength);
    }

    /** Appends kind and type, where the text has them. */
    static void options(final OrderCommand command, final JsonEncoder out) {
        final byte[] text = command.label;
        final int length = command.labelLength;
        for (int at = subjectEnd(command); at < length; at = wordEnd(text, at + 1, length)) {
            final int end = wordEnd(text, at + 1, length);
            final boolean isKind = indexOf(KINDS, text, at + 1, end) >= 0;
            OrderWords.raw(isKind ? KIND : TYPE, out);
            out.raw(text, at + 1, end - at - 1).raw('"');
        }
    }

    private static int wordEnd(final byte[] text, final int from, final int length) {
        int end = from;
        while (end < length && text[end] != ' ') {
            end++;
        }
        return end;
    }

    private static int indexOf(
            final byte[][] words, final byte[] text, final int from, final int end) {
        for (int i = 0; i < words.length; i++) {
            if (isWord(words[i], text, from, end)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWord(
            final byte[] word, final byte[] text, final int from, final int end) {
        if (word.length != end - from) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (text[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
