/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import java.time.LocalDate;
import java.util.List;

/** Dates in names: a day without a leading zero, three letters of the month, two of the year. */
public final class ExpiryDate {
    private static final int CENTURY = 2000;
    private static final List<String> MONTHS =
            List.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                    "DEC");

    private ExpiryDate() {}

    /** The date of a word such as 5AUG23; null when it is none. */
    public static LocalDate parse(final String word) {
        final int days = word.length() - 5;
        if (days < 1 || days > 2 || word.charAt(0) == '0') {
            return null;
        }
        final int day = number(word.substring(0, days));
        final int month = MONTHS.indexOf(word.substring(days, days + 3)) + 1;
        final int year = number(word.substring(days + 3));
        if (day < 1 || month == 0 || year < 0) {
            return null;
        }
        final LocalDate first = LocalDate.of(CENTURY + year, month, 1);
        return day > first.lengthOfMonth() ? null : first.withDayOfMonth(day);
    }

    /** The word of a date of this century. */
    public static String format(final LocalDate date) {
        return date.getDayOfMonth()
                + MONTHS.get(date.getMonthValue() - 1)
                + String.valueOf(date.getYear()).substring(2);
    }

    private static int number(final String digits) {
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(digits) : -1;
    }
}
