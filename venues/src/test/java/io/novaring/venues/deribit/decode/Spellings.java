/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import java.util.Random;

/** Spellings of numbers: what RFC 8259 allows, what it does not, and what no column holds. */
final class Spellings {
    /** Each on its own is worth a try in every field. */
    static final String[] ODD = {
        "0",
        "-0",
        "0.0",
        "-0.0",
        "00",
        "01",
        "-01",
        "0.",
        "1.",
        ".5",
        "-",
        "-.5",
        "+1",
        "1e",
        "1e+",
        "1E5",
        "1e5",
        "1e+5",
        "1E-5",
        "1.5e-9",
        "1.5e-10",
        "1e-9",
        "0e5",
        "0E-400",
        "0e400",
        "0e9999999999",
        "1e400",
        "1e-400",
        "1e18",
        "1e19",
        "1e308",
        "5e-324",
        "2.2250738585072014e-308",
        "9007199254740992",
        "9007199254740993",
        "90071992547409.93",
        "9223372036854775807",
        "9223372036854775808",
        "9223372036.854775807",
        "9223372036.854775808",
        "-9223372036.854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "18446744073709551617",
        "36893488147419103233",
        "12345678901234567890123456789",
        "0.1234567891",
        "0.12345678901234567890123456789",
        "1.0000000000",
        "1.00000000000000000000",
        "100000000.5",
        "1234567.8",
        "12345678",
        "123456789",
        "12345678.",
        "12345678.9",
        "123456789.12345678",
        "1.5.2",
        "1234567..8",
        "1e5e5",
        "1-5",
        "--1",
        "0x10",
        "1_0",
        "NaN",
        "Infinity",
        "-Infinity",
        "null",
        "nul",
        "nulL",
        "nulls",
        "true",
        "false",
        "\"1\"",
        "\"\"",
        "\"null\"",
        "{}",
        "[]",
        "[1]",
        "{\"a\":1}",
        " 1",
        "1 ",
        "\t1",
        "1\n",
        "/",
        ":",
        "0:",
        "1/2",
        "\u0001",
        "1\u0000",
        "1;",
        "",
    };

    private Spellings() {}

    /** A number by the letter, in any of its forms. */
    static String number(final Random random) {
        final StringBuilder out = new StringBuilder();
        if (random.nextInt(5) == 0) {
            out.append('-');
        }
        final int digits = random.nextInt(4) == 0 ? 1 + random.nextInt(29) : 1 + random.nextInt(10);
        if (random.nextInt(4) == 0) {
            out.append('0');
        } else {
            out.append((char) ('1' + random.nextInt(9)));
            append(out, random, digits - 1);
        }
        if (random.nextInt(2) == 0) {
            out.append('.');
            final int places = random.nextInt(5) == 0 ? 20 : 9;
            append(out, random, 1 + random.nextInt(places));
        }
        if (random.nextInt(3) == 0) {
            out.append(random.nextBoolean() ? 'e' : 'E');
            out.append(new String[] {"", "+", "-"}[random.nextInt(3)]);
            append(out, random, random.nextInt(4) == 0 ? 3 : 1);
        }
        return out.toString();
    }

    /** A number, or what looks like one. */
    static String any(final Random random) {
        if (random.nextInt(3) != 0) {
            return number(random);
        }
        final String odd = ODD[random.nextInt(ODD.length)];
        // What has an end of its own stays as it is: the tree must still be one.
        final boolean isOpen = !odd.isEmpty() && "{[\"".indexOf(odd.charAt(0)) < 0;
        return isOpen && random.nextInt(4) == 0 ? odd + number(random) : odd;
    }

    private static void append(final StringBuilder out, final Random random, final int count) {
        for (int i = 0; i < count; i++) {
            // Runs of zeros and nines: where rounding and taking out go wrong.
            final int kind = random.nextInt(8);
            out.append(kind == 0 ? '0' : kind == 1 ? '9' : (char) ('0' + random.nextInt(10)));
        }
    }
}
