/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.table;

import io.novaring.codec.Decimals;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Files of Arrow's IPC format. Words and instruments are in dictionaries; a file is open only while
 * rows are written to it.
 */
final class ArrowFormat implements FileFormat {
    /** As many as a scaled number has: more, and sums of two columns overflow what readers take. */
    private static final int DECIMAL_DIGITS = 19;

    private static final int INT_BITS = 32;
    private static final int LONG_BITS = 64;

    private final SymbolTable channels;
    private final BufferAllocator memory = new RootAllocator();

    ArrowFormat(final SymbolTable channels) {
        this.channels = channels;
    }

    @Override
    public TableFile create(final Path path, final List<Column> columns, final String instrument)
            throws IOException {
        return new ArrowFile(path, columns, instrument);
    }

    @Override
    public void close() {
        memory.close();
    }

    private static ArrowType type(final ColumnType type) {
        return switch (type) {
            case TIME -> new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC");
            case DECIMAL -> new ArrowType.Decimal(DECIMAL_DIGITS, Decimals.DIGITS, 128);
            case LONG -> new ArrowType.Int(LONG_BITS, true);
            case INT, WORD -> new ArrowType.Int(INT_BITS, true);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case FLAG -> ArrowType.Bool.INSTANCE;
            case SYMBOL, TEXT -> ArrowType.Utf8.INSTANCE;
        };
    }

    private final class ArrowFile implements TableFile {
        private final ReopenedFile file;
        private final boolean hasInstrument;
        private final MapDictionaryProvider dictionaries = new MapDictionaryProvider();
        private final VectorSchemaRoot root;
        private final ArrowFileWriter writer;

        ArrowFile(final Path path, final List<Column> columns, final String instrument)
                throws IOException {
            file = new ReopenedFile(path);
            hasInstrument = instrument != null;
            final List<Field> fields = new ArrayList<>();
            final List<String> names = instrument == null ? List.of() : List.of(instrument);
            fields.add(dictionary("instrument", names));
            for (final Column column : columns) {
                fields.add(
                        column.type() == ColumnType.WORD
                                ? dictionary(column.name(), column.words())
                                : Field.nullable(column.name(), type(column.type())));
            }
            root = VectorSchemaRoot.create(new Schema(fields), memory);
            writer = new ArrowFileWriter(root, dictionaries, file);
            writer.start();
            file.release();
        }

        private Field dictionary(final String name, final List<String> words) {
            final long id = dictionaries.getDictionaryIds().size();
            final DictionaryEncoding encoding = new DictionaryEncoding(id, false, null);
            final VarCharVector values = new VarCharVector(name, memory);
            for (int i = 0; i < words.size(); i++) {
                values.setSafe(i, words.get(i).getBytes(StandardCharsets.UTF_8));
            }
            values.setValueCount(words.size());
            dictionaries.put(new Dictionary(values, encoding));
            return new Field(name, new FieldType(true, type(ColumnType.WORD), encoding), null);
        }

        @Override
        public void write(final RowBatch batch) throws IOException {
            final int rows = batch.rows();
            final IntVector instruments = (IntVector) root.getVector(0);
            instruments.allocateNew(rows);
            for (int row = 0; row < rows; row++) {
                if (hasInstrument) {
                    instruments.set(row, 0);
                } else {
                    instruments.setNull(row);
                }
            }
            for (int at = 0; at < batch.columns().size(); at++) {
                fill(root.getVector(at + 1), batch, at);
            }
            root.setRowCount(rows);
            writer.writeBatch();
            root.clear();
            file.release();
        }

        private void fill(final FieldVector vector, final RowBatch batch, final int at) {
            vector.setInitialCapacity(batch.rows());
            vector.allocateNew();
            for (int row = 0; row < batch.rows(); row++) {
                if (batch.isNull(at, row)) {
                    vector.setNull(row);
                } else {
                    set(vector, batch, at, row);
                }
            }
        }

        private void set(
                final FieldVector vector, final RowBatch batch, final int at, final int row) {
            final long number = batch.number(at, row);
            switch (batch.columns().get(at).type()) {
                case TIME -> ((TimeStampNanoTZVector) vector).setSafe(row, number);
                case DECIMAL -> ((DecimalVector) vector).setSafe(row, number);
                case LONG -> ((BigIntVector) vector).setSafe(row, number);
                case INT, WORD -> ((IntVector) vector).setSafe(row, (int) number);
                case DOUBLE -> ((Float8Vector) vector).setSafe(row, batch.real(at, row));
                case FLAG -> ((BitVector) vector).setSafe(row, (int) number);
                case SYMBOL -> ((VarCharVector) vector).setSafe(row, channels.bytes((int) number));
                case TEXT ->
                        ((VarCharVector) vector)
                                .setSafe(
                                        row,
                                        batch.textBytes(at),
                                        Text.offset(number),
                                        Text.length(number));
            }
        }

        @Override
        public long finish() throws IOException {
            writer.end();
            release();
            return Files.size(file.path);
        }

        @Override
        public void abandon() {
            release();
        }

        private void release() {
            // Closes the file too, without another byte: it has begun and, in order, ended.
            file.isDead = true;
            writer.close();
            for (final long id : dictionaries.getDictionaryIds()) {
                dictionaries.lookup(id).getVector().close();
            }
            root.close();
        }
    }

    /** A file that is opened again for each burst: thousands may be written in turns. */
    private static final class ReopenedFile implements WritableByteChannel {
        private final Path path;
        private FileChannel channel;
        private boolean isDead;

        ReopenedFile(final Path path) throws IOException {
            this.path = path;
            channel =
                    FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        }

        @Override
        public int write(final ByteBuffer source) throws IOException {
            if (isDead) {
                final int left = source.remaining();
                source.position(source.limit());
                return left;
            }
            if (channel == null) {
                channel =
                        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            }
            return channel.write(source);
        }

        void release() throws IOException {
            if (channel != null) {
                channel.close();
                channel = null;
            }
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() throws IOException {
            release();
        }
    }
}
