/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config.hocon;

import com.typesafe.config.ConfigOrigin;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value came from.
 *
 * @param name of the file, profile or variable; empty for the others.
 * @param line in the file, 0 when it is not known.
 */
public record Origin(Kind kind, String name, int line) {
    /** The default of a key that belongs to no profile. */
    public static final Origin BUILT_IN = new Origin(Kind.BUILT_IN, "", 0);

    static final String COMMAND_LINE = "command line";
    static final String VARIABLE = "env var ";

    private static final Pattern VARIABLE_NAME = Pattern.compile(VARIABLE + "([^,]+)");
    private static final Pattern NAME_AND_LINE = Pattern.compile("([^,]*?): (\\d+)(-\\d+)?(,.*)?");

    /** What kind of place it is. */
    public enum Kind {
        BUILT_IN,
        PROFILE,
        FILE,
        ENVIRONMENT,
        COMMAND_LINE
    }

    /** The place a parsed value was read from. */
    public static Origin of(final ConfigOrigin origin) {
        // "novaring.conf: 3", "env var NAME", or "merge of novaring.conf: 3,env var NAME".
        final String text = origin.description().replaceFirst("^merge of ", "");
        final Matcher variable = VARIABLE_NAME.matcher(text);
        if (variable.find()) {
            return new Origin(Kind.ENVIRONMENT, variable.group(1), 0);
        }
        if (text.startsWith(COMMAND_LINE)) {
            return new Origin(Kind.COMMAND_LINE, "", 0);
        }
        final Matcher line = NAME_AND_LINE.matcher(text);
        return line.matches()
                ? new Origin(Kind.FILE, line.group(1), Integer.parseInt(line.group(2)))
                : new Origin(Kind.FILE, text, 0);
    }

    /** The defaults of a profile. */
    public static Origin profile(final String name) {
        return new Origin(Kind.PROFILE, name, 0);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case BUILT_IN -> "built-in default";
            case PROFILE -> "profile " + name;
            case FILE -> line == 0 ? name : name + " line " + line;
            case ENVIRONMENT -> "environment " + name;
            case COMMAND_LINE -> COMMAND_LINE;
        };
    }
}
