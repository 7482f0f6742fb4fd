/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;

/** What ended a session, and whether another may follow. The first cause counts. I/O thread. */
final class SessionEnd {
    private DisconnectReason reason;
    private int code;
    private String text;
    private String haltText = "";

    void clear() {
        reason = null;
        haltText = "";
    }

    boolean isSet() {
        return reason != null;
    }

    void set(final DisconnectReason newReason, final int newCode, final String newText) {
        if (reason == null) {
            reason = newReason;
            code = newCode;
            text = newText;
        }
    }

    /** Keeps another session from following this one. */
    void halt(final String newHaltText) {
        haltText = newHaltText;
    }

    DisconnectReason reason() {
        return reason;
    }

    /** WebSocket close code of the peer, or 0. */
    int code() {
        return code;
    }

    String text() {
        return text;
    }

    /** Why no other session may follow this one; empty when another may. */
    String haltText() {
        return haltText;
    }
}
