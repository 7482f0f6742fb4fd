/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads Prometheus's text format, strictly. */
final class PrometheusText {
    record Series(String name, Map<String, String> labels, double value) {}

    private PrometheusText() {}

    static List<Series> parse(final String text) {
        final List<Series> series = new ArrayList<>();
        for (final String line : text.split("\n")) {
            if (!line.startsWith("#") && !line.isEmpty()) {
                series.add(line(line));
            }
        }
        return series;
    }

    private static Series line(final String line) {
        final Map<String, String> labels = new LinkedHashMap<>();
        int at = 0;
        while (at < line.length() && line.charAt(at) != '{' && line.charAt(at) != ' ') {
            at++;
        }
        final String name = line.substring(0, at);
        if (line.charAt(at) == '{') {
            at++;
            while (line.charAt(at) != '}') {
                final int equals = line.indexOf('=', at);
                final String key = line.substring(at, equals);
                final StringBuilder value = new StringBuilder();
                require(line.charAt(equals + 1) == '"', line);
                at = equals + 2;
                while (line.charAt(at) != '"') {
                    if (line.charAt(at) == '\\') {
                        at++;
                        value.append(line.charAt(at) == 'n' ? '\n' : line.charAt(at));
                    } else {
                        value.append(line.charAt(at));
                    }
                    at++;
                }
                require(labels.put(key, value.toString()) == null, line);
                at++;
                if (line.charAt(at) == ',') {
                    at++;
                }
            }
            at++;
        }
        return new Series(name, labels, Double.parseDouble(line.substring(at).strip()));
    }

    private static void require(final boolean holds, final String line) {
        if (!holds) {
            throw new AssertionError("not Prometheus's format: " + line);
        }
    }
}
