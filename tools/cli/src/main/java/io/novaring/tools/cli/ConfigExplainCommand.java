/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.config.NovaRingConfig;
import io.novaring.tools.config.Setting;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        sortOptions = false,
        description = {
            "Prints every key in force, its value, and where that is from: a profile, a built-in"
                    + " default, a line of a file, an environment variable, the command line.",
            "",
            "Without --config: the defaults. Secrets are shown as ***."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:printed", "2:the command or its configuration was not understood"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring config explain --config novaring.conf",
            "  novaring config explain --config novaring.conf --set engine.topology=inline",
            "  novaring config explain --json | jq '.settings[] | select(.key == \"run.reload\")'"
        })
final class ConfigExplainCommand implements Callable<Integer> {
    private static final int VALUE_LENGTH_MAX = 28;
    private static final int ORIGIN_LENGTH_MAX = 27;

    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private ConfigOptions options;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        final NovaRingConfig config = options.load();
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(config));
        } else {
            out.print(text(config.settings()));
            ConfigOptions.tell(config, spec.commandLine().getErr());
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String text(final List<Setting> settings) {
        int keyLength = 0;
        for (final Setting setting : settings) {
            keyLength = Math.max(keyLength, keyOf(setting).length());
        }
        final String format = "  %-" + keyLength + "s  %-" + VALUE_LENGTH_MAX + "s  %s";
        final StringBuilder out = new StringBuilder();
        String section = "";
        for (final Setting setting : settings) {
            if (!sectionOf(setting).equals(section)) {
                out.append(section.isEmpty() ? "" : "\n");
                section = sectionOf(setting);
                out.append(section).append('\n');
            }
            out.append(
                            String.format(
                                            Locale.ROOT,
                                            format,
                                            keyOf(setting),
                                            value(setting),
                                            end(printable(setting.origin().toString())))
                                    .stripTrailing())
                    .append('\n');
        }
        return out.toString();
    }

    /** The name of a connection belongs to its section. */
    private static String sectionOf(final Setting setting) {
        final String[] parts = setting.key().split("\\.", 3);
        return parts[0].equals("connections") ? parts[0] + '.' + parts[1] : parts[0];
    }

    private static String keyOf(final Setting setting) {
        return setting.key().substring(sectionOf(setting).length() + 1);
    }

    private static String value(final Setting setting) {
        return setting.value().isEmpty() ? "(none)" : beginning(printable(setting.value()));
    }

    private static String beginning(final String text) {
        return text.length() <= VALUE_LENGTH_MAX
                ? text
                : text.substring(0, VALUE_LENGTH_MAX - 3) + "...";
    }

    /** Of a path the end says most. */
    private static String end(final String text) {
        return text.length() <= ORIGIN_LENGTH_MAX
                ? text
                : "..." + text.substring(text.length() - ORIGIN_LENGTH_MAX + 3);
    }

    /** Nothing a terminal would obey. */
    private static String printable(final String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static ObjectNode json(final NovaRingConfig config) {
        final ObjectNode out = JsonNodeFactory.instance.objectNode();
        final ArrayNode settings = out.putArray("settings");
        for (final Setting setting : config.settings()) {
            final ObjectNode node = settings.addObject();
            node.put("key", setting.key());
            node.put("value", setting.value());
            node.put("origin", setting.origin().toString());
            node.put("originKind", setting.origin().kind().name().toLowerCase(Locale.ROOT));
            if (setting.origin().line() > 0) {
                node.put("file", setting.origin().name());
                node.put("line", setting.origin().line());
            }
        }
        final ArrayNode notices = out.putArray("notices");
        config.notices().forEach(notices::add);
        return out;
    }
}
