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

    /** Ends it and keeps another from following, for this reason. */
    void halt(final String newHaltText, final DisconnectReason newReason, final String newText) {
        haltText = newHaltText;
        set(newReason, 0, newText);
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
