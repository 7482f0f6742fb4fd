/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.query.Reply;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;

/**
 * The parameters of one request, read by name; those nobody asks for are ignored. The first that is
 * wrong is remembered and answered by {@link #isRefused}; until then reading goes on with defaults.
 */
final class Params {
    /** What a number is that was not sent. */
    static final long ABSENT = Long.MIN_VALUE;

    private static final int MISSING_PARAMS = -32000;
    private static final int FRACTION_DIGITS = 9;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private String wrongName;
    private String reason;
    private final JsonNode params;

    Params(final JsonNode params) {
        this.params = params;
    }

    /** Answers the request when a parameter was wrong; true then. */
    boolean isRefused(final Reply reply) {
        if (reason == null) {
            return false;
        }
        if (params.isEmpty()) {
            reply.error(MISSING_PARAMS, "Missing params");
        } else {
            reply.badParam(wrongName, reason);
        }
        return true;
    }

    boolean has(final String name) {
        return !params.path(name).isMissingNode() && !params.path(name).isNull();
    }

    /** Null when it was not sent. */
    String text(final String name) {
        if (!has(name)) {
            return null;
        }
        if (!params.path(name).isTextual()) {
            wrong(name, "must be a string");
            return null;
        }
        return params.path(name).textValue();
    }

    /** Empty, and wrong, when it was not sent. */
    String neededText(final String name) {
        final String text = text(name);
        if (text == null) {
            wrong(name, "value required");
            return "";
        }
        return text;
    }

    /** One of these words; {@code otherwise} when it was not sent. */
    String word(final String name, final Set<String> words, final String otherwise) {
        final String word = text(name);
        if (word != null && !words.contains(word)) {
            wrong(name, "wrong " + name);
        }
        return word == null ? otherwise : word;
    }

    String neededWord(final String name, final Set<String> words) {
        neededText(name);
        return word(name, words, "");
    }

    /** One word or a list of them. */
    List<String> words(final String name, final Set<String> words) {
        final JsonNode list = params.path(name);
        if (!list.isArray()) {
            return List.of(neededWord(name, words));
        }
        final List<String> found = new java.util.ArrayList<>();
        for (final JsonNode word : list) {
            if (!words.contains(word.asText())) {
                wrong(name, "wrong " + name);
            }
            found.add(word.asText());
        }
        return found;
    }

    boolean flag(final String name) {
        return flag(name, false);
    }

    boolean flag(final String name, final boolean otherwise) {
        if (has(name) && !params.path(name).isBoolean()) {
            wrong(name, "must be a boolean");
        }
        return params.path(name).asBoolean(otherwise);
    }

    /** A scaled number; {@link #ABSENT} when it was not sent. */
    long decimal(final String name) {
        if (!has(name)) {
            return ABSENT;
        }
        final JsonNode number = params.path(name);
        if (!number.isNumber()) {
            wrong(name, "must be a number");
            return ABSENT;
        }
        final BigDecimal value = number.decimalValue().movePointRight(FRACTION_DIGITS);
        if (value.abs().compareTo(LARGEST) > 0) {
            wrong(name, "is too large");
            return ABSENT;
        }
        final BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
        if (whole.compareTo(value) != 0) {
            wrong(name, "has too many decimals");
        }
        return whole.longValue();
    }

    long neededDecimal(final String name) {
        if (!has(name)) {
            wrong(name, "value required");
        }
        return decimal(name);
    }

    long integer(final String name, final long otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        final JsonNode number = params.path(name);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            wrong(name, "must be an integer");
            return otherwise;
        }
        return number.longValue();
    }

    long neededInteger(final String name) {
        if (!has(name)) {
            wrong(name, "value required");
        }
        return integer(name, 0);
    }

    /** The first wrong parameter of a request is the one that is answered. */
    void wrong(final String name, final String why) {
        if (reason == null) {
            wrongName = name;
            reason = why;
        }
    }
}
