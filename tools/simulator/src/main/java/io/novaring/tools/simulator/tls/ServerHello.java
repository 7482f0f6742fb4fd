/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.tls;

import java.nio.ByteBuffer;

/** Internal: the first TLS record of a server that agrees on something nobody may accept. */
public final class ServerHello {
    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int RANDOM_BYTES = 32;
    private static final int BODY_BYTES = 2 + RANDOM_BYTES + 1 + 2 + 1;

    // ECDHE with ECDSA and AES-128-CBC-SHA: old enough for every version, and offered still.
    private static final int CIPHER = 0xC009;

    private ServerHello() {}

    /**
     * @param variant as the fault {@code tls-server-hello} has it.
     */
    public static byte[] of(final String variant) {
        return switch (variant) {
            case "ssl-3.0" -> record(0x0300, CIPHER, 0);
            case "tls-1.0" -> record(0x0301, CIPHER, 0);
            case "tls-1.1" -> record(0x0302, CIPHER, 0);
            case "null-cipher" -> record(0x0303, 0x003B, 0);
            case "anonymous-cipher" -> record(0x0303, 0x006C, 0);
            case "compression" -> record(0x0303, 0xC02B, 1);
            default -> throw new IllegalArgumentException("no such variant: " + variant);
        };
    }

    private static byte[] record(final int version, final int cipher, final int compression) {
        final ByteBuffer record = ByteBuffer.allocate(5 + 4 + BODY_BYTES);
        record.put((byte) HANDSHAKE).putShort((short) version).putShort((short) (4 + BODY_BYTES));
        record.put((byte) SERVER_HELLO).put((byte) 0).putShort((short) BODY_BYTES);
        record.putShort((short) version);
        for (int i = 0; i < RANDOM_BYTES; i++) {
            record.put((byte) (0x5A + 7 * i));
        }
        return record.put((byte) 0).putShort((short) cipher).put((byte) compression).array();
    }
}
