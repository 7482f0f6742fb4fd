/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import io.novaring.codec.DisconnectReason;
import org.java_websocket.framing.CloseFrame;

/** What the numbers in close frames may be and mean: RFC 6455 section 7.4. */
final class CloseCodes {
    private CloseCodes() {}

    /** False for codes that are only used within a program, or by nobody. */
    static boolean mayBeSent(final int code) {
        final boolean defined = code >= CloseFrame.NORMAL && code <= CloseFrame.BAD_GATEWAY;
        final boolean reserved = code >= 1004 && code <= CloseFrame.ABNORMAL_CLOSE;
        return defined && !reserved || code >= 3000 && code <= 4999;
    }

    /** Why a session ended that was closed with this code from our side. */
    static DisconnectReason reasonOf(final int code) {
        return switch (code) {
            case CloseFrame.TOOBIG -> DisconnectReason.MESSAGE_TOO_BIG;
            case CloseFrame.PROTOCOL_ERROR,
                    CloseFrame.NO_UTF8,
                    CloseFrame.REFUSE,
                    CloseFrame.UNEXPECTED_CONDITION ->
                    DisconnectReason.PROTOCOL_ERROR;
            default -> DisconnectReason.CONNECTION_LOST;
        };
    }
}
