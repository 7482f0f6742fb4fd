/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The text of a plan: {@code TRIGGER: FAULT name=value ...}, one a line. */
final class FaultPlanParser {
    private static final String TRIGGERS =
            "at DURATION, after COUNT CHANNEL, request N METHOD or connection N";

    private FaultPlanParser() {}

    static FaultPlan parse(final String text) {
        final FaultPlan.Builder plan = FaultPlan.builder();
        final String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            final String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                final int colon = line.indexOf(':');
                if (colon < 0) {
                    throw new IllegalArgumentException(
                            "no colon between trigger and fault: " + line);
                }
                plan.add(
                        trigger(line.substring(0, colon).strip()),
                        fault(line.substring(colon + 1).strip()));
            } catch (final IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return plan.build();
    }

    private static FaultTrigger trigger(final String text) {
        final String[] words = text.split("\\s+");
        final String form = words[0] + "/" + words.length;
        return switch (form) {
            case "at/2" -> FaultTrigger.at(Durations.parse(words[1]));
            case "after/3" -> FaultTrigger.afterFrames(words[2], number(words[1]));
            case "request/3" -> FaultTrigger.onRequest(words[2], number(words[1]));
            case "connection/2" -> FaultTrigger.onConnection(number(words[1]));
            default ->
                    throw new IllegalArgumentException(
                            "not a trigger: " + text + "; write " + TRIGGERS);
        };
    }

    static Fault fault(final String text) {
        final String[] words = text.split("\\s+");
        Fault fault = Fault.of(kind(words[0]));
        for (int i = 1; i < words.length; i++) {
            final int equals = words[i].indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("not name=value: " + words[i]);
            }
            fault = told(fault, words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return fault;
    }

    private static Fault told(final Fault fault, final String name, final String value) {
        return switch (name) {
            case "channel" -> fault.withChannel(value);
            case "method" -> fault.withMethod(value);
            case "code" -> fault.withCode(Math.toIntExact(number(value)));
            case "count" -> fault.withCount(Math.toIntExact(number(value)));
            case "duration" -> fault.withDuration(duration(value));
            case "delay" -> fault.withDelay(duration(value));
            case "variant" -> fault.withVariant(value);
            default ->
                    throw new IllegalArgumentException(
                            "no such parameter: "
                                    + name
                                    + "; "
                                    + fault.kind().word()
                                    + " takes "
                                    + parameters(fault.kind()));
        };
    }

    private static String parameters(final FaultKind kind) {
        final String words =
                kind.parameters().stream()
                        .map(FaultParameter::word)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return words.isEmpty() ? "none" : words;
    }

    private static Duration duration(final String value) {
        return Durations.parse(value);
    }

    private static long number(final String word) {
        try {
            return Long.parseLong(word);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number: " + word, e);
        }
    }

    private static FaultKind kind(final String word) {
        for (final FaultKind kind : FaultKind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "no such fault: "
                        + word
                        + "; there are "
                        + Arrays.stream(FaultKind.values())
                                .map(FaultKind::word)
                                .collect(Collectors.joining(", ")));
    }
}
