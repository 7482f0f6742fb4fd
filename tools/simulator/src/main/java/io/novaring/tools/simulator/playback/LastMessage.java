/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import io.novaring.tools.simulator.wire.FrameWriter;

/** Of a channel each of whose messages is the whole state: the last one, as it was. */
final class LastMessage implements ChannelMemory {
    private int length = -1;
    private byte[] bytes = new byte[0];

    @Override
    public boolean apply(final byte[] message, final int messageLength) {
        if (bytes.length < messageLength) {
            bytes = new byte[messageLength + messageLength / 4];
        }
        System.arraycopy(message, 0, bytes, 0, messageLength);
        length = messageLength;
        return true;
    }

    @Override
    public boolean writeFirst(final FrameWriter out) {
        if (length < 0) {
            return false;
        }
        out.raw(bytes, 0, length);
        return true;
    }

    @Override
    public boolean mustBegin() {
        return false;
    }
}
