/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** Why a session ended. Journalled: a code never changes its meaning. */
public enum DisconnectReason {
    /** We were asked to. */
    REQUESTED(1),
    /** The peer sent a close frame; the close code is in the event's token field. */
    CLOSED_BY_PEER(2),
    /** The TCP connection ended or failed without a close frame. */
    CONNECTION_LOST(3),
    /** Nothing was received for longer than the heartbeat rule allows. */
    PEER_SILENT(4),
    /** DNS, TCP, TLS and upgrade together took longer than allowed. */
    CONNECT_TIMEOUT(5),
    /** The host name could not be resolved, or nobody listens there. */
    CONNECT_FAILED(6),
    /** The TLS handshake failed: certificate, host name or protocol. */
    TLS_FAILED(7),
    /** The server answered the upgrade with something else than 101. */
    UPGRADE_REFUSED(8),
    /** The peer broke the WebSocket protocol, or sent text that is not UTF-8. */
    PROTOCOL_ERROR(9),
    /** A frame or message was larger than allowed. */
    MESSAGE_TOO_BIG(10),
    /** Our writes were not taken for longer than allowed, or our send buffer is full. */
    WRITE_STALLED(11),
    /** Too many gaps or undecodable frames: the stream cannot be trusted. */
    STREAM_UNUSABLE(12),
    /** The venue's limiter ended the session. */
    THROTTLED(13),
    /** The venue refused to authenticate us, or did not answer in time. */
    AUTHENTICATION_FAILED(14),
    /** An error of the venue that only a new session can mend. */
    VENUE_ERROR(15),
    /** The connection handler of the venue refused a frame. */
    FRAME_REFUSED(16);

    private static final DisconnectReason[] BY_CODE = new DisconnectReason[32];

    static {
        for (final DisconnectReason value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    DisconnectReason(final int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The reason with this journal code, or null when there is none. */
    public static DisconnectReason ofCode(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
