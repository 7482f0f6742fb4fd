/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LongestMessageTest {
    @TempDir Path directory;

    @Test
    void shouldRecordTheLongestMessageAConnectionTakes() {
        final DeribitConfig config = DeribitConfig.of(URI.create("ws://127.0.0.1:1/ws/api/v2"));
        final int length = new DeribitPublicClient(config).connection().messageLengthMax();
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(new byte[length], 0, length);
        event.sequence = 0;

        try (JournalWriter writer = JournalWriter.open(directory, JournalConfig.DEFAULTS)) {
            writer.onEvent(event, 0, true);
        }

        try (JournalReader reader = JournalReader.open(directory)) {
            assertTrue(reader.next(event));
            assertEquals(length, event.rawLength);
        }
    }
}
