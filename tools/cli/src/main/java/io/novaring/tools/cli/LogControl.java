/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import io.novaring.tools.config.RunSettings.LogLevel;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Sets how much the engine logs. The command line comes with slf4j-simple, which has no call for
 * it: loggers to come look at a system property, those that are there have a field.
 */
final class LogControl {
    private static final String OURS = "io.novaring";
    private static final String FACTORY = "org.slf4j.simple.SimpleLoggerFactory";

    private LogControl() {}

    /** False when the back end cannot; loggers made later obey all the same. */
    static boolean set(final LogLevel level) {
        System.setProperty(
                "org.slf4j.simpleLogger.log." + OURS, level.name().toLowerCase(Locale.ROOT));
        final ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!factory.getClass().getName().equals(FACTORY)) {
            return false;
        }
        try {
            final Field loggers = factory.getClass().getDeclaredField("loggerMap");
            loggers.setAccessible(true);
            for (final Map.Entry<?, ?> entry : ((Map<?, ?>) loggers.get(factory)).entrySet()) {
                if (entry.getKey().toString().startsWith(OURS)) {
                    final Field field =
                            entry.getValue().getClass().getDeclaredField("currentLogLevel");
                    field.setAccessible(true);
                    // SLF4J's numbers: trace 0, then steps of ten; off is above error.
                    field.setInt(entry.getValue(), level.ordinal() * 10);
                }
            }
            return true;
        } catch (final ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }
}
