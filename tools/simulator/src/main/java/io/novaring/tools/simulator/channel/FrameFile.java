/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.wire.FrameWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recorded notifications, repeated for ever, byte for byte, each to the subscribers of its channel.
 * Lines without a channel, such as recorded acknowledgements, are left out.
 */
public final class FrameFile {
    private static final byte[] KEY = Channel.bytes("\"channel\":\"");

    private int next;
    private final List<byte[]> frames = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final FrameWriter out = new FrameWriter();

    /**
     * @param frameBytesMax a longer frame would never fit into a send buffer.
     */
    public FrameFile(final Path path, final int frameBytesMax) throws IOException {
        final byte[] bytes = Files.readAllBytes(path);
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        if (frames.isEmpty()) {
            throw new IllegalArgumentException(
                    path + " holds no notification: recorded frames, one a line, are wanted");
        }
        for (final byte[] frame : frames) {
            if (frame.length > frameBytesMax) {
                throw new IllegalArgumentException("frame too long for sendBufferBytes: " + path);
            }
        }
    }

    private void add(final byte[] line) {
        final int from = indexOf(line, KEY) + KEY.length;
        if (from >= KEY.length) {
            int to = from;
            while (to < line.length && line[to] != '"') {
                to++;
            }
            frames.add(line);
            names.add(new String(line, from, to - from, StandardCharsets.UTF_8));
        }
    }

    /** Null when no frame is of that channel. */
    public Channel channel(final String name) {
        return names.contains(name) ? ChannelNames.quiet(name) : null;
    }

    /** Sends the next frame that somebody is subscribed to; 0 when there is none in the file. */
    public int publish(final Channels channels, final long dueNs) {
        for (int tried = 0; tried < frames.size(); tried++) {
            final int at = next;
            next = (next + 1) % frames.size();
            final Channel channel = channels.live(names.get(at));
            if (channel != null) {
                out.reset().raw(frames.get(at)).finish(FrameWriter.TEXT);
                Channels.send(channel, out, dueNs);
                return 1;
            }
        }
        return 0;
    }

    private static int indexOf(final byte[] bytes, final byte[] what) {
        for (int i = 0; i + what.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -what.length - 1;
    }
}
