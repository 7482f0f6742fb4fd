/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import io.novaring.codec.Decimals;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Comma-separated values as of RFC 4180, in UTF-8, with a line of names; nothing between two commas
 * is null, a text without a byte has two quotes.
 */
final class CsvFormat implements FileFormat {
    /** More than any number takes, with its comma. */
    private static final int NUMBER_BYTES_MAX = 32;

    private final SymbolTable channels;
    private byte[] line = new byte[1 << 16];
    private int length;

    CsvFormat(final SymbolTable channels) {
        this.channels = channels;
    }

    @Override
    public TableFile create(final Path path, final List<Column> columns, final String instrument)
            throws IOException {
        length = 0;
        ascii("instrument");
        for (final Column column : columns) {
            ascii(",");
            ascii(column.name());
        }
        ascii("\n");
        append(path, StandardOpenOption.CREATE_NEW);
        final byte[] name = instrument == null ? null : instrument.getBytes(StandardCharsets.UTF_8);
        return new TableFile() {
            @Override
            public void write(final RowBatch batch) throws IOException {
                length = 0;
                for (int row = 0; row < batch.rows(); row++) {
                    row(name, batch, row);
                }
                append(path, StandardOpenOption.APPEND);
            }

            @Override
            public long finish() throws IOException {
                // Every row is in the file.
                return Files.size(path);
            }

            @Override
            public void abandon() {
                // Nothing is open.
            }
        };
    }

    private void row(final byte[] instrument, final RowBatch batch, final int row) {
        if (instrument != null) {
            quoted(instrument, 0, instrument.length);
        }
        for (int at = 0; at < batch.columns().size(); at++) {
            ascii(",");
            if (!batch.isNull(at, row)) {
                value(batch, at, row);
            }
        }
        ascii("\n");
    }

    private void value(final RowBatch batch, final int at, final int row) {
        final Column column = batch.columns().get(at);
        final long number = batch.number(at, row);
        switch (column.type()) {
            case TEXT -> quoted(batch.textBytes(at), Text.offset(number), Text.length(number));
            case WORD -> ascii(column.words().get((int) number));
            case SYMBOL -> {
                final byte[] name = channels.bytes((int) number);
                quoted(name, 0, name.length);
            }
            case DOUBLE -> ascii(Double.toString(batch.real(at, row)));
            case DECIMAL -> {
                ensure(NUMBER_BYTES_MAX);
                length = Decimals.write(number, line, length);
            }
            case FLAG -> ascii(number == 0 ? "false" : "true");
            default -> {
                ensure(NUMBER_BYTES_MAX);
                if (number < 0) {
                    ascii(Long.toString(number));
                } else {
                    length = Decimals.writeInteger(number, line, length);
                }
            }
        }
    }

    /** In quotes where a reader needs them. */
    private void quoted(final byte[] source, final int offset, final int count) {
        boolean isPlain = count > 0;
        for (int i = offset; i < offset + count && isPlain; i++) {
            final byte b = source[i];
            isPlain = b != '"' && b != ',' && b != '\n' && b != '\r' && b != ' ';
        }
        ensure(2 * count + 2);
        if (isPlain) {
            System.arraycopy(source, offset, line, length, count);
            length += count;
            return;
        }
        line[length++] = '"';
        for (int i = offset; i < offset + count; i++) {
            if (source[i] == '"') {
                line[length++] = '"';
            }
            line[length++] = source[i];
        }
        line[length++] = '"';
    }

    private void ascii(final String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            line[length++] = (byte) text.charAt(i);
        }
    }

    private void ensure(final int count) {
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(length + count, line.length << 1));
        }
    }

    private void append(final Path path, final StandardOpenOption option) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE, option)) {
            final ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }

    @Override
    public void close() {
        // No file stays open.
    }
}
