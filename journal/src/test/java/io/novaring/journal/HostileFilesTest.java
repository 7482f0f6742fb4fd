/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.recording.NoteKind;
import io.novaring.journal.format.BlockFormat;
import io.novaring.journal.format.LittleEndian;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files made to harm who reads them. A JVM of its own reads them and prints each class it loads.
 * More of them: -Dnovaring.soak.hostile=1000.
 */
@Timeout(600)
class HostileFilesTest {
    private static final int FILES = Integer.getInteger("novaring.soak.hostile", 120);

    /** What the files name. */
    private static final String[] NAMES = {
        "io.novaring.journal.Tripwire",
        "!io.novaring.journal.Tripwire",
        "[Lio.novaring.journal.Tripwire;",
        "io/novaring/journal/Tripwire",
        "javax.script.ScriptEngineManager",
        "net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore",
        "com.sun.rowset.JdbcRowSetImpl"
    };

    @TempDir Path directory;

    private final Random random = new Random(23);

    @Test
    void shouldLoadNoClassThatAFileNames() throws Exception {
        final Path honest = Files.createDirectory(directory.resolve("honest"));
        final Path hostile = Files.createDirectory(directory.resolve("hostile"));
        Runs.write(honest.resolve("journal"), 1, 2, true);
        for (int i = 0; i < 40; i++) {
            hostile(honest.resolve("bad-" + i), i);
        }
        for (int i = 0; i < FILES; i++) {
            hostile(hostile.resolve(String.format(Locale.ROOT, "%05d", i)), i);
        }

        final List<String> output = readInChild(honest, hostile);

        assertEquals(List.of(), output.stream().filter(HostileFilesTest::isEscape).toList());
        assertTrue(output.contains(HostileFilesChild.END + " " + FILES), output.toString());
        final int begin = output.indexOf(HostileFilesChild.BEGIN);
        final int end = output.indexOf(HostileFilesChild.END + " " + FILES);
        assertTrue(begin > 100, "classes loaded by then were printed");
        final List<String> loaded = output.subList(begin + 1, end);
        for (final String name : NAMES) {
            final String plain = name.replaceAll("^\\[L|;$", "").replace('/', '.');
            assertTrue(loaded.stream().noneMatch(line -> line.startsWith(plain)), name);
        }
        // What the JVM itself needs to put a message together, to throw, or to compile the reading
        // of buffers, is named by no file.
        assertEquals(
                List.of(),
                loaded.stream()
                        .filter(line -> !line.startsWith("java.lang.invoke."))
                        .filter(line -> !line.startsWith("java.lang.foreign."))
                        .filter(line -> !line.startsWith("jdk.internal."))
                        .toList());
        assertTrue(output.stream().noneMatch(line -> line.contains("Tripwire")));
        assertTrue(output.stream().noneMatch(line -> line.contains("net.openhft")));
    }

    private static boolean isEscape(final String line) {
        return line.contains("escaped") || line.contains("no text");
    }

    /** A journal with something wrong in the header of its file, its table, index or blocks. */
    private void hostile(final Path journal, final int i) throws IOException {
        final List<Composer> segments = Runs.write(journal, 1, 2, true);
        final Composer segment = segments.get(random.nextInt(2));
        final Path folder = segment.segment.folder();
        switch (i % 8) {
            case 0 -> overwrite(segment.store(), composed("SCQStore"));
            case 1 -> Files.write(folder.resolve("metadata.cq4t"), composed("STStore"));
            case 2 -> overwrite(segment.store(), mutated(Composer.header("SCQStore")));
            case 3 -> Files.write(segment.segment.index(), bytes(random.nextInt(4_000)));
            case 4 -> Files.write(segment.segment.index(), composed("index"));
            case 5 -> lie(journal, segment);
            case 6 -> Files.write(segment.store(), composed("SCQStore"));
            default -> scatter(segment.store());
        }
        if (i % 16 == 3) {
            Files.createSymbolicLink(journal.resolve("00001-00003"), Path.of("/"));
            Files.createDirectory(journal.resolve("99999-99999"));
            Files.createSymbolicLink(
                    journal.resolve("99999-99999").resolve(Composer.STORE), Path.of("/dev/zero"));
        }
    }

    /** Honest checksums around numbers that are not. */
    private void lie(final Path journal, final Composer honest) throws IOException {
        final Composer composer =
                new Composer(journal, 1, honest.segment.number(), honest.blocks.get(0).sequence());
        composer.records(composer.nextSequence() + 5);
        for (int i = 0; i < 20; i++) {
            final byte[] content = bytes(random.nextInt(200));
            switch (random.nextInt(4)) {
                case 0 -> composer.note(NoteKind.MARK, random.nextLong(), content);
                case 1 -> composer.raw(random.nextInt(12), random.nextInt(), random.nextInt());
                case 2 -> composer.snapshot(random.nextInt(9), content, 1 + random.nextInt(90));
                default -> composer.queueData(new byte[4 * random.nextInt(50)]);
            }
        }
        composer.records(composer.nextSequence() + 5).marker(BlockFormat.SEAL, 1).write();
    }

    /** Typed wire that names classes: as value, nested, behind an alias, as text or literal. */
    private byte[] composed(final String type) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                random.nextBoolean() ? Composer.header(type) : new byte[] {(byte) 0xB9, 0, 0, 0});
        for (int depth = random.nextInt(5); depth >= 0; depth--) {
            final byte[] name =
                    NAMES[random.nextInt(NAMES.length)].getBytes(StandardCharsets.US_ASCII);
            final int[] codes = {0xB6, 0xB8, 0xB9, 0xBC, 0x82, 0xB4, 0xB7};
            out.write(codes[random.nextInt(codes.length)]);
            out.write(random.nextInt(6) == 0 ? random.nextInt(256) : name.length);
            out.writeBytes(name);
        }
        final byte[] content = Arrays.copyOf(out.toByteArray(), out.size() + 3 & ~3);
        final byte[] document = new byte[4 + content.length];
        LittleEndian.putInt(document, 0, 1 << 30 | content.length);
        System.arraycopy(content, 0, document, 4, content.length);
        return document;
    }

    private byte[] mutated(final byte[] header) {
        final byte[] document = new byte[4 + header.length];
        LittleEndian.putInt(document, 0, 1 << 30 | header.length);
        System.arraycopy(header, 0, document, 4, header.length);
        for (int i = 0; i <= random.nextInt(4); i++) {
            document[random.nextInt(document.length)] = (byte) random.nextInt();
        }
        return document;
    }

    private void scatter(final Path store) throws IOException {
        final byte[] bytes = Files.readAllBytes(store);
        for (int i = 0; i < 1 + random.nextInt(40); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        Files.write(store, bytes);
    }

    private byte[] bytes(final int length) {
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void overwrite(final Path store, final byte[] head) throws IOException {
        final byte[] bytes = Files.readAllBytes(store);
        System.arraycopy(head, 0, bytes, 0, Math.min(head.length, bytes.length));
        Files.write(store, bytes);
    }

    private static List<String> readInChild(final Path honest, final Path hostile)
            throws Exception {
        final Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-Xlog:class+load:stdout:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HostileFilesChild.class.getName(),
                                honest.toString(),
                                hostile.toString())
                        .redirectErrorStream(true)
                        .start();
        try (Stream<String> lines =
                new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8))
                        .lines()) {
            return new ArrayList<>(lines.toList());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
