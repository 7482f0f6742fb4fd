/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

/** Why a command makes no order of this venue, said so that a person can mend it. */
enum Fault {
    NONE("", Field.ACTION),
    ACTION("action is none of the eight", Field.ACTION),
    SIDE("side must be buy or sell", Field.SIDE),
    NO_INSTRUMENT("instrument must be named", Field.INSTRUMENT),
    TYPE("type is none of the eight", Field.TYPE),
    TIME_IN_FORCE("timeInForce is none of the four", Field.TIME_IN_FORCE),
    AMOUNT("amount must be above zero", Field.AMOUNT),
    EDIT_AMOUNT("an edit must say the whole new amount, filled included, above zero", Field.AMOUNT),
    NO_PRICE("price must be given with a limit type", Field.PRICE),
    PRICE_OF_MARKET(
            "price must not be given with a type that trades at the market's price", Field.PRICE),
    TRIGGER_OF_PLAIN(
            "trigger and triggerPrice belong to stop, take and trailing types; leave them out",
            Field.TRIGGER),
    NO_TRIGGER("trigger must be the index, mark or last price with this type", Field.TRIGGER),
    NO_TRIGGER_PRICE(
            "triggerPrice must be given with this type; of a trailing stop it is the offset",
            Field.TRIGGER_PRICE),
    TRIGGER_OFFSET(
            "triggerPrice of a trailing stop is its offset and must be above zero",
            Field.TRIGGER_PRICE),
    POST_ONLY_TAKER(
            "POST_ONLY cannot go with immediate-or-cancel or fill-or-kill", Field.TIME_IN_FORCE),
    POST_ONLY_OF_MARKET("POST_ONLY goes with limit types only", Field.FLAGS),
    REJECT_POST_ONLY("REJECT_POST_ONLY goes with POST_ONLY only", Field.FLAGS),
    MMP("MARKET_MAKER_PROTECTION goes with plain limit orders only", Field.FLAGS),
    TIME_IN_FORCE_OF_MARKET(
            "timeInForce goes with limit types only; leave it good-til-cancelled",
            Field.TIME_IN_FORCE),
    DISPLAY_OF_MARKET("displayAmount goes with limit types only", Field.DISPLAY_AMOUNT),
    DISPLAY_TAKER(
            "displayAmount cannot go with immediate-or-cancel or fill-or-kill",
            Field.DISPLAY_AMOUNT),
    DISPLAY_AMOUNT(
            "displayAmount must be above zero, at most the amount and at least 1 % of it",
            Field.DISPLAY_AMOUNT),
    VALID_FOR("validForNs must be above zero", Field.VALID_FOR),
    BY_LABEL(
            "an order that is known by its label only can change neither displayAmount nor a"
                    + " trailing offset; wait for its id",
            Field.DISPLAY_AMOUNT),
    CLOSE_TYPE("a position is closed by a limit or a market order", Field.TYPE),
    SCOPE(
            "a scope is a currency, any, several with commas or a pair, and behind it a kind and a"
                    + " type if wanted, as in BTC option or any future limit",
            Field.LABEL),
    NO_LABEL("label must be given", Field.LABEL);

    private final String text;
    private final Field field;

    Fault(final String text, final Field field) {
        this.text = text;
        this.field = field;
    }

    String text() {
        return text;
    }

    /** Whose value to show. */
    Field field() {
        return field;
    }

    /** A field of a command. */
    enum Field {
        ACTION,
        SIDE,
        INSTRUMENT,
        LABEL,
        TYPE,
        TIME_IN_FORCE,
        PRICE,
        AMOUNT,
        TRIGGER,
        TRIGGER_PRICE,
        DISPLAY_AMOUNT,
        FLAGS,
        VALID_FOR
    }
}
