/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.Framedata;

/** Feeds a walker as a link does and writes down, in order, what came out of it. */
final class WalkRecorder implements MessageSink {
    /** One message or control frame. */
    record Item(String kind, ByteBuffer payload) {}

    final List<Item> items = new ArrayList<>();
    int textResult = CONTINUE;

    private final InboundBuffer inbound = new InboundBuffer();
    private final FrameWalker walker;

    WalkRecorder(final int messageLengthMax, final boolean direct) {
        walker = new FrameWalker(messageLengthMax, this);
        inbound.start(direct);
    }

    /** One read. */
    void feed(final byte[] source, final int from, final int to) throws InvalidDataException {
        int at = from;
        while (at < to) {
            final ByteBuffer target = inbound.forReading();
            final int count = Math.min(to - at, target.remaining());
            target.put(source, at, count);
            at += count;
            walk();
        }
    }

    void feed(final byte[] source) throws InvalidDataException {
        feed(source, 0, source.length);
    }

    int bufferLength() {
        return inbound.forReading().capacity();
    }

    private void walk() throws InvalidDataException {
        final ByteBuffer bytes = inbound.forWalking();
        List<Framedata> frames = walker.translateFrame(bytes);
        while (!frames.isEmpty()) {
            final Framedata frame = frames.get(0);
            items.add(new Item(frame.getOpcode().name(), copy(frame.getPayloadData())));
            frames = walker.translateFrame(bytes);
        }
        inbound.keepRest();
    }

    private static ByteBuffer copy(final ByteBuffer source) {
        final byte[] bytes = new byte[source.remaining()];
        source.duplicate().get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public int onText(final ByteBuffer source, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        source.get(offset, bytes);
        items.add(new Item("TEXT", ByteBuffer.wrap(bytes)));
        return textResult;
    }

    @Override
    public void onBinary(final int length) {
        items.add(new Item("BINARY", ByteBuffer.allocate(length)));
    }
}
