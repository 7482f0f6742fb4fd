/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** The HTTP side of a connection: one upgrade request, one answer. Extensions are never agreed. */
public final class Handshake {
    /** The longest request head that is read. */
    public static final int HEAD_BYTES_MAX = 8192;

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private Handshake() {}

    /** The length of the request head with its empty line, or -1 while it is not complete. */
    public static int headLength(final byte[] bytes, final int length) {
        for (int i = 0; i + END.length <= length; i++) {
            if (bytes[i] == '\r'
                    && bytes[i + 1] == '\n'
                    && bytes[i + 2] == '\r'
                    && bytes[i + 3] == '\n') {
                return i + END.length;
            }
        }
        return -1;
    }

    /**
     * The answer to a request head.
     *
     * @param path the one path that is served; anything else is a 404.
     */
    public static String answer(final String head, final String path) {
        final String[] lines = head.split("\r\n", -1);
        final String[] request = lines[0].split(" ", -1);
        if (request.length != 3 || !"GET".equals(request[0])) {
            return refusal("400 Bad Request");
        }
        if (!path.equals(request[1])) {
            return refusal("404 Not Found");
        }
        final String key = header(lines, "sec-websocket-key");
        final String upgrade = header(lines, "upgrade");
        if (key == null || upgrade == null || !"websocket".equalsIgnoreCase(upgrade)) {
            return refusal("400 Bad Request");
        }
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                + acceptKey(key)
                + "\r\n\r\n";
    }

    /** An answer that is not an upgrade. */
    public static String refusal(final String status) {
        return refusal(status, "");
    }

    /**
     * An answer that is not an upgrade.
     *
     * @param headers further ones, each with its CR and LF.
     */
    public static String refusal(final String status, final String headers) {
        return "HTTP/1.1 "
                + status
                + "\r\n"
                + headers
                + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    }

    static String acceptKey(final String key) {
        try {
            final MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            final byte[] digest = sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static String header(final String[] lines, final String name) {
        for (int i = 1; i < lines.length; i++) {
            final int colon = lines[i].indexOf(':');
            if (colon > 0 && lines[i].substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
                return lines[i].substring(colon + 1).trim();
            }
        }
        return null;
    }
}
