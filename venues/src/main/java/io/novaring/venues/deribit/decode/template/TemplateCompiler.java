/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/**
 * Makes a template of a message that was decoded without a fault: values that fill a column, and
 * other numbers and texts, become steps, all else a literal. The order of the fields is the
 * message's. Allocates for a new template only; one thread.
 */
final class TemplateCompiler {
    private static final WordTable ENVELOPE = WordTable.of("params");

    private static final int CHANNEL = 0;
    private static final int DATA = 1;
    private static final WordTable PARAMS = WordTable.of("channel", "data");

    private final JsonCursor cursor = new JsonCursor();

    private static final Fields.Field OTHER_NUMBER =
            new Fields.Field("", Template.NO_COLUMN, Op.ANALYTIC, 0, null);
    private static final Fields.Field OTHER_TEXT =
            new Fields.Field("", Template.NO_COLUMN, Op.TEXT, 0, null);

    private final TemplateWriter writer = new TemplateWriter();

    private MarketEvent event;
    private FrameKind kind;
    private boolean isPlain;

    /** Columns that have a value: a field that stands twice is left to the decoder. */
    private long columns;

    /** Fields that are objects, by number: the decoder takes the last of several. */
    private long objects;

    private int channelOffset;
    private boolean hasChannel;
    private boolean hasData;
    private boolean hasType;

    /** Where the name of the channel begins in the message compiled last. */
    int channelOffset() {
        return channelOffset;
    }

    /** False when this event has something that no template reads. */
    boolean compile(final MarketEvent decoded, final FrameKind kindOfIt) {
        event = decoded;
        kind = kindOfIt;
        isPlain = true;
        columns = 0;
        objects = 0;
        hasChannel = false;
        hasData = false;
        hasType = false;
        cursor.begin(event.raw, event.rawLength);
        int paramsCount = 0;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            if (cursor.field(ENVELOPE) == 0 && cursor.isObject()) {
                paramsCount++;
                params();
            } else {
                cursor.skip();
            }
        }
        return cursor.finish()
                && isPlain
                && hasData
                && paramsCount == 1
                && writer.value(Op.END, 0, 0, event.rawLength, event.rawLength);
    }

    /** True when the event compiled last has the shape of this template. */
    boolean isOf(final Template template) {
        return template.flags == flags() && writer.isOf(template);
    }

    /** The template of the event compiled last, which begins so. */
    Template template(final Prefix prefix) {
        return new Template(
                kind, prefix, writer.program(), Fields.absent(kind), writer.rowStart(), flags());
    }

    private int flags() {
        return hasType ? event.flags & (MarketEvent.SNAPSHOT | MarketEvent.CHANGE) : 0;
    }

    private void params() {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(PARAMS)) {
                case CHANNEL -> channel();
                case DATA -> data();
                default -> cursor.skip();
            }
        }
    }

    private void channel() {
        final long text = cursor.text();
        // Once, and before the data: the decoder takes the last of several.
        isPlain &= !hasChannel && !hasData && text != Text.ABSENT;
        hasChannel = true;
        if (isPlain) {
            channelOffset = Text.offset(text);
            writer.begin(event.raw, channelOffset + Text.length(text));
        }
    }

    private void data() {
        if (!hasChannel || !isPlain || hasData) {
            isPlain = false;
            cursor.skip();
            return;
        }
        hasData = true;
        if (kind != FrameKind.TRADES) {
            object(kind.fields());
            return;
        }
        isPlain &= cursor.isArray();
        boolean isFirst = true;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            if (isFirst && cursor.isObject()) {
                isPlain &= writer.rowStart(cursor.valueOffset());
                object(kind.fields());
                // The brace that was read last is a part of the row.
                final int end = cursor.valueOffset() + 1;
                isPlain &= writer.value(Op.ROW_END, 0, 0, end, end);
            } else {
                cursor.skip();
            }
            writer.passTo(cursor.valueOffset() + 1);
            isFirst = false;
        }
        isPlain &= !isFirst;
    }

    private void object(final Fields fields) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int number = cursor.field(fields.names());
            if (number == WordTable.UNKNOWN) {
                other();
            } else {
                final Fields.Field field = fields.get(number);
                if (field.nested() != null) {
                    isPlain &= (objects & 1L << number) == 0;
                    objects |= 1L << number;
                }
                known(field);
            }
        }
    }

    private void known(final Fields.Field field) {
        if (field.nested() != null && cursor.isObject()) {
            object(field.nested());
            return;
        }
        final boolean isReadable = field.column() != Fields.UNREADABLE;
        if (isReadable) {
            isPlain &= (columns & 1L << field.column()) == 0;
            columns |= 1L << field.column();
        }
        switch (field.op()) {
            case Op.NUMBER, Op.ANALYTIC -> {
                isPlain &= cursor.isNumber() || cursor.isNull();
                write(field, false);
            }
            case Op.TEXT, Op.INSTRUMENT, Op.DIRECTION -> {
                isPlain &= cursor.isText();
                write(field, true);
            }
            case Op.BIDS, Op.ASKS -> {
                isPlain &= cursor.isArray();
                write(field, false);
            }
            default -> {
                // A type is a part of the shape; greeks and statistics may be null.
                hasType |= isReadable && cursor.isText();
                isPlain &= isReadable || field.nested() != null && cursor.isNull();
                cursor.skip();
            }
        }
    }

    /** A field that fills no column: whatever it says, but it must be of the same type. */
    private void other() {
        isPlain &= !cursor.isObject() && !cursor.isArray();
        if (cursor.isNumber()) {
            write(OTHER_NUMBER, false);
        } else if (cursor.isText()) {
            write(OTHER_TEXT, true);
        } else {
            cursor.skip();
        }
    }

    private void write(final Fields.Field field, final boolean isText) {
        final long range = isText ? cursor.text() : cursor.rangeOfValue();
        if (range == Text.ABSENT || !isPlain) {
            isPlain = false;
            return;
        }
        final int start = Text.offset(range);
        isPlain =
                writer.value(
                        field.op(),
                        field.column(),
                        field.scale(),
                        start,
                        start + Text.length(range));
    }
}
