/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrameFileTest {
    @TempDir Path folder;

    @Test
    void shouldRepeatTheFramesOfSubscribedChannels() throws Exception {
        final String one =
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"a.b\",\"data\":1}}";
        final String two = "{\"params\":{\"channel\":\"c.d\",\"data\":[\"\u00e9\"]}}";
        final String other = "{\"params\":{\"channel\":\"e.f\",\"data\":3}}";
        final Path file = folder.resolve("frames.jsonl");
        Files.writeString(
                file, "{\"id\":1,\"result\":[]}\n" + one + "\n" + other + "\n" + two + "\n");
        final SimulatorConfig config =
                SimulatorConfig.builder().frameFile(file).rawNeedsLogin(false).build();
        try (Simulator simulator = Simulator.start(config);
                TestClient client = new TestClient(simulator.uri())) {
            simulator.setRate(0);
            final List<String> accepted = client.subscribe("a.b", "c.d", "not.there");
            simulator.setRate(1_000);

            final List<String> frames = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                frames.add(client.next());
            }

            assertEquals(Set.of("a.b", "c.d"), Set.copyOf(accepted));
            assertEquals(List.of(one, two, one, two), frames);
        }
    }

    @Test
    void shouldRefuseAFileWithoutNotifications() throws Exception {
        final Path file = folder.resolve("empty.jsonl");
        final SimulatorConfig config = SimulatorConfig.builder().frameFile(file).build();

        assertThrows(UncheckedIOException.class, () -> Simulator.start(config));
        Files.writeString(file, "{}\n");
        assertThrows(IllegalArgumentException.class, () -> Simulator.start(config));
    }
}
