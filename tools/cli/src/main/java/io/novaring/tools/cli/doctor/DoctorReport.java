/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Table;
import java.util.List;

/** Findings as a person and as a program reads them. */
record DoctorReport(List<Finding> findings) {
    long count(final Level level) {
        return findings.stream().filter(f -> f.level() == level).count();
    }

    String text() {
        final Table table = new Table("  ", "", "what", "found");
        for (final Finding finding : findings) {
            table.row(finding.level().word(), finding.name(), Printable.of(finding.found()));
        }
        final StringBuilder out = new StringBuilder(table.toString());
        for (final Level level : new Level[] {Level.PROBLEM, Level.ADVICE, Level.UNKNOWN}) {
            for (final Finding finding : findings) {
                if (finding.level() == level) {
                    out.append('\n').append(finding.level().word()).append(": ");
                    out.append(finding.name()).append(": ").append(finding.why()).append('\n');
                    if (!finding.fix().isEmpty()) {
                        out.append("  ").append(finding.fix()).append('\n');
                    }
                }
            }
        }
        out.append('\n');
        out.append(count(Level.PROBLEM)).append(" problems, ");
        out.append(count(Level.ADVICE)).append(" pieces of advice, ");
        out.append(count(Level.UNKNOWN)).append(" not told, ");
        return out.append(count(Level.OK)).append(" as they should be\n").toString();
    }

    String json() {
        final ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("problems", count(Level.PROBLEM)).put("advice", count(Level.ADVICE));
        final ArrayNode list = out.putArray("findings");
        for (final Finding finding : findings) {
            final ObjectNode one = list.addObject();
            one.put("level", finding.level().word()).put("name", finding.name());
            one.put("found", finding.found());
            one.put("why", finding.why()).put("fix", finding.fix());
        }
        return out.toString();
    }
}
