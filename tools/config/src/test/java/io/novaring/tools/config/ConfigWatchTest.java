/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that changes; time is the test's. */
final class ConfigWatchTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir private Path folder;

    private final LiveRecorder recorder = new LiveRecorder();
    private Path file;
    private long nowNs = Long.MAX_VALUE - SECOND_NS;
    private long writes;

    @BeforeEach
    void begin() throws IOException {
        file = folder.resolve("a.conf");
        write(file, "connections.a.channels = [x]");
    }

    private ConfigWatch watch(final String... overrides) {
        return new ConfigWatch(
                NovaRingConfig.load(file, List.of(overrides)), List.of(overrides), recorder);
    }

    @Test
    void shouldApplyAChangeOnceTheFileIsQuiet() throws IOException {
        final ConfigWatch watch = watch();

        assertEquals(List.of(), poll(watch));
        write(file, "connections.a.channels = [x, y]");
        assertEquals(List.of(), poll(watch));
        write(file, "connections.a.channels = [x, y, z]");
        assertEquals(List.of(), poll(watch));

        assertEquals(List.of("changed: connections.a.channels: added y, z"), poll(watch));
        assertEquals(List.of("0 subscribe [y, z]"), recorder.calls);
        assertEquals(List.of(), poll(watch));
        assertEquals(List.of("x", "y", "z"), watch.config().connections().get(0).channels());
    }

    @Test
    void shouldSeeAChangeThatCameBeforeItLooked() throws IOException {
        final NovaRingConfig config = NovaRingConfig.load(file);
        write(file, "connections.a.channels = [x, y]");

        final ConfigWatch watch = new ConfigWatch(config, List.of(), recorder);
        poll(watch);

        assertEquals(List.of("changed: connections.a.channels: added y"), poll(watch));
    }

    @Test
    void shouldLookTwiceASecondAtMost() throws IOException {
        final ConfigWatch watch = watch();
        poll(watch);
        write(file, "connections.a.channels = [y]");
        poll(watch);

        assertEquals(List.of(), watch.poll(nowNs + SECOND_NS / 2 - 1));
        assertEquals(2, poll(watch).size());
    }

    @Test
    void shouldKeepWhatRunsWhenTheFileIsWrong() throws IOException {
        final ConfigWatch watch = watch();
        write(file, "connections.a.chanels = [y]");
        poll(watch);

        final List<String> told = poll(watch);

        assertEquals(1, told.size());
        assertTrue(
                told.get(0)
                        .startsWith(
                                "the configuration changed and is not used: " + file + " line 1"),
                told.get(0));
        assertEquals(List.of(), poll(watch));
        assertEquals(List.of(), recorder.calls);

        write(file, "connections.a.channels = [y]");
        poll(watch);
        assertEquals(2, poll(watch).size());
    }

    @Test
    void shouldSayWhatNeedsARestartAndNothingWhenItIsTakenBack() throws IOException {
        final ConfigWatch watch = watch("engine.cores=2");
        write(file, "connections.a.channels = [x], engine { ring-length = 64, cores = 9 }");
        poll(watch);
        assertEquals(List.of("needs a restart: engine.ring-length: auto -> 64"), poll(watch));

        write(file, "connections.a.channels = [x]");
        poll(watch);
        assertEquals(
                List.of("the configuration was read again; nothing in force changed"), poll(watch));
    }

    @Test
    void shouldSeeAChangeOfAnIncludedFile() throws IOException {
        final Path other = folder.resolve("b.conf");
        write(other, "connections.a.channels = [x]");
        write(file, "include \"b.conf\"");
        final ConfigWatch watch = watch();
        write(other, "connections.a.channels = []");
        poll(watch);

        assertEquals(List.of("changed: connections.a.channels: removed x"), poll(watch));
        assertEquals(List.of("0 unsubscribe [x]"), recorder.calls);
    }

    @Test
    void shouldSurviveAFileThatIsGone() throws IOException {
        final ConfigWatch watch = watch();
        Files.delete(file);
        poll(watch);

        assertTrue(poll(watch).get(0).contains("there is no such file"));
    }

    @Test
    void shouldSayWhatTheProgramCannotDo() throws IOException {
        final ConfigWatch watch =
                new ConfigWatch(NovaRingConfig.load(file), List.of(), new LiveSettings() {});
        write(file, "connections.a.channels = [y]");
        poll(watch);

        assertEquals(2, poll(watch).stream().filter(t -> t.startsWith("needs a restart")).count());
    }

    @Test
    void shouldWantAFile() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConfigWatch(NovaRingConfig.defaults(), List.of(), recorder));
    }

    private List<String> poll(final ConfigWatch watch) {
        nowNs += SECOND_NS;
        return watch.poll(nowNs);
    }

    /** Each with a time of its own: two writes may fall into one tick of the file system. */
    private void write(final Path target, final String text) throws IOException {
        Files.writeString(target, text);
        writes++;
        Files.setLastModifiedTime(target, FileTime.fromMillis(1_000_000 * writes));
    }
}
