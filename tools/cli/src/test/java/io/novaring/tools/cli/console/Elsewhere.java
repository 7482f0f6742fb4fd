/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import java.util.Locale;
import java.util.TimeZone;

/** Where people write numbers otherwise and clocks are hours away: nothing may change there. */
public final class Elsewhere {
    private Elsewhere() {}

    /**
     * Runs something under another default locale and time zone.
     *
     * @param language such as {@code ar-EG-u-nu-arab}, which has digits of its own.
     */
    public static void run(final String language, final String zoneId, final Runnable task) {
        final Locale locale = Locale.getDefault();
        final TimeZone zone = TimeZone.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        TimeZone.setDefault(TimeZone.getTimeZone(zoneId));
        try {
            task.run();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }
}
