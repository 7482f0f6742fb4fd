/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of PromQL as the dashboard needs: which series an expression selects. */
final class PromQl {
    /** What one label has to be. */
    record Condition(String label, String operator, String value) {
        boolean holds(final String actual) {
            return switch (operator) {
                case "=" -> value.equals(actual);
                case "!=" -> !value.equals(actual);
                case "=~" -> actual != null && actual.matches(value);
                case "!~" -> actual == null || !actual.matches(value);
                default -> throw new AssertionError("no operator: " + operator);
            };
        }
    }

    /** A metric and its conditions. */
    record Selector(String metric, List<Condition> conditions) {
        boolean selects(final PrometheusText.Series series) {
            return metric.equals(series.name())
                    && conditions.stream()
                            .filter(c -> !isAddedByScraper(c.label()))
                            .allMatch(c -> c.holds(series.labels().get(c.label())));
        }
    }

    private static final Pattern TOKEN = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern CONDITION =
            Pattern.compile("\\s*([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"\\s*,?");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private PromQl() {}

    static boolean isAddedByScraper(final String label) {
        return "job".equals(label) || "instance".equals(label);
    }

    static List<Selector> selectors(final String expression) {
        final List<Selector> found = new ArrayList<>();
        final Matcher tokens = TOKEN.matcher(expression);
        int at = 0;
        while (tokens.find(at)) {
            at = tokens.end();
            if (!tokens.group().startsWith("novaring_")) {
                continue;
            }
            final List<Condition> conditions = new ArrayList<>();
            if (at < expression.length() && expression.charAt(at) == '{') {
                final int end = endOfBraces(expression, at);
                final String inside = expression.substring(at + 1, end);
                final Matcher matcher = CONDITION.matcher(inside);
                int from = 0;
                while (from < inside.length() && matcher.find(from)) {
                    if (matcher.start() != from) {
                        break;
                    }
                    conditions.add(
                            new Condition(matcher.group(1), matcher.group(2), matcher.group(3)));
                    from = matcher.end();
                }
                if (from != inside.length()) {
                    throw new AssertionError("cannot read " + inside + " in " + expression);
                }
                at = end;
            }
            found.add(new Selector(tokens.group(), conditions));
        }
        return found;
    }

    private static int endOfBraces(final String expression, final int from) {
        final Matcher quoted = QUOTED.matcher(expression);
        int at = from;
        while (true) {
            final int brace = expression.indexOf('}', at);
            final boolean hasQuote = quoted.find(at) && quoted.start() < brace;
            if (!hasQuote) {
                return brace;
            }
            at = quoted.end();
        }
    }

    /** Labels that the expression groups by. */
    static List<String> grouping(final String expression) {
        final List<String> labels = new ArrayList<>();
        final Matcher matcher = GROUPING.matcher(expression);
        while (matcher.find()) {
            for (final String label : matcher.group(1).split(",")) {
                labels.add(label.strip());
            }
        }
        return labels;
    }
}
