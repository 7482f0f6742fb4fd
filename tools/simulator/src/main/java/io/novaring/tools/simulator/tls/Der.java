/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The forms of ASN.1 a certificate is made of, in DER. */
final class Der {
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int BOOLEAN = 0x01;
    static final int OCTETS = 0x04;
    static final int UTF8 = 0x0C;

    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int OID = 0x06;
    private static final int UTC_TIME = 0x17;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] of(final int tag, final byte[]... contents) {
        final ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (final byte[] part : contents) {
            content.writeBytes(part);
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        final int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    static byte[] integer(final BigInteger value) {
        return of(INTEGER, value.toByteArray());
    }

    static byte[] utf8(final String text) {
        return of(UTF8, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whole octets. */
    static byte[] bits(final byte[] octets) {
        return bits(0, octets);
    }

    /**
     * @param unused of the last octet.
     */
    static byte[] bits(final int unused, final byte... octets) {
        return of(BITS, new byte[] {(byte) unused}, octets);
    }

    /** Only for years before 2050, as RFC 5280 has it. */
    static byte[] time(final Instant time) {
        return of(UTC_TIME, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @param dotted as {@code 2.5.29.17}.
     */
    static byte[] oid(final String dotted) {
        final String[] arcs = dotted.split("\\.");
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            final int arc = Integer.parseInt(arcs[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >> shift != 0) {
                    out.write(0x80 | arc >> shift & 0x7F);
                }
            }
            out.write(arc & 0x7F);
        }
        return of(OID, out.toByteArray());
    }
}
