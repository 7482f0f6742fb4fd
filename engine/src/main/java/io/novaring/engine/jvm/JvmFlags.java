/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.jvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which JVM flags NovaRing needs, from the one file that lists them, and which are missing.
 */
public final class JvmFlags {
    private static final Logger LOG = LoggerFactory.getLogger(JvmFlags.class);
    private static final String AGRONA_PACKAGE = "jdk.internal.misc";

    /** The command line's exports read addresses of buffers; nothing else does. */
    private static final String EXPORTS_PACKAGE = "java.base/java.nio=";

    private JvmFlags() {}

    /**
     * Checks the running JVM.
     *
     * @param hasJournal whether flags that only a journal needs are missed.
     * @throws IllegalStateException when the engine cannot run; it names the flag.
     */
    public static void check(final boolean hasJournal) {
        for (final String flag : missing()) {
            if (flag.contains(AGRONA_PACKAGE)) {
                throw new IllegalStateException(
                        "this JVM was started without "
                                + flag
                                + "; start it with java @jvm.options (the file is in the engine's"
                                + " jar, io/novaring/engine/jvm.options), or put the flag into"
                                + " JDK_JAVA_OPTIONS");
            }
            if (hasJournal && !flag.contains(EXPORTS_PACKAGE)) {
                LOG.warn("JVM flag missing, a journal may fail: {}", flag);
            }
        }
    }

    /** The flags of the file that are not in effect, as they stand there. */
    public static List<String> missing() {
        final List<String> missing = new ArrayList<>();
        for (final String flag : flags()) {
            if (!isInEffect(flag)) {
                missing.add(flag);
            }
        }
        return missing;
    }

    private static boolean isInEffect(final String flag) {
        final String[] words = flag.split("[ =/]");
        // Other flags make it quicker or quieter: nothing fails without them.
        if (words.length < 3 || !words[0].startsWith("--add-")) {
            return true;
        }
        final Module unnamed = JvmFlags.class.getModule();
        // A small JVM image may have no such module: then the flag is missing like any other.
        return ModuleLayer.boot()
                .findModule(words[1])
                .filter(
                        module ->
                                "--add-opens".equals(words[0])
                                        ? module.isOpen(words[2], unnamed)
                                        : module.isExported(words[2], unnamed))
                .isPresent();
    }

    private static List<String> flags() {
        final List<String> flags = new ArrayList<>();
        try (InputStream in =
                        JvmFlags.class.getResourceAsStream("/io/novaring/engine/jvm.options");
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(flags::add);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read jvm.options", e);
        }
        return flags;
    }
}
