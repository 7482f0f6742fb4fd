/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.util.zip.CRC32C;

/**
 * One event in a block. Little-endian:
 *
 * <pre>
 *  0 int  magic
 *  4 byte version, byte origin code, byte 0, byte 0
 *  8 int  length: all of it, checksum included
 * 12 int  connection id
 * 16 long sequence
 * 24 int  epoch
 * 28 int  flags, those of {@link #FLAGS}
 * 32 int  code
 * 36 int  reason
 * 40 long request id
 * 48 long token
 * 56 long received time, epoch nanoseconds
 * 64 long published time, epoch nanoseconds
 * 72 int  raw length
 * 76      raw bytes, then int CRC32C of everything before it
 * </pre>
 *
 * Only what the producer says is recorded: what decoder and stages add is computed again. So the
 * request id and token of an inbound message, which are read from its bytes, are left out.
 */
public final class RecordFormat {
    public static final int VERSION = 1;
    public static final int HEADER_LENGTH = 76;
    public static final int RAW_LENGTH_MAX = 8 << 20;

    /** The flags that say something the bytes do not. */
    public static final int FLAGS = MarketEvent.UNSENT;

    private static final int MAGIC = 'N' | 'V' << 8 | 'R' << 16 | 'R' << 24;
    private static final int CRC_LENGTH = 4;

    private RecordFormat() {}

    public static int length(final int rawLength) {
        return HEADER_LENGTH + rawLength + CRC_LENGTH;
    }

    /** Writes the event; there must be room. Returns the offset behind it. */
    public static int write(
            final byte[] target, final int at, final MarketEvent event, final CRC32C crc) {
        final int rawLength = event.rawLength;
        final boolean inbound = event.origin == Origin.INBOUND;
        LittleEndian.putInt(target, at, MAGIC);
        LittleEndian.putInt(target, at + 4, VERSION | event.origin.code() << 8);
        LittleEndian.putInt(target, at + 8, length(rawLength));
        LittleEndian.putInt(target, at + 12, event.connectionId);
        LittleEndian.putLong(target, at + 16, event.sequence);
        LittleEndian.putInt(target, at + 24, event.epoch);
        LittleEndian.putInt(target, at + 28, event.flags & FLAGS);
        LittleEndian.putInt(target, at + 32, event.code);
        LittleEndian.putInt(target, at + 36, event.reason);
        LittleEndian.putLong(target, at + 40, inbound ? MarketEvent.ABSENT : event.requestId);
        LittleEndian.putLong(target, at + 48, inbound ? 0 : event.token);
        LittleEndian.putLong(target, at + 56, event.receivedTimeNs);
        LittleEndian.putLong(target, at + 64, event.publishedTimeNs);
        LittleEndian.putInt(target, at + 72, rawLength);
        System.arraycopy(event.raw, 0, target, at + HEADER_LENGTH, rawLength);
        crc.reset();
        crc.update(target, at, HEADER_LENGTH + rawLength);
        LittleEndian.putInt(target, at + HEADER_LENGTH + rawLength, (int) crc.getValue());
        return at + length(rawLength);
    }

    /** Why the bytes in {@code [at, limit)} do not begin with this record, or null. */
    public static String check(
            final byte[] source,
            final int at,
            final int limit,
            final long sequence,
            final CRC32C crc) {
        if (limit - at < HEADER_LENGTH + CRC_LENGTH || LittleEndian.getInt(source, at) != MAGIC) {
            return "not a record";
        }
        final int length = recordLength(source, at);
        final int rawLength = LittleEndian.getInt(source, at + 72);
        if (rawLength < 0 || rawLength > limit - at - HEADER_LENGTH - CRC_LENGTH) {
            return "record longer than its block";
        }
        crc.reset();
        crc.update(source, at, HEADER_LENGTH + rawLength);
        if (LittleEndian.getInt(source, at + HEADER_LENGTH + rawLength) != (int) crc.getValue()) {
            return "record fails its checksum";
        }
        if (length != length(rawLength)) {
            return "record length " + length + " with " + rawLength + " raw bytes";
        }
        if (source[at + 4] != VERSION) {
            return "record of format version " + source[at + 4] + ", known is " + VERSION;
        }
        if (Origin.ofCode(source[at + 5]) == null) {
            return "unknown origin code " + source[at + 5];
        }
        final long found = LittleEndian.getLong(source, at + 16);
        return found == sequence ? null : "record has sequence " + found;
    }

    public static int recordLength(final byte[] source, final int at) {
        return LittleEndian.getInt(source, at + 8);
    }

    /** Published time of a record that was checked. */
    public static long publishedTimeNs(final byte[] source, final int at) {
        return LittleEndian.getLong(source, at + 64);
    }

    /** Fills the event from a record that was checked. */
    public static void read(final byte[] source, final int at, final MarketEvent event) {
        final Origin origin = Origin.ofCode(source[at + 5]);
        event.reset(origin, kind(origin));
        event.connectionId = LittleEndian.getInt(source, at + 12);
        event.sequence = LittleEndian.getLong(source, at + 16);
        event.epoch = LittleEndian.getInt(source, at + 24);
        event.flags = LittleEndian.getInt(source, at + 28);
        event.code = LittleEndian.getInt(source, at + 32);
        event.reason = LittleEndian.getInt(source, at + 36);
        event.requestId = LittleEndian.getLong(source, at + 40);
        event.token = LittleEndian.getLong(source, at + 48);
        event.receivedTimeNs = LittleEndian.getLong(source, at + 56);
        event.publishedTimeNs = LittleEndian.getLong(source, at + 64);
        event.setRaw(source, at + HEADER_LENGTH, LittleEndian.getInt(source, at + 72));
    }

    private static EventKind kind(final Origin origin) {
        return switch (origin) {
            // Until it is decoded.
            case INBOUND -> EventKind.NOTIFICATION;
            case OUTBOUND -> EventKind.OUTBOUND;
            case LIFECYCLE -> EventKind.LIFECYCLE;
            case TICK -> EventKind.TICK;
            case COMMAND -> EventKind.COMMAND;
        };
    }
}
