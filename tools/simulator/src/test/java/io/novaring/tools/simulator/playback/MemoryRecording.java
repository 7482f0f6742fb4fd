/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A recording made by a test, message by message; its sequences count from 0. */
public final class MemoryRecording implements Supplier<RecordedFeed> {
    private static final long START_NS = 1_700_000_000_000_000_000L;

    private int opened;
    private int closed;
    private final List<Message> messages = new ArrayList<>();

    private record Message(long timeNs, int connectionId, boolean outbound, byte[] bytes) {}

    public MemoryRecording inbound(final long millis, final int connectionId, final String text) {
        return add(millis, connectionId, false, text);
    }

    public MemoryRecording inbound(final long millis, final String text) {
        return add(millis, 0, false, text);
    }

    public MemoryRecording outbound(final long millis, final String text) {
        return add(millis, 0, true, text);
    }

    private MemoryRecording add(
            final long millis, final int connectionId, final boolean outbound, final String text) {
        messages.add(
                new Message(
                        timeNs(millis),
                        connectionId,
                        outbound,
                        text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Of a message that was recorded so many milliseconds behind the start. */
    public static long timeNs(final long millis) {
        return START_NS + millis * 1_000_000L;
    }

    /** Whether every feed that was opened was closed again. */
    public boolean isLetGo() {
        return opened == closed;
    }

    @Override
    public RecordedFeed get() {
        opened++;
        return new RecordedFeed() {
            private int at = -1;

            @Override
            public boolean next() {
                at = Math.min(at + 1, messages.size());
                return at < messages.size();
            }

            @Override
            public long timeNs() {
                return messages.get(at).timeNs;
            }

            @Override
            public long sequence() {
                return at;
            }

            @Override
            public int connectionId() {
                return messages.get(at).connectionId;
            }

            @Override
            public boolean isOutbound() {
                return messages.get(at).outbound;
            }

            @Override
            public byte[] bytes() {
                return messages.get(at).bytes;
            }

            @Override
            public int length() {
                return messages.get(at).bytes.length;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
